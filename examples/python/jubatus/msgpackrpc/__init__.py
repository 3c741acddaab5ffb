"""For scripts that catch the errors of the msgpack-rpc library, on which the official client stood.

Write ``from jubatus import msgpackrpc`` in place of ``import msgpackrpc``, and ``except msgpackrpc.error.TimeoutError``
goes on working.
"""

from jubatus.msgpackrpc import error

__all__ = ["error"]
