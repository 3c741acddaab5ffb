"""What a datum takes, and what it is on the wire."""

import fractions
import unittest

import jubatus
import jubatus.classifier.client
from jubatus.classifier.types import LabeledDatum
from jubatus.common import Datum
from tests.scripted_server import ScriptedServer, answering
from tests.test_connection import client_of


def sent(call, result=True):
    """The bytes of the request that a client with the cluster name "c" sends in the call."""
    requests = []

    def play(peer):
        peer.read()
        requests.append(bytes(peer.bytes))
        peer.answer(result)

    with ScriptedServer(play) as server, client_of(server) as client:
        client.set_name("c")
        call(client)
    return requests[0]


def sent_datum(datum):
    """The bytes of a datum alone."""
    request = sent(lambda client: client.get_client().call("classify", datum.parts()))
    prefix = b"\x94\x00\x00\xa8classify\x91"
    assert request.startswith(prefix), request
    return request[len(prefix) :]


class DatumTest(unittest.TestCase):
    def test_dict_is_sorted_by_the_types_of_its_values(self):
        datum = Datum({"s": "text", "i": 1, "f": 2.5, "t": True, "b": b"\x00\xff", "a": bytearray(b"x")})

        self.assertEqual([("s", "text")], datum.string_values)
        self.assertEqual([("i", 1.0), ("f", 2.5), ("t", 1.0)], datum.num_values)
        self.assertEqual([("b", b"\x00\xff"), ("a", b"x")], datum.binary_values)

    def test_values_are_added_in_a_chain_and_keys_may_occur_twice(self):
        datum = Datum().add_string("k", "v").add_string("k", "w").add_number("n", 3).add_binary("b", b"x")

        self.assertEqual([("k", "v"), ("k", "w")], datum.string_values)
        self.assertEqual([("n", 3.0)], datum.num_values)
        self.assertEqual([("b", b"x")], datum.binary_values)

    def test_empty_datum(self):
        self.assertEqual([[], [], []], Datum().parts())
        self.assertEqual(Datum(), Datum({}))
        self.assertNotEqual(Datum(), Datum({"a": 1}))

    def test_every_real_number_is_a_double(self):
        self.assertEqual([("n", 0.5)], Datum({"n": fractions.Fraction(1, 2)}).num_values)

    def test_other_types_are_refused_with_key_and_type(self):
        for value, kind in [(None, "NoneType"), ([1], "list"), ({}, "dict"), (1j, "complex")]:
            with self.subTest(value=value):
                sentence = f"the value of key 'k' must be str, a number or bytes, was {kind}: "
                with self.assertRaisesRegex(TypeError, sentence):
                    Datum({"k": value})

    def test_add_methods_refuse_each_others_types(self):
        with self.assertRaisesRegex(TypeError, "the value of key 'k' must be str or bytes, was int: 1"):
            Datum().add_string("k", 1)
        with self.assertRaisesRegex(TypeError, "the value of key 'k' must be a number, was str: '1'"):
            Datum().add_number("k", "1")
        with self.assertRaisesRegex(TypeError, "the value of key 'k' must be bytes, was str: 'x'"):
            Datum().add_binary("k", "x")

    def test_keys_are_text(self):
        with self.assertRaisesRegex(TypeError, "the key of a datum's value must be str or bytes, was int: 1"):
            Datum({1: "x"})

    def test_number_beyond_a_double_is_refused(self):
        with self.assertRaisesRegex(ValueError, "the value of key 'n' is larger than a double can be"):
            Datum({"n": 10**400})


class WireTest(unittest.TestCase):
    def test_train_has_these_bytes(self):
        labeled = [("spam", Datum({"t": "a", "n": 1, "b": b"\xff"}))]
        expected = (
            "94 00 00 a5 7472 6169 6e 92 a1 63 91 92 a4 7370 616d 93 91 92 a1 74 a1 61"
            " 91 92 a1 6e cb 3ff0 0000 0000 0000 91 92 a1 62 a1 ff"
        )

        for data in (labeled, [LabeledDatum(*labeled[0])], [list(labeled[0])]):
            self.assertEqual(bytes.fromhex(expected), sent(lambda client: client.train(data), 1))

    def test_do_mix_has_these_bytes(self):
        def without_name(client):
            client.set_name("")
            client.do_mix()

        self.assertEqual(bytes.fromhex("940000a6646f5f6d697891a0"), sent(without_name))

    def test_text_and_bytes_are_of_the_old_raw_family_at_every_length(self):
        for length, header in [(31, "bf"), (32, "da0020"), (255, "da00ff"), (256, "da0100"), (65536, "db00010000")]:
            for value in ("x" * length, b"x" * length):
                with self.subTest(length=length, kind=type(value)):
                    datum = Datum({"k": value})
                    item = bytes.fromhex("9192a16b" + header) + b"x" * length
                    parts = (item, b"\x90", b"\x90") if isinstance(value, str) else (b"\x90", b"\x90", item)
                    self.assertEqual(b"\x93" + b"".join(parts), sent_datum(datum))

    def test_bytes_that_are_not_utf8_go_back_as_they_came(self):
        with ScriptedServer(answering({b"\xff\xe3\x81": 1}, True)) as server, client_of(server) as client:
            (label,) = client.get_labels()
            client.delete_label(label)

        self.assertEqual(b"\xff\xe3\x81", server.requests[1][3][1])

    def test_text_that_has_no_bytes_is_refused_before_anything_is_sent(self):
        with ScriptedServer(answering(1)) as server, client_of(server) as client:
            with self.assertRaises(UnicodeEncodeError):
                client.train([("\ud800", Datum())])
            client.train([])

        self.assertEqual(1, len(server.requests))


class ParameterTest(unittest.TestCase):
    client = jubatus.Classifier("127.0.0.1", 1, "c")

    def test_labeled_data_of_other_types_are_refused_with_their_place(self):
        good = ("a", Datum())
        for bad, sentence in [
            ("ab", r"data\[1\] must be a LabeledDatum or \(label, Datum\), was 'ab'"),
            (("a", Datum(), 1), r"data\[1\] must be a LabeledDatum or \(label, Datum\), was "),
            ((1, Datum()), r"the label of data\[1\] must be str or bytes, was int: 1"),
            (("a", {"k": "v"}), r"the datum of data\[1\] must be a Datum, was {'k': 'v'}"),
        ]:
            with self.subTest(bad=bad), self.assertRaisesRegex(TypeError, sentence):
                self.client.train([good, bad])

    def test_data_of_other_types_are_refused_with_their_place(self):
        with self.assertRaisesRegex(TypeError, r"data\[0\] must be a Datum, was 'a'"):
            self.client.classify(["a"])
        with self.assertRaisesRegex(TypeError, r"classify takes a list of data, was a single Datum"):
            self.client.classify(Datum({"k": 1}))

    def test_labels_ids_and_names_are_text(self):
        for call, what in [
            (self.client.set_label, "a label"),
            (self.client.delete_label, "a label"),
            (self.client.save, "the id of a model"),
            (self.client.load, "the id of a model"),
            (self.client.set_name, "the name of the cluster"),
        ]:
            with self.subTest(what=what), self.assertRaisesRegex(TypeError, what + " must be str or bytes, was int: 5"):
                call(5)

    def test_name_is_the_clients_own(self):
        client = jubatus.classifier.client.Classifier("127.0.0.1", 1, "c", timeout=1)
        self.assertEqual("c", client.get_name())
        client.set_name("d")
        self.assertEqual("d", client.get_name())


if __name__ == "__main__":
    unittest.main()
