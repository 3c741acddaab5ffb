"""The errors of a call.

    ClientException
      RPCError              the server answered with an error, whose text is in ``error``
        TimeoutError        no connection or no answer in time; also a built-in TimeoutError
        TransportError      the connection could not be made, or broke; also a built-in ConnectionError
      InterfaceMismatch     client and server do not speak of the same interface
        UnknownMethod       the server has no such method
        TypeMismatch        the server cannot use the parameters
        BadAnswer           the client cannot use the answer
"""

from __future__ import annotations

import builtins
from typing import NamedTuple, Optional


class Call(NamedTuple):
    """Which call failed."""

    method: str
    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.method} at {self.host}:{self.port}"


class ClientException(Exception):
    """A call failed; the message names method, host and port, as does ``call``.

    ``may_have_run`` is False only if the server certainly did not run the method. A ``train`` that may have run must
    not be repeated, or it counts twice.
    """

    def __init__(self, message: str = "", call: Optional[Call] = None, may_have_run: bool = True) -> None:
        super().__init__(message)
        self.call = call
        self.may_have_run = may_have_run


class RPCError(ClientException):
    """The server answered with an error, or the call did not get through.

    ``error`` is what the server sent, without names of host and method; None if it sent nothing.
    """

    error: Optional[object] = None

    @classmethod
    def answered(cls, call: Call, error: object) -> RPCError:
        """The method failed at the server. Of a ``train``, the data before the bad one stay learned."""
        text = error.decode("utf-8", "surrogateescape") if isinstance(error, bytes) else error
        answered = cls(f"{call} failed: {text}", call)
        answered.error = text
        return answered


class TimeoutError(RPCError, builtins.TimeoutError):
    """There was no connection or no answer within the time-out of the client."""


class TransportError(RPCError, ConnectionError):
    """The connection could not be made, or ended before the answer came."""


class InterfaceMismatch(ClientException):
    """Client and server do not speak of the same interface."""


class UnknownMethod(InterfaceMismatch):
    """The server does not know the method: ``do_mix`` without a cluster, for example (error 1 on the wire)."""


class TypeMismatch(InterfaceMismatch):
    """The server expects parameters of other types (error 2 on the wire)."""


class BadAnswer(InterfaceMismatch):
    """The answer is not what the interface says; perhaps something else than Jubatus listens there."""
