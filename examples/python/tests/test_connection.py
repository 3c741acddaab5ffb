"""What becomes of a call when the connection does not last."""

import builtins
import socket
import threading
import unittest

from jubatus import Classifier, msgpackrpc
from jubatus.common import Datum, TimeoutError, TransportError
from tests.scripted_server import SECONDS, ScriptedServer, answering

SPAM = [("spam", Datum({"text": "cheap pills"}))]


def client_of(server, timeout=SECONDS):
    return Classifier(server.host, server.port, "", timeout)


def methods(server):
    return [request[2].decode() for request in server.requests]


class IdleCloseTest(unittest.TestCase):
    def test_connection_closed_while_silent_is_made_anew_for_an_update(self):
        with ScriptedServer(answering(1), answering(1)) as server, client_of(server) as client:
            self.assertEqual(1, client.train(SPAM))
            server.await_close()

            self.assertEqual(1, client.train(SPAM))

        self.assertEqual(["train", "train"], methods(server))

    def test_stray_bytes_after_an_answer_are_not_taken_for_the_next(self):
        def answer_twice(peer):
            peer.read()
            peer.send(b"\x94\x01\x00\xc0\x01" + b"\x94\x01\x01\xc0\x02")
            peer.await_end()

        with ScriptedServer(answer_twice, answering(3)) as server, client_of(server) as client:
            self.assertEqual(1, client.train(SPAM))
            self.assertEqual(3, client.train(SPAM))

    def test_explicit_close_is_followed_by_a_new_connection(self):
        def answer_until_end(peer):
            peer.read()
            peer.answer(True)
            peer.await_end()

        with ScriptedServer(answer_until_end, answering(False)) as server, client_of(server) as client:
            self.assertTrue(client.clear())
            client.get_client().close()
            self.assertFalse(client.clear())


class BrokenCallTest(unittest.TestCase):
    def test_update_that_may_have_run_is_not_repeated(self):
        def answer_then_break(peer):
            peer.read()
            peer.answer(1)
            peer.read()

        with ScriptedServer(answer_then_break, answering({})) as server, client_of(server) as client:
            client.train(SPAM)
            with self.assertRaises(TransportError) as raised:
                client.train(SPAM)
            self.assertEqual({}, client.get_labels())

        self.assertTrue(raised.exception.may_have_run)
        self.assertRegex(str(raised.exception), rf"^train at 127.0.0.1:{server.port} failed: the connection")
        self.assertEqual(["train", "train", "get_labels"], methods(server))

    def test_question_is_repeated_over_a_new_connection(self):
        def answer_then_break(peer):
            peer.read()
            peer.answer([])
            peer.read()

        with ScriptedServer(answer_then_break, answering([])) as server, client_of(server) as client:
            client.classify([])
            self.assertEqual([], client.classify([]))

        self.assertEqual(["classify"] * 3, methods(server))

    def test_question_is_not_repeated_when_a_new_connection_breaks_too(self):
        with ScriptedServer(lambda peer: peer.read()) as server, client_of(server) as client:
            with self.assertRaises(TransportError):
                client.classify([])

        self.assertEqual(["classify"], methods(server))

    def test_update_that_was_not_sent_whole_is_repeated(self):
        def break_while_reading(peer):
            peer.read()
            peer.answer(1)
            peer.read_some(1)

        large = [("spam", Datum({"blob": bytes(32 << 20)}))]
        with ScriptedServer(break_while_reading, answering(2)) as server, client_of(server) as client:
            client.train(SPAM)
            self.assertEqual(2, client.train(large))

        self.assertEqual(["train", "train"], methods(server))

    def test_half_an_answer_is_no_answer(self):
        def answer_half(peer):
            peer.read()
            peer.send(b"\x94\x01\x00\xc0")

        with ScriptedServer(answer_half) as server, client_of(server) as client:
            with self.assertRaises(TransportError) as raised:
                client.train(SPAM)

        self.assertTrue(raised.exception.may_have_run)

    def test_refused_connection_cannot_have_run(self):
        with socket.socket() as bound:
            bound.bind(("127.0.0.1", 0))
            client = Classifier("127.0.0.1", bound.getsockname()[1], "")
            with self.assertRaises(ConnectionError) as raised:
                client.train(SPAM)

        self.assertIsInstance(raised.exception, msgpackrpc.error.TransportError)
        self.assertFalse(raised.exception.may_have_run)
        self.assertRegex(str(raised.exception), r"^train at 127.0.0.1:\d+ failed: cannot connect: Connection refused$")

    def test_unknown_host_is_a_transport_error(self):
        with self.assertRaisesRegex(TransportError, "get_labels at no-such-host.invalid:9199 failed: cannot connect: "):
            Classifier("no-such-host.invalid", 9199, "").get_labels()


