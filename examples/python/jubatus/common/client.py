"""The methods that every Jubatus server has."""

from __future__ import annotations

from typing import Callable, Dict, Optional, TypeVar

from jubatus.common import answers
from jubatus.common.datum import Text, checked_text
from jubatus.common.rpc import RpcClient
from jubatus.common.tls import client_context

Result = TypeVar("Result")
C = TypeVar("C", bound="Client")


class Client:
    """A client of a server or proxy. It connects with its first call, and may be used in a ``with`` statement.

    ``name`` is the name of the cluster, which matters to a proxy only. ``timeout`` is the number of seconds that a call
    may take, connecting included; 0 means any number. Every method raises a ``jubatus.common.ClientException`` if it
    fails. Threads may share a client; their calls wait for each other.

    With ``tls_ca``, a PEM file of authorities, it speaks TLS, and the server must show a certificate for ``host`` that one
    of them signed. ``tls_cert`` and ``tls_key`` are the PEM files of a certificate to show, which a server with a ``--tls_ca``
    of its own wants to see.
    """

    def __init__(
        self,
        host: str,
        port: int,
        name: Text,
        timeout: float = 10,
        tls_ca: Optional[str] = None,
        tls_cert: Optional[str] = None,
        tls_key: Optional[str] = None,
    ) -> None:
        self._rpc = RpcClient(host, port, timeout, client_context(tls_ca, tls_cert, tls_key))
        self.set_name(name)

    def get_client(self) -> RpcClient:
        """The connection below: ``client.get_client().close()`` closes it until the next call."""
        return self._rpc

    def get_name(self) -> Text:
        """The name of the cluster that the calls carry. Asks no server."""
        return self._name

    def set_name(self, name: Text) -> None:
        """Lets the calls from now on carry another cluster's name. Asks no server."""
        self._name = checked_text("the name of the cluster", name)

    def get_config(self) -> str:
        """The server's configuration as it was given, JSON."""
        return self._call("get_config", answers.text)

    def save(self, id: Text) -> Dict[str, str]:
        """Saves the model under a name on the disk of every server; the paths by ``<address>_<port>``."""
        return self._call("save", answers.dict_of(answers.text), checked_text("the id of a model", id))

    def load(self, id: Text) -> bool:
        """Takes a saved model in place of the current one."""
        return self._call("load", answers.boolean, checked_text("the id of a model", id))

    def clear(self) -> bool:
        """Forgets everything that was learned."""
        return self._call("clear", answers.boolean)

    def get_status(self) -> Dict[str, Dict[str, str]]:
        """The state of every server by ``<address>_<port>``."""
        return self._call("get_status", answers.dict_of(answers.dict_of(answers.text)))

    def get_proxy_status(self) -> Dict[str, Dict[str, str]]:
        """The state of the proxy; servers do not know this method."""
        return self._call("get_proxy_status", answers.dict_of(answers.dict_of(answers.text)))

    def do_mix(self) -> bool:
        """Mixes now; only servers in a cluster know this method, proxies do not."""
        return self._call("do_mix", answers.boolean)

    def __enter__(self: C) -> C:
        return self

    def __exit__(self, *exception: object) -> None:
        self._rpc.close()

    def _call(self, method: str, read: Callable[[object], Result], *params: object) -> Result:
        return self._rpc.invoke(method, [self._name, *params], read)
