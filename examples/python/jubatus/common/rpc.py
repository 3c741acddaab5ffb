"""MessagePack-RPC over one connection, which is made when needed and made anew when the server has closed it."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import Callable, Optional, Sequence, Tuple, TypeVar

from jubatus.common.answers import Misfit, as_it_is, shown
from jubatus.common.connection import Connection, Deadline, pack
from jubatus.common.errors import (
    BadAnswer,
    Call,
    ClientException,
    RPCError,
    TimeoutError,
    TransportError,
    TypeMismatch,
    UnknownMethod,
)

Result = TypeVar("Result")

# What may be asked twice without changing anything.
READING = frozenset(["classify", "get_labels", "get_config", "get_status", "get_proxy_status"])


class RpcClient:
    """Calls the methods of one server. Threads may share it; their calls wait for each other.

    A server closes a connection on which nothing was asked for some seconds (10 by default). That is seen before the
    next request is written, and the request goes over a new connection; so it does if it could not be written whole.
    If a used connection breaks after that, the request may have been run: a method that only reads is asked once more,
    any other raises TransportError. After a call that got no answer the next one begins with a new connection, so that
    a late answer is never taken for another's.
    """

    def __init__(self, host: str, port: int, timeout: float, tls: Optional[ssl.SSLContext] = None) -> None:
        if timeout is None or timeout < 0:
            raise ValueError(f"the timeout must be 0 (none) or a number of seconds, was {timeout}")
        self._host = host
        self._port = port
        self._timeout = timeout
        self._tls = tls
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._connection: Optional[Connection] = None
        self._last_id = -1

    def call(self, method: str, *params: object) -> object:
        """Calls any method with just these parameters, and returns the result as MessagePack has it."""
        return self.invoke(method, params, as_it_is)

    def invoke(self, method: str, params: Sequence[object], read: Callable[[object], Result]) -> Result:
        """As ``call``, with the result passed through ``read``, which may raise Misfit."""
        call = Call(method, self._host, self._port)
        try:
            with self._lock:
                error, result = self._answer(call, params)
            if error is None:
                return read(result)
        except Misfit as bad:
            raise BadAnswer(f"{call} was answered with {bad}", call) from bad
        raise _failure(call, error)

    def close(self) -> None:
        """Closes the connection; a later call makes a new one."""
        with self._lock:
            self._drop()

    def _answer(self, call: Call, params: Sequence[object]) -> Tuple[object, object]:
        """The error and the result. Whatever else happens, the connection is given up."""
        self._last_id = (self._last_id + 1) % (1 << 31)
        request = pack([0, self._last_id, call.method, params])
        try:
            return _opened(self._ask(call, request, Deadline(self._timeout)), self._last_id)
        except BaseException:
            self._drop()
            raise

    def _ask(self, call: Call, request: bytes, deadline: Deadline) -> object:
        if self._connection is not None and self._connection.is_fit():
            try:
                return self._exchange(self._connection, call, request, deadline)
            except TransportError as broken:
                if broken.may_have_run and call.method not in READING:
                    raise
        self._drop()
        self._connection = self._connect(call, deadline)
        return self._exchange(self._connection, call, request, deadline)

    def _connect(self, call: Call, deadline: Deadline) -> Connection:
        try:
            return Connection.open(self._host, self._port, deadline, self._tls)
        except socket.timeout as late:
            raise self._too_late(call, "connection", False) from late
        except OSError as refused:
            raise _broken(call, "cannot connect", refused, False) from refused

    def _exchange(self, connection: Connection, call: Call, request: bytes, deadline: Deadline) -> object:
        sent = False
        try:
            connection.send(request, deadline)
            sent = True
            return connection.receive(deadline)
        except socket.timeout as late:
            raise self._too_late(call, "answer", sent) from late
        except (OSError, EOFError) as broken:
            raise _broken(call, "the connection broke before the answer came", broken, sent) from broken

    def _too_late(self, call: Call, missing: str, may_have_run: bool) -> TimeoutError:
        return TimeoutError(f"{call} timed out: no {missing} within {self._timeout:g} s", call, may_have_run)

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _opened(answer: object, message_id: int) -> Tuple[object, object]:
    if not isinstance(answer, list) or len(answer) != 4 or answer[:2] != [1, message_id]:
        raise Misfit(f"{shown(answer)} instead of [1, {message_id}, error, result]")
    return answer[2], answer[3]


def _broken(call: Call, what: str, cause: Exception, may_have_run: bool) -> TransportError:
    reason = getattr(cause, "strerror", None) or cause
    return TransportError(f"{call} failed: {what}: {reason}", call, may_have_run)


def _failure(call: Call, error: object) -> ClientException:
    # True is equal to 1, but not the error that the protocol means.
    if type(error) is int and error == 1:
        return UnknownMethod(f"{call} failed: the server does not know the method", call, False)
    if type(error) is int and error == 2:
        return TypeMismatch(f"{call} failed: the server expects parameters of other types", call)
    return RPCError.answered(call, error)