class TimeOutTest(unittest.TestCase):
    def test_missing_answer_times_out_and_its_connection_is_not_used_again(self):
        def stay_silent(peer):
            peer.read()
            peer.await_end()

        with ScriptedServer(stay_silent, answering({"spam": 1})) as server, client_of(server, 2) as client:
            with self.assertRaises(builtins.TimeoutError) as raised:
                client.train(SPAM)
            self.assertEqual({"spam": 1}, client.get_labels())

        self.assertIsInstance(raised.exception, msgpackrpc.error.TimeoutError)
        self.assertIsInstance(raised.exception, msgpackrpc.error.RPCError)
        self.assertTrue(raised.exception.may_have_run)
        self.assertEqual(f"train at 127.0.0.1:{server.port} timed out: no answer within 2 s", str(raised.exception))

    def test_answer_that_only_trickles_times_out(self):
        ended = threading.Event()

        def trickle(peer):
            peer.read()
            peer.send(b"\x94\x01\x00\xc0\xdc\xff\xff")
            try:
                while not ended.wait(0.01):
                    peer.send(b"\xc0")
            except ConnectionError:
                pass

        with ScriptedServer(trickle) as server, client_of(server, 0.2) as client:
            with self.assertRaises(TimeoutError):
                client.classify([])
            ended.set()

    def test_connection_that_is_not_accepted_times_out_and_cannot_have_run(self):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(0)
            waiting = [socket.socket() for _ in range(4)]
            for each in waiting:
                each.setblocking(False)
                each.connect_ex(listener.getsockname())
            with self.assertRaises(TimeoutError) as raised:
                Classifier("127.0.0.1", listener.getsockname()[1], "", 0.2).train(SPAM)
            for each in waiting:
                each.close()

        self.assertFalse(raised.exception.may_have_run)
        self.assertIn("no connection within 0.2 s", str(raised.exception))

    def test_no_timeout_waits(self):
        with ScriptedServer(answering(1)) as server, client_of(server, 0) as client:
            self.assertEqual(1, client.train(SPAM))

    def test_negative_timeout_is_refused(self):
        with self.assertRaisesRegex(ValueError, "the timeout must be 0 .* was -1"):
            Classifier("127.0.0.1", 9199, "", -1)


class ThreadsTest(unittest.TestCase):
    def test_threads_that_share_a_client_get_their_own_answers(self):
        threads, calls = 8, 50

        def echo(peer):
            while peer.read():
                peer.answer({b"id": peer.requests[-1][3][1]})

        with ScriptedServer(echo) as server:
            client = client_of(server)
            wrong = []

            def save(thread):
                for call in range(calls):
                    id = f"{thread}-{call}"
                    if client.save(id) != {"id": id}:
                        wrong.append(id)

            running = [threading.Thread(target=save, args=(thread,)) for thread in range(threads)]
            for thread in running:
                thread.start()
            for thread in running:
                thread.join(SECONDS)
            client.get_client().close()

        self.assertEqual([], wrong)
        self.assertEqual(threads * calls, len(server.requests))


if __name__ == "__main__":
    unittest.main()
