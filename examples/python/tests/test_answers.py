"""Errors that a server answers with, and answers that are none."""

import unittest

from jubatus.classifier.types import EstimateResult
from jubatus.common import BadAnswer, ClientException, InterfaceMismatch, RPCError, TypeMismatch, UnknownMethod
from tests.scripted_server import ScriptedServer, answering, failing, sending
from tests.test_connection import client_of


class ErrorTest(unittest.TestCase):
    def test_errors_are_told_apart_and_keep_the_connection(self):
        with ScriptedServer(failing(1, 2, "cannot open input file", 3, True)) as server, client_of(server) as client:
            call = f"load at 127.0.0.1:{server.port} failed: "
            for kind, text in [
                (UnknownMethod, "the server does not know the method"),
                (TypeMismatch, "the server expects parameters of other types"),
                (RPCError, "cannot open input file"),
                (RPCError, "3"),
                (RPCError, "True"),
            ]:
                with self.assertRaises(kind) as raised:
                    client.load("m1")
                self.assertEqual(call + text, str(raised.exception))
                self.assertEqual(("load", "127.0.0.1", server.port), raised.exception.call)
                self.assertIsInstance(raised.exception, ClientException)

        self.assertEqual(5, len(server.requests))

    def test_text_of_the_server_is_kept_byte_for_byte(self):
        with ScriptedServer(failing(b"bad label \xff")) as server, client_of(server) as client:
            with self.assertRaises(RPCError) as raised:
                client.set_label("a")

        self.assertEqual(b"bad label \xff", raised.exception.error.encode("utf-8", "surrogateescape"))

    def test_mismatches_have_a_class_in_common(self):
        for kind in (UnknownMethod, TypeMismatch, BadAnswer):
            self.assertTrue(issubclass(kind, InterfaceMismatch))
            self.assertFalse(issubclass(kind, RPCError))


class GarbageTest(unittest.TestCase):
    def test_what_is_no_answer_is_shown(self):
        for data, shown in [
            (b"HTTP/1.1 400 Bad Request\r\n", "72 instead of [1, 0, error, result]"),
            (b"\xc1", "bytes that are not a message within the limits"),
            (b"\xdd\xff\xff\xff\xff", "bytes that are not a message within the limits"),
            (b"\xdf\xff\xff\xff\xff", "bytes that are not a message within the limits"),
            (b"\x81\x90\x01", "bytes that are not a message within the limits"),
            (b"\x94\x01\x07\xc0\x01", "[1, 7, None, 1] instead of [1, 0, error, result]"),
            (b"\x94\x00\x00\xc0\x01", "[0, 0, None, 1] instead of [1, 0, error, result]"),
            (b"\x93\x01\x00\xc0", "[1, 0, None] instead of [1, 0, error, result]"),
        ]:
            with self.subTest(data=data):
                with ScriptedServer(sending(data), answering(1)) as server, client_of(server) as client:
                    with self.assertRaises(BadAnswer) as raised:
                        client.train([])
                    self.assertEqual(1, client.train([]))
                self.assertIn(f"train at 127.0.0.1:{server.port} was answered with {shown}", str(raised.exception))

    def test_result_of_another_type_is_shown_and_keeps_the_connection(self):
        calls = [
            (lambda client: client.train([]), True, "True instead of an integer"),
            (lambda client: client.clear(), 1, "1 instead of a bool"),
            (lambda client: client.get_config(), 5, "5 instead of text"),
            (lambda client: client.get_labels(), [], "[] instead of a map"),
            (lambda client: client.get_labels(), {"a": "b"}, "'b' instead of an integer"),
            (lambda client: client.get_status(), {"a": 1}, "1 instead of a map"),
            (lambda client: client.classify([]), None, "None instead of a list"),
            (lambda client: client.classify([]), [[["a", 1.0, 2]]], "['a', 1.0, 2] instead of a pair"),
            (lambda client: client.classify([]), [[["a", "b"]]], "'b' instead of a number"),
            (lambda client: client.classify([]), [[[1, 1.0]]], "1 instead of text"),
            (lambda client: client.get_config(), 100 * "x", None),
        ]
        with ScriptedServer(answering(*(result for _, result, _ in calls))) as server, client_of(server) as client:
            for call, result, shown in calls[:-1]:
                with self.subTest(result=result), self.assertRaises(BadAnswer) as raised:
                    call(client)
                self.assertTrue(str(raised.exception).endswith(" was answered with " + shown), raised.exception)
            self.assertEqual(100 * "x", client.get_config())

    def test_long_result_of_another_type_is_cut(self):
        with ScriptedServer(answering("x" * 10000)) as server, client_of(server) as client:
            with self.assertRaises(BadAnswer) as raised:
                client.train([])

        self.assertLess(len(str(raised.exception)), 200)


class ResultTest(unittest.TestCase):
    def test_estimates_have_labels_and_scores_and_are_tuples(self):
        with ScriptedServer(answering([[["徳川", 0.5], [b"\xff", -1]], []])) as server, client_of(server) as client:
            first, second = client.classify([])

        self.assertEqual([EstimateResult("徳川", 0.5), EstimateResult("\udcff", -1.0)], first)
        self.assertEqual([], second)
        self.assertEqual("徳川", max(first, key=lambda each: each.score).label)
        label, score = first[0]
        self.assertEqual(("徳川", 0.5), (label, score))

    def test_text_may_come_in_every_family(self):
        families = (b"\xa1", b"\xd9\x01", b"\xda\x00\x01", b"\xdb\x00\x00\x00\x01", b"\xc4\x01", b"\xc5\x00\x01")
        for header in families:
            with self.subTest(header=header):
                answer = b"\x94\x01\x00\xc0" + header + b"a"
                with ScriptedServer(sending(answer)) as server, client_of(server) as client:
                    self.assertEqual("a", client.get_config())

    def test_status_and_paths_are_dicts_of_text(self):
        status, paths = {"127.0.0.1_9199": {"pid": "1"}}, {"127.0.0.1_9199": "/tmp/m1"}
        with ScriptedServer(answering(status, status, paths)) as server, client_of(server) as client:
            self.assertEqual(status, client.get_status())
            self.assertEqual(status, client.get_proxy_status())
            self.assertEqual(paths, client.save("m1"))


if __name__ == "__main__":
    unittest.main()
