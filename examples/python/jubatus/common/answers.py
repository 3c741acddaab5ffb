"""Checks what a server sent against what the interface says, and turns it into what the methods return."""

from __future__ import annotations

from typing import Callable, Dict, List, TypeVar

T = TypeVar("T")


class Misfit(Exception):
    """The server sent something else than was expected; the text says what."""


def as_it_is(result: object) -> object:
    return result


def integer(result: object) -> int:
    # A bool is an int to Python, but not to the interface.
    if type(result) is int:
        return result
    raise _misfit(result, "an integer")


def boolean(result: object) -> bool:
    if isinstance(result, bool):
        return result
    raise _misfit(result, "a bool")


def number(result: object) -> float:
    if isinstance(result, float) or type(result) is int:
        return float(result)
    raise _misfit(result, "a number")


def text(result: object) -> str:
    if isinstance(result, str):
        return result
    if isinstance(result, bytes):
        return result.decode("utf-8", "surrogateescape")
    raise _misfit(result, "text")


def list_of(element: Callable[[object], T]) -> Callable[[object], List[T]]:
    def read(result: object) -> List[T]:
        if isinstance(result, list):
            return [element(each) for each in result]
        raise _misfit(result, "a list")

    return read


def dict_of(value: Callable[[object], T]) -> Callable[[object], Dict[str, T]]:
    def read(result: object) -> Dict[str, T]:
        if isinstance(result, dict):
            return {text(key): value(each) for key, each in result.items()}
        raise _misfit(result, "a map")

    return read


def pair(result: object) -> list:
    if isinstance(result, list) and len(result) == 2:
        return result
    raise _misfit(result, "a pair")


def shown(value: object) -> str:
    """The value, short enough for a message."""
    whole = repr(value)
    return whole if len(whole) <= 80 else whole[:80] + "…"


def _misfit(result: object, wanted: str) -> Misfit:
    return Misfit(f"{shown(result)} instead of {wanted}")
