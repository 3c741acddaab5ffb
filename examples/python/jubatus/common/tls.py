"""TLS by PEM files, in the words of the servers' options."""

from __future__ import annotations

import ssl
from typing import Optional


def client_context(ca: Optional[str], cert: Optional[str], key: Optional[str]) -> Optional[ssl.SSLContext]:
    """What a client's connections are wrapped in; None if no file is given. Raises ValueError if one cannot be used."""
    if (cert is None) != (key is None):
        raise ValueError("tls_cert and tls_key go together")
    if ca is None and cert is None:
        return None
    try:
        # Without an authority of its own it trusts whom the system trusts.
        context = ssl.create_default_context(cafile=ca)
    except (OSError, ssl.SSLError) as bad:
        raise ValueError(f"tls_ca {ca} is no PEM file of certificates: {bad}") from bad
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if cert is not None:
        try:
            context.load_cert_chain(cert, key, password=_no_password)
        except (OSError, ssl.SSLError, ValueError) as bad:
            raise ValueError(f"tls_cert {cert} and tls_key {key} are no certificate and its key: {bad}") from bad
    return context


def _no_password() -> str:
    raise ValueError("the key is encrypted, and nobody is asked for a password")
