"""Every error this package raises on purpose.

::

    RenkeiError
    ├── InputError            2   something the caller named is missing or unusable
    │   ├── SourceError           a source document cannot be read (missing, not text, wrong encoding)
    │   └── SettingError          a setting has an impossible value
    ├── NonconformanceError   1   data was read but does not conform, or was set aside
    │   └── AmendmentConflict     a change cannot be applied to the text as it is written (kg.consolidation.conflicts)
    ├── ReleaseError          1   a release on disk is missing, incomplete or damaged
    ├── Gone                  2   something was published once and no longer is (HTTP 410)
    └── QueryError                a query cannot be answered (the HTTP status is with each class)
        ├── MalformedQuery        400
        ├── ForbiddenQuery        403
        ├── NotAcceptable         406
        ├── RequestTimeout        408
        ├── QueryTooLarge         413
        ├── UnsupportedMediaType  415
        ├── TooManyQueries        429
        ├── ServiceFailed         502
        ├── ClientGone            499   nobody reads that answer; logs and counts say it
        ├── QueryTimeout          503
        ├── QueryExhausted        503
        ├── EngineUnavailable     503
        └── Overloaded            503

``exit_code`` and ``status`` are the one mapping to exit codes and HTTP statuses. Messages say where, what was found and
what was expected, in English and Japanese.
"""

from __future__ import annotations


class RenkeiError(Exception):
    """An error with a reason in both languages."""

    exit_code = 3
    status = 500

    def __init__(self, message: str, message_ja: str) -> None:
        super().__init__(message)
        self.message = message
        self.message_ja = message_ja


class InputError(RenkeiError):
    """Something the caller named is missing or unusable."""

    exit_code = 2
    status = 400


class SourceError(InputError):
    """A source document cannot be read."""


class SettingError(InputError):
    """A setting has an impossible value."""


class NonconformanceError(RenkeiError):
    """Data was read but does not conform, or was set aside."""

    exit_code = 1
    status = 422


class ReleaseError(RenkeiError):
    """A release on disk is missing, incomplete or damaged."""

    exit_code = 1
    status = 503


class Gone(RenkeiError):
    """Something was published once and no longer is."""

    exit_code = 2
    status = 410


class QueryError(RenkeiError):
    """A query cannot be answered."""

    exit_code = 2


class MalformedQuery(QueryError):
    """The query or the request that carries it is not well formed."""

    status = 400


class ForbiddenQuery(QueryError):
    """The query asks for something this endpoint refuses: an update, SERVICE, too deep nesting."""

    status = 403


class NotAcceptable(QueryError):
    """No representation that the client accepts is legal here."""

    status = 406


class RequestTimeout(QueryError):
    """The client takes too long to send its request."""

    status = 408


class QueryTooLarge(QueryError):
    """The query or its answer is over the limit."""

    status = 413


class UnsupportedMediaType(QueryError):
    """The body of the request has a media type that carries no query."""

    status = 415


class TooManyQueries(QueryError):
    """The client has so many queries waiting that others would not get theirs in."""

    status = 429


class ClientGone(QueryError):
    """The client did not wait for its answer."""

    status = 499


class ServiceFailed(QueryError):
    """Another service that the query asks by SERVICE gave no usable answer."""

    status = 502


class QueryTimeout(QueryError):
    """The query ran over its time and was ended."""

    status = 503


class QueryExhausted(QueryError):
    """The query needs more memory or stack than it may use; its process was ended."""

    status = 503


class EngineUnavailable(QueryError):
    """No process evaluates queries: none could be started, or the server is ending."""

    status = 503


class Overloaded(QueryError):
    """Too many queries are waiting."""

    status = 503
