#!/usr/bin/env python3
"""Teaches a running classifier 44 names and asks it for three others' families. Exit status 1 if a guess is wrong."""

import argparse
import csv
import pathlib
import random
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "python"))

try:
    import jubatus
    from jubatus.common import ClientException, Datum
except ModuleNotFoundError as missing:
    remedies = {
        "msgpack": "apt-get install python3-msgpack, or pip install msgpack",
        "jubatus": "it lies in examples/python of the suite: pip install it, or name that folder in PYTHONPATH",
    }
    if missing.name not in remedies:
        raise
    sys.exit(f"shogun.py: the package {missing.name} is missing: {remedies[missing.name]}")

# Names that the server is not taught, and the families that it should guess.
QUESTIONS = {"慶喜": "徳川", "義昭": "足利", "守時": "北条"}


def labeled_names():
    with open(HERE / "names.csv", encoding="utf-8", newline="") as file:
        return [(row["family"], Datum({"name": row["name"]})) for row in csv.DictReader(file)]


def guess(estimates):
    """The family that fits best."""
    return max(estimates, key=lambda estimate: estimate.score).label


def run(client):
    names = labeled_names()
    # The file has one family after the other; an online learner is better taught in mixed order.
    random.shuffle(names)
    # One call: through a proxy, two could reach two servers, each of which knows a part until the next mix.
    client.train(names)
    answers = client.classify([Datum({"name": name}) for name in QUESTIONS])
    guesses = dict(zip(QUESTIONS, map(guess, answers)))
    for name, family in guesses.items():
        print(family, name)
    return 0 if guesses == QUESTIONS else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("-H", "--host", default="127.0.0.1", help="where the server or proxy runs")
    parser.add_argument("-p", "--port", type=int, default=9199, help="its port")
    parser.add_argument("-n", "--name", default="shogun", help="name of the cluster; matters to a proxy only")
    arguments = parser.parse_args()
    try:
        with jubatus.Classifier(arguments.host, arguments.port, arguments.name) as client:
            return run(client)
    except ClientException as failure:
        sys.exit(f"shogun.py: {failure}")


if __name__ == "__main__":
    sys.exit(main())
