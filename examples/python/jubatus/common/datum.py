"""The datum: what is learned and asked about."""

from __future__ import annotations

import numbers
from typing import List, Mapping, Optional, Tuple, Union

Text = Union[str, bytes]
"""Text is UTF-8 to the server. Bytes are sent as they are; bytes that came as surrogates in text go back unchanged."""

Value = Union[str, bytes, float]


class Datum:
    """Keys with strings, numbers and binaries, in the order in which they were added; a key may occur more than once.

    >>> Datum({"user": "tanaka", "age": 28, "photo": b"..."}).add_string("user", "suzuki")
    """

    __slots__ = ("string_values", "num_values", "binary_values")

    def __init__(self, values: Optional[Mapping[str, Value]] = None) -> None:
        """Takes a dict: a str is added as a string, a number (bool included) as a number, bytes as a binary."""
        self.string_values: List[Tuple[Text, Text]] = []
        self.num_values: List[Tuple[Text, float]] = []
        self.binary_values: List[Tuple[Text, bytes]] = []
        for key, value in (values or {}).items():
            self._add(key, value)

    def add_string(self, key: Text, value: Text) -> Datum:
        """Adds a string and returns this datum."""
        self.string_values.append((checked_key(key), _checked(key, value, (str, bytes), "str or bytes")))
        return self

    def add_number(self, key: Text, value: float) -> Datum:
        """Adds a number, which the server sees as a double, and returns this datum."""
        number = _checked(key, value, numbers.Real, "a number")
        try:
            self.num_values.append((checked_key(key), float(number)))
        except OverflowError:
            raise ValueError(f"the value of key {key!r} is larger than a double can be") from None
        return self

    def add_binary(self, key: Text, value: bytes) -> Datum:
        """Adds bytes and returns this datum."""
        self.binary_values.append((checked_key(key), bytes(_checked(key, value, (bytes, bytearray), "bytes"))))
        return self

    def parts(self) -> List[list]:
        """The datum as it goes over the wire."""
        return [self.string_values, self.num_values, self.binary_values]

    def _add(self, key: str, value: Value) -> None:
        if isinstance(value, str):
            self.add_string(key, value)
        elif isinstance(value, (bytes, bytearray)):
            self.add_binary(key, value)
        else:
            self.add_number(key, _checked(key, value, numbers.Real, "str, a number or bytes"))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Datum) and self.parts() == other.parts()

    # A datum changes as values are added.
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        strings, nums, binaries = self.parts()
        return f"Datum(string_values={strings}, num_values={nums}, binary_values={binaries})"


def checked_text(what: str, value: Text) -> Text:
    """The value, which must be str or bytes; else a TypeError says what it is for."""
    if not isinstance(value, (str, bytes)):
        raise TypeError(f"{what} must be str or bytes, was {type(value).__name__}: {value!r}")
    return value


def checked_key(key: Text) -> Text:
    return checked_text("the key of a datum's value", key)


def _checked(key, value, types, wanted):
    if not isinstance(value, types):
        raise TypeError(f"the value of key {key!r} must be {wanted}, was {type(value).__name__}: {value!r}")
    return value
