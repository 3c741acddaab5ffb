"""What a classifier is taught, and what it answers."""

from __future__ import annotations

from typing import NamedTuple

from jubatus.common.datum import Datum, Text


class LabeledDatum(NamedTuple):
    """A datum and the label that it teaches; the same as the tuple of both."""

    label: Text
    data: Datum


class EstimateResult(NamedTuple):
    """How well a label fits a datum: the larger the score, the better."""

    label: str
    score: float
