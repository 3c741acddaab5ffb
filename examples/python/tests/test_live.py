"""The client against a real server, whose address stands in JUBATUS_SERVER.

It must be a standalone jubaclassifier with examples/shogun/shogun.json, and forgets what it learned. Start it with a
short --timeout, or one of the tests waits as long as the server does.
"""

import json
import os
import select
import unittest

import jubatus
from jubatus.common import Datum, RPCError, TypeMismatch, UnknownMethod

SERVER = os.environ.get("JUBATUS_SERVER", "")


@unittest.skipUnless(SERVER, "JUBATUS_SERVER=host:port names no server to test against")
class LiveTest(unittest.TestCase):
    def setUp(self):
        host, port = SERVER.split(":")
        self.client = self.enter(jubatus.Classifier(host, int(port), ""))
        self.assertTrue(self.client.clear())

    def enter(self, client):
        self.addCleanup(client.__exit__, None, None, None)
        return client.__enter__()

    def test_taught_label_scores_best(self):
        self.assertEqual(2, self.client.train([("徳川", Datum({"name": "家康"})), ("足利", Datum({"name": "尊氏"}))]))

        first, second = self.client.classify([Datum({"name": "家光"}), Datum({"name": "高氏"})])

        self.assertEqual("徳川", max(first, key=lambda each: each.score).label)
        self.assertEqual("足利", max(second, key=lambda each: each.score).label)

    def test_every_kind_of_value_is_taken(self):
        datum = Datum({"s": "text", "n": 0.5, "i": 3, "b": bytes(range(256))})

        self.assertEqual(1, self.client.train([("a", datum)]))

    def test_labels_are_counted_set_and_deleted(self):
        self.client.train([("a", Datum({"k": "v"})), ("a", Datum({"k": "v"}))])

        self.assertTrue(self.client.set_label("b"))
        self.assertFalse(self.client.set_label("b"))
        self.assertEqual({"a": 2, "b": 0}, self.client.get_labels())
        self.assertTrue(self.client.delete_label("a"))
        self.assertFalse(self.client.delete_label("a"))
        self.assertEqual({"b": 0}, self.client.get_labels())

    def test_label_that_is_not_utf8_survives(self):
        self.client.train([(b"\xff\x00", Datum({"k": "v"}))])

        ((estimate,),) = self.client.classify([Datum({"k": "v"})])

        self.assertEqual(b"\xff\x00", estimate.label.encode("utf-8", "surrogateescape"))
        self.assertTrue(self.client.delete_label(estimate.label))

    def test_model_is_saved_and_loaded(self):
        self.client.train([("a", Datum({"k": "v"}))])
        ((server, path),) = self.client.save("python").items()
        self.client.clear()

        self.assertTrue(self.client.load("python"))

        self.assertEqual({"a": 1}, self.client.get_labels())
        self.assertRegex(path, rf"/{server}_classifier_python\.jubatus$")

    def test_missing_model_is_the_servers_error(self):
        with self.assertRaises(RPCError) as raised:
            self.client.load("no-such-model")

        self.assertEqual("cannot open input file", raised.exception.error.split(":")[0])

    def test_config_and_status_are_told(self):
        self.assertEqual("AROW", json.loads(self.client.get_config())["method"])
        ((_, status),) = self.client.get_status().items()
        self.assertEqual("jubaclassifier", status["PROGNAME"])

    def test_methods_of_clusters_and_proxies_are_unknown_to_a_standalone_server(self):
        for call in (self.client.do_mix, self.client.get_proxy_status):
            with self.assertRaises(UnknownMethod):
                call()

    def test_parameters_of_other_types_are_refused(self):
        with self.assertRaises(TypeMismatch):
            self.client.get_client().call("train", "", 5)

    def test_call_after_the_server_has_closed_the_silent_connection_succeeds(self):
        connected = self.client.get_client()._connection._socket
        self.assertTrue(select.select([connected], [], [], 60)[0], "the server did not close the connection")

        self.assertEqual(1, self.client.train([("a", Datum({"k": "v"}))]))

        self.assertEqual({"a": 1}, self.client.get_labels())


if __name__ == "__main__":
    unittest.main()
