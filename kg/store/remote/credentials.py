"""Who we are to a store: a user with a password, or a bearer token; neither is ever shown."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field

import httpx

from kg.settings import Settings
from kg.store.remote.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Empty where the store asks nobody who they are."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def of(cls, settings: Settings) -> Credentials:
        """Those that the settings state."""
        return cls(user=settings.store_user, password=settings.store_password, token=settings.store_token)

    def auth(self, engine: Engine) -> httpx.Auth | None:
        """How requests to that engine carry them; None where there are none."""
        if self.token:
            return _Bearer(self.token)
        if not self.user:
            return None
        return (httpx.DigestAuth if engine.digest else httpx.BasicAuth)(self.user, self.password)


class _Bearer(httpx.Auth):
    """RFC 6750."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request
