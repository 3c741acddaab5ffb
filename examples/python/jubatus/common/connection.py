"""One TCP connection to a server."""

from __future__ import annotations

import socket
import ssl
import time
from typing import Optional

import msgpack

from jubatus.common.answers import Misfit

MAX_ANSWER_BYTES = 1 << 30
# The library allocates an array for the length that its header claims, so a header must not claim just anything.
MAX_ELEMENTS = 1 << 22
CHUNK_BYTES = 1 << 16
# Bytes that are not UTF-8 become lone surrogates in text, and the same bytes again when sent.
UNDECODABLE = "surrogateescape"


class Deadline:
    """The end of the time that a call may take, all its steps together; 0 seconds means no end."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds if seconds else None

    def remaining(self) -> Optional[float]:
        """Seconds until then, for ``settimeout``; raises ``socket.timeout`` when there are none."""
        if self._end is None:
            return None
        seconds = self._end - time.monotonic()
        if seconds <= 0:
            raise socket.timeout("timed out")
        return seconds


class Connection:
    """Carries one message there and one back at a time. For one thread; whoever gets an error from it must close it."""

    def __init__(self, connected: socket.socket) -> None:
        self._socket = connected
        self._unpacker = msgpack.Unpacker(
            raw=False,
            unicode_errors=UNDECODABLE,
            strict_map_key=False,
            read_size=CHUNK_BYTES,
            max_buffer_size=MAX_ANSWER_BYTES,
            max_array_len=MAX_ELEMENTS,
            max_map_len=MAX_ELEMENTS,
        )
        self._received = 0

    @classmethod
    def open(cls, host: str, port: int, deadline: Deadline, tls: Optional[ssl.SSLContext] = None) -> Connection:
        """Connects to the first address of the host that takes it. The resolver keeps to time limits of its own."""
        connected = _connected(host, port, deadline)
        if tls is None:
            return cls(connected)
        try:
            connected.settimeout(deadline.remaining())
            return cls(tls.wrap_socket(connected, server_hostname=host))
        except BaseException:
            connected.close()
            raise

    def is_fit(self) -> bool:
        """Whether a request may be sent: the server has neither closed nor sent what nobody asked for."""
        if self._unpacker.tell() != self._received:
            return False
        try:
            self._socket.setblocking(False)
            # With TLS there is no peeking; a byte that comes makes the connection unfit anyway.
            self._socket.recv(1, 0 if isinstance(self._socket, ssl.SSLSocket) else socket.MSG_PEEK)
        except (BlockingIOError, ssl.SSLWantReadError):
            return True
        except OSError:
            return False
        return False

    def send(self, message: bytes, deadline: Deadline) -> None:
        """Returns when the system has taken the whole message; if it raises, the server cannot have got all of it."""
        self._socket.settimeout(deadline.remaining())
        self._socket.sendall(message)

    def receive(self, deadline: Deadline) -> object:
        """The next message. Raises EOFError if the connection ends first, Misfit if it is not MessagePack."""
        while True:
            try:
                return self._unpacker.unpack()
            except msgpack.OutOfData:
                self._feed(deadline)
            except (msgpack.UnpackException, ValueError, TypeError, MemoryError) as bad:
                raise Misfit(f"bytes that are not a message within the limits ({bad or type(bad).__name__})") from bad

    def close(self) -> None:
        self._socket.close()

    def _feed(self, deadline: Deadline) -> None:
        self._socket.settimeout(deadline.remaining())
        chunk = self._socket.recv(CHUNK_BYTES)
        if not chunk:
            raise EOFError("the server closed the connection before it answered; its log may say why")
        self._received += len(chunk)
        try:
            self._unpacker.feed(chunk)
        except msgpack.BufferFull:
            raise Misfit(f"more than {MAX_ANSWER_BYTES} bytes") from None


def _connected(host: str, port: int, deadline: Deadline) -> socket.socket:
    failure: OSError = OSError(f"{host} has no address")
    for family, kind, protocol, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        connecting = socket.socket(family, kind, protocol)
        try:
            connecting.settimeout(deadline.remaining())
            connecting.connect(address)
            connecting.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return connecting
        except socket.timeout:
            connecting.close()
            raise
        except OSError as refused:
            connecting.close()
            failure = refused
        except BaseException:
            connecting.close()
            raise
    raise failure


def pack(message: object) -> bytes:
    """MessagePack as Jubatus knows it: text and bytes alike are of the old raw family."""
    return msgpack.packb(message, use_bin_type=False, unicode_errors=UNDECODABLE)
