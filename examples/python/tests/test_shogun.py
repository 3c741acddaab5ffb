"""The shogun example against a scripted server."""

import csv
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

from tests.scripted_server import SECONDS, ScriptedServer, answering

SHOGUN = pathlib.Path(__file__).resolve().parents[2] / "shogun"
RIGHT = [[["徳川", 0.1], ["足利", 0.0]], [["足利", 0.4], ["徳川", -0.4]], [["北条", 0.6]]]


def shogun(*arguments):
    command = [sys.executable, str(SHOGUN / "shogun.py"), *arguments]
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=SECONDS)


class ShogunTest(unittest.TestCase):
    def test_every_name_is_taught_in_one_call_before_three_are_asked(self):
        with ScriptedServer(answering(44, RIGHT)) as server:
            done = shogun("--port", str(server.port))

        self.assertEqual((0, "徳川 慶喜\n足利 義昭\n北条 守時\n", ""), (done.returncode, done.stdout, done.stderr))
        train, classify = server.requests
        self.assertEqual([b"train", b"shogun"], [train[2], train[3][0]])
        with open(SHOGUN / "names.csv", encoding="utf-8", newline="") as file:
            names = [[each["family"], each["name"]] for each in csv.DictReader(file)]
        taught = [[label.decode(), datum[0][0][1].decode()] for label, datum in train[3][1]]
        self.assertEqual(sorted(names), sorted(taught))
        self.assertNotEqual(names, taught)
        self.assertEqual([b"classify", b"shogun"], [classify[2], classify[3][0]])

    def test_wrong_guess_is_told_by_the_exit_status(self):
        wrong = [RIGHT[0], RIGHT[0], RIGHT[2]]
        with ScriptedServer(answering(44, wrong)) as server:
            done = shogun("--port", str(server.port), "--name", "other", "--host", "127.0.0.1")

        self.assertEqual((1, "徳川 慶喜\n徳川 義昭\n北条 守時\n"), (done.returncode, done.stdout))
        self.assertEqual(b"other", server.requests[0][3][0])

    def test_copy_without_the_client_says_where_it_is(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copy(SHOGUN / "shogun.py", folder)
            done = subprocess.run([sys.executable, "-IS", copy], capture_output=True, encoding="utf-8", timeout=SECONDS)

        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stderr, r"\Ashogun.py: the package jubatus is missing: [^\n]+\n\Z")

    def test_failure_is_one_sentence(self):
        done = shogun("--host", "no-such-host.invalid")

        self.assertEqual(1, done.returncode)
        self.assertRegex(done.stderr, r"\Ashogun.py: train at no-such-host.invalid:9199 failed: cannot [^\n]+\n\Z")


if __name__ == "__main__":
    unittest.main()
