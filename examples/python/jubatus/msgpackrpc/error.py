"""The errors of ``jubatus.common`` under the names that the msgpack-rpc library had for them."""

from jubatus.common.errors import RPCError, TimeoutError, TransportError

__all__ = ["RPCError", "TimeoutError", "TransportError"]
