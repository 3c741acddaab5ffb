"""A server that does what a test tells it to, connection by connection."""

import queue
import socket
import threading

import msgpack

SECONDS = 30


class ScriptedServer:
    """Plays each connection by the next function of the script, in a thread of its own, and keeps the requests it read.

    A connection is closed when its function returns. Leaving the ``with`` statement waits for the end of the script and
    raises what went wrong in it, so every function must have been played by then.
    """

    def __init__(self, *script):
        self._script = script
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(SECONDS)
        self._ended = queue.Queue()
        self._failure = None
        self._thread = threading.Thread(target=self._play, daemon=True)
        self.host, self.port = self._listener.getsockname()
        self.requests = []

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, kind, exception, trace):
        if kind is not None:
            self._listener.close()
            return
        self._thread.join(SECONDS)
        self._listener.close()
        if self._failure is not None:
            raise self._failure
        if self._thread.is_alive():
            raise AssertionError(f"the script did not end; requests: {self.requests}")

    def await_close(self):
        """Returns when the next connection, in the order of the script, is closed."""
        self._ended.get(timeout=SECONDS)

    def _play(self):
        try:
            for play in self._script:
                accepted, _ = self._listener.accept()
                accepted.settimeout(SECONDS)
                try:
                    play(Peer(accepted, self.requests))
                finally:
                    accepted.close()
                    self._ended.put(play)
        except Exception as failure:
            self._failure = failure


class Peer:
    """The server's end of one connection."""

    def __init__(self, accepted, requests):
        self._socket = accepted
        self.requests = requests
        self._unpacker = msgpack.Unpacker(raw=True)
        self.message_id = None
        self.bytes = bytearray()

    def read(self):
        """Reads one request and returns its method, or None at the end of the connection."""
        for request in self._messages():
            self.requests.append(request)
            self.message_id = request[1]
            return request[2].decode()
        return None

    def answer(self, result, error=None):
        self.send(msgpack.packb([1, self.message_id, error, result], use_bin_type=False))

    def send(self, data):
        self._socket.sendall(data)

    def read_some(self, size):
        return self._socket.recv(size)

    def await_end(self):
        """Returns when the client has closed the connection."""
        while self._socket.recv(1 << 16):
            pass

    def _messages(self):
        while True:
            for message in self._unpacker:
                yield message
            data = self._socket.recv(1 << 20)
            if not data:
                return
            self.bytes += data
            self._unpacker.feed(data)


def answering(*results):
    """Answers a request with each of the results, then closes the connection."""

    def play(peer):
        for result in results:
            peer.read()
            peer.answer(result)

    return play


def failing(*errors):
    """Answers a request with each of the errors, then waits until the client closes the connection."""

    def play(peer):
        for error in errors:
            peer.read()
            peer.answer(None, error)
        peer.await_end()

    return play


def sending(data):
    """Reads a request and sends bytes instead of an answer, then waits until the client closes the connection."""

    def play(peer):
        peer.read()
        peer.send(data)
        peer.await_end()

    return play
