"""An iterator run ahead gives the same items, in order, with its error at its place."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.reading.ahead import ahead


@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_same_items(items: list[int], n: int) -> None:
    assert list(ahead(items, n)) == items


def test_error_comes_after_the_items_before_it() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    made = ahead(broken(), 3)
    assert next(made) == 1
    with pytest.raises(ValueError, match="broken"):
        next(made)


def test_a_reader_that_stops_leaves_no_thread() -> None:
    before = threading.active_count()
    made = ahead(iter(range(10_000)), 2)
    assert next(made) == 0
    made.close()  # type: ignore[attr-defined]
    assert threading.active_count() == before
