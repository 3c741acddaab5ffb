"""TLS by PEM files that the tests make with openssl."""

import shutil
import ssl
import subprocess
import tempfile
import unittest
from pathlib import Path

from jubatus.classifier.client import Classifier
from jubatus.common import TransportError
from tests.scripted_server import SECONDS, Peer, ScriptedServer, answering


class TlsServer(ScriptedServer):
    """A scripted server that speaks TLS and wants a certificate of the same authority; the handshake may fail."""

    def __init__(self, files, *script):
        super().__init__(*[self._over_tls(play) for play in script])
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=files / "ca.pem")
        self._context.load_cert_chain(files / "server.pem", files / "server.key")
        self._context.verify_mode = ssl.CERT_REQUIRED

    def _over_tls(self, play):
        def handshake_and_play(peer):
            try:
                with self._context.wrap_socket(peer._socket, server_side=True) as secure:
                    play(Peer(secure, self.requests))
            except ssl.SSLError:
                pass

        return handshake_and_play


@unittest.skipUnless(shutil.which("openssl"), "there is no openssl to make certificates with")
class TlsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.files = Path(cls._folder.name)
        cls._authority("ca")
        cls._authority("others")
        cls._issue("server", "IP:127.0.0.1")
        cls._issue("client", "IP:127.0.0.1")
        cls._issue("elsewhere", "IP:10.0.0.7")

    @classmethod
    def tearDownClass(cls):
        cls._folder.cleanup()

    @classmethod
    def _openssl(cls, *arguments):
        subprocess.run(["openssl", *arguments], cwd=cls.files, check=True, capture_output=True)

    @classmethod
    def _authority(cls, name):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key"]
        cls._openssl("req", "-x509", *key, "-out", f"{name}.pem", "-subj", f"/CN={name}", "-days", "2")

    @classmethod
    def _issue(cls, name, address):
        key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key"]
        signer = ["-CA", "ca.pem", "-CAkey", "ca.key"]
        cls._openssl("req", "-x509", *key, *signer, "-out", f"{name}.pem", "-subj", f"/CN={name}", "-days", "2",
                     "-addext", f"subjectAltName={address}", "-addext", "basicConstraints=critical,CA:FALSE")

    def client(self, server, ca="ca", own="client"):
        own_files = [str(self.files / f"{own}{end}") for end in (".pem", ".key")] if own else [None, None]
        return Classifier(server.host, server.port, "", SECONDS, str(self.files / f"{ca}.pem"), *own_files)

    def test_calls_are_answered_over_one_connection(self):
        with TlsServer(self.files, answering({"spam": 1}, {"spam": 2})) as server, self.client(server) as client:
            self.assertEqual({"spam": 1}, client.get_labels())
            self.assertEqual({"spam": 2}, client.get_labels())

    def test_connection_closed_while_silent_is_made_anew_for_an_update(self):
        with TlsServer(self.files, answering(True), answering(False)) as server, self.client(server) as client:
            self.assertTrue(client.clear())
            server.await_close()
            self.assertFalse(client.clear())

    def test_server_of_another_authority_is_not_called(self):
        with TlsServer(self.files, answering({})) as server, self.client(server, ca="others") as client:
            with self.assertRaisesRegex(TransportError, "cannot connect: .*(?i:certificate)") as raised:
                client.clear()
        self.assertFalse(raised.exception.may_have_run)
        self.assertEqual([], server.requests)

    def test_server_with_the_certificate_of_another_host_is_not_called(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, source in (("ca.pem", "ca.pem"), ("server.pem", "elsewhere.pem"), ("server.key", "elsewhere.key")):
                shutil.copy(self.files / source, Path(folder) / name)
            with TlsServer(Path(folder), answering({})) as server, self.client(server) as client:
                with self.assertRaisesRegex(TransportError, "cannot connect"):
                    client.clear()

    def test_client_without_certificate_is_refused(self):
        with TlsServer(self.files, answering({})) as server, self.client(server, own=None) as client:
            with self.assertRaises(TransportError):
                client.clear()
        self.assertEqual([], server.requests)

    def test_files_that_cannot_be_used_are_named(self):
        with self.assertRaisesRegex(ValueError, "tls_ca .*absent.pem is no PEM file of certificates"):
            Classifier("127.0.0.1", 9199, "", 10, str(self.files / "absent.pem"))
        with self.assertRaisesRegex(ValueError, "tls_cert and tls_key go together"):
            Classifier("127.0.0.1", 9199, "", 10, tls_cert="a.pem")
        with self.assertRaisesRegex(ValueError, "are no certificate and its key"):
            Classifier("127.0.0.1", 9199, "", 10, None, str(self.files / "ca.pem"), str(self.files / "client.key"))


if __name__ == "__main__":
    unittest.main()
