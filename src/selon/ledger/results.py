"""Answers of the ledger: iterated whole, taken page by page, or as a data frame."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from selon.errors import UsageError
from selon.ledger.tables import Row, columns, row_of
from selon.model import Value

if TYPE_CHECKING:
    import pandas
    import polars

T = TypeVar("T", bound=Value)
PAGE = 500  # values fetched at once when all are asked for


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: the moment that all pages of one answer show, and the sort key and name of the last row."""

    moment: int
    key: int
    name: str

    def text(self) -> str:
        """As an opaque word that can stand in an address."""
        return base64.urlsafe_b64encode(msgspec.json.encode((self.moment, self.key, self.name))).decode().rstrip("=")

    @classmethod
    def parse(cls, text: str) -> Cursor:
        """The cursor of a word; UsageError where it is none."""
        try:
            plain = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            moment, key, name = msgspec.json.decode(plain, type=tuple[int, int, str])
            if not (0 <= moment < 2**31 and abs(key) < 2**63):
                raise ValueError(text)
        except (binascii.Error, ValueError, msgspec.MsgspecError):
            raise UsageError(f"cursor {text[:40]!r} is none; take the one of the page before, unchanged") from None
        return cls(moment, key, name.replace("\0", ""))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of an answer; `next` is the cursor of the page after it, or null at the end."""

    items: tuple[T, ...]
    next: str | None


class Results(Generic[T]):
    """An answer, fetched when it is used. Iterating twice asks twice, each time of one state of the ledger."""

    def __init__(self, kind: type[T], fetch: Callable[[int, Cursor | None], Page[T]], count: Callable[[], int]) -> None:
        self.kind, self._fetch, self._count = kind, fetch, count

    def page(self, limit: int = 50, cursor: str | None = None) -> Page[T]:
        """At most `limit` values, from where the page before ended."""
        if limit < 1:
            raise UsageError(f"limit {limit}: give 1 or more")
        return self._fetch(limit, Cursor.parse(cursor) if cursor else None)

    def __iter__(self) -> Iterator[T]:
        cursor: str | None = None
        while True:
            page = self.page(PAGE, cursor)
            yield from page.items
            cursor = page.next
            if cursor is None:
                return

    def count(self) -> int:
        """How many there are."""
        return self._count()

    def rows(self) -> Iterator[Row]:
        """One row a value, with the same columns for all: `place.name`, `killed.best`; lists stay lists."""
        return map(row_of, self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas data frame. UsageError where pandas is not installed."""
        try:
            import pandas  # noqa: PLC0415
        except ModuleNotFoundError:
            raise UsageError("to_pandas() needs pandas: pip install 'selon[frames]'") from None
        return pandas.DataFrame(list(self.rows()), columns=columns(self.kind))

    def to_polars(self) -> polars.DataFrame:
        """A polars data frame. UsageError where polars is not installed."""
        try:
            import polars  # noqa: PLC0415
        except ModuleNotFoundError:
            raise UsageError("to_polars() needs polars: pip install 'selon[frames]'") from None
        rows = list(self.rows())
        return polars.DataFrame(rows, infer_schema_length=None) if rows else polars.DataFrame(schema=columns(self.kind))
