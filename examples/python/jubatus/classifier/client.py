"""The client of the classifier."""

from __future__ import annotations

from typing import Dict, Iterable, List, Tuple, Union

from jubatus.classifier.types import EstimateResult, LabeledDatum
from jubatus.common import answers
from jubatus.common.client import Client
from jubatus.common.datum import Datum, Text, checked_text

Taught = Union[LabeledDatum, Tuple[Text, Datum]]


class Classifier(Client):
    """Teaches a classifier and asks it, through a server or a proxy.

    Labels are text. A label that is not UTF-8 comes with lone surrogates in place of the bad bytes and may be sent as
    it came; ``label.encode("utf-8", "surrogateescape")`` gives its bytes.
    """

    def train(self, data: Iterable[Taught]) -> int:
        """Learns the data in their order; returns how many. If one of them is refused, those before it stay learned."""
        return self._call("train", answers.integer, [_labeled(i, each) for i, each in enumerate(data)])

    def classify(self, data: Iterable[Datum]) -> List[List[EstimateResult]]:
        """Scores every label for each datum, in the order of the data; the order of the labels is not defined."""
        if isinstance(data, Datum):
            raise TypeError("classify takes a list of data, was a single Datum; write classify([datum])")
        return self._call("classify", _ESTIMATES, [_parts(f"data[{i}]", each) for i, each in enumerate(data)])

    def get_labels(self) -> Dict[str, int]:
        """How many data were learned for each label."""
        return self._call("get_labels", answers.dict_of(answers.integer))

    def set_label(self, new_label: Text) -> bool:
        """Makes a label known before anything is learned for it; False if it was known."""
        return self._call("set_label", answers.boolean, checked_text("a label", new_label))

    def delete_label(self, target_label: Text) -> bool:
        """Forgets a label; False if it was not known."""
        return self._call("delete_label", answers.boolean, checked_text("a label", target_label))


def _labeled(index: int, labeled: object) -> list:
    if not isinstance(labeled, (tuple, list)) or len(labeled) != 2:
        raise TypeError(f"data[{index}] must be a LabeledDatum or (label, Datum), was {answers.shown(labeled)}")
    label, datum = labeled
    return [checked_text(f"the label of data[{index}]", label), _parts(f"the datum of data[{index}]", datum)]


def _parts(what: str, datum: object) -> List[list]:
    if not isinstance(datum, Datum):
        raise TypeError(f"{what} must be a Datum, was {answers.shown(datum)}")
    return datum.parts()


def _estimate(result: object) -> EstimateResult:
    label, score = answers.pair(result)
    return EstimateResult(answers.text(label), answers.number(score))


_ESTIMATES = answers.list_of(answers.list_of(_estimate))
