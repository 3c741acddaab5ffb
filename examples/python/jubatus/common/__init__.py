"""What all Jubatus clients share: the datum and the errors."""

from jubatus.common.datum import Datum
from jubatus.common.errors import (
    BadAnswer,
    Call,
    ClientException,
    InterfaceMismatch,
    RPCError,
    TimeoutError,
    TransportError,
    TypeMismatch,
    UnknownMethod,
)

__all__ = [
    "BadAnswer",
    "Call",
    "ClientException",
    "Datum",
    "InterfaceMismatch",
    "RPCError",
    "TimeoutError",
    "TransportError",
    "TypeMismatch",
    "UnknownMethod",
]
