"""How much each client has lately taken, so that those who took least are served first."""

from __future__ import annotations

import ipaddress
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

_REMEMBERED = 4096
#: What a client counts for that nothing is known of: it has to show first that it takes little.
UNKNOWN_SECONDS = 1.0
#: After so many seconds half of what a client took is forgotten.
_HALF_LIFE_SECONDS = 10.0
#: The network that one subscriber has in IPv6.
_IPV6_PREFIX = 64


class Takings:
    """Seconds of evaluation by client, fading with time. ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._taken: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def of(self, client: str) -> float:
        """What a client has lately taken."""
        if client not in self._taken:
            return UNKNOWN_SECONDS
        amount, since = self._taken[client]
        return float(amount * 0.5 ** ((self._clock() - since) / _HALF_LIFE_SECONDS))

    def add(self, client: str, seconds: float) -> None:
        """A client has taken more."""
        before = self.of(client) if client in self._taken else 0.0
        self._taken[client] = (before + seconds, self._clock())
        self._taken.move_to_end(client)
        if len(self._taken) > _REMEMBERED:
            self._taken.popitem(last=False)


@lru_cache(maxsize=_REMEMBERED)
def client_of(address: str) -> str:
    """Who is behind an address: of IPv6 the network that a subscriber has.

    >>> client_of("2001:db8:1:2:3:4:5:6"), client_of("192.0.2.1"), client_of("")
    ('2001:db8:1:2::/64', '192.0.2.1', '')
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:  # a name that some part of the server goes by
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed.packed, _IPV6_PREFIX), strict=False))
