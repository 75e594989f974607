"""Articles as rows of a Parquet file: the columns are those of the JSON lines; others are not read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from selon.articles.jsonl import NO_OBJECT
from selon.articles.packed import END
from selon.articles.raw import Found, RawArticle
from selon.articles.stored import File
from selon.errors import InputError

SUFFIX = ".parquet"
FIELDS = RawArticle.__struct_fields__
ROWS = 256  # rows held at once


def count(file: File) -> int:
    """How many rows there are."""
    from pyarrow.parquet import read_metadata  # noqa: PLC0415

    with file.open("rb") as stream:
        return int(_checked(str(file), read_metadata, stream).num_rows)


def from_parquet(file: File, first: int = 0, last: int = END) -> Iterator[Found]:
    """An article or a fault for each row, of rows `first` to before `last`. InputError where there is no column of text."""
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415

    name = str(file)
    with file.open("rb") as stream:
        table = _checked(name, ParquetFile, stream)
        columns = [c for c in table.schema_arrow.names if c in FIELDS]
        if not {"text", "html"} & set(columns):
            raise InputError(name, "has no column `text` or `html`", f"columns are named as the keys of JSON lines: {', '.join(FIELDS)}")
        number, groups = _groups(table, first)
        for batch in table.iter_batches(ROWS, row_groups=groups, columns=columns):
            if number >= last:
                return
            if number + batch.num_rows > first:
                for i, row in enumerate(batch.to_pylist(), number):
                    if first <= i < last:
                        yield _row(row, f"{name}, row {i + 1}")
            number += batch.num_rows


def _checked(name: str, opened: Any, stream: object) -> Any:
    from pyarrow import ArrowException  # noqa: PLC0415

    try:
        return opened(stream)
    except ArrowException as e:
        raise InputError(name, f"is no Parquet file that can be read: {e}", "write it again") from None


def _groups(table: Any, first: int) -> tuple[int, list[int]]:
    """The row groups that hold row `first` or come after it, and the number of their first row."""
    number, group = 0, 0
    while group < table.num_row_groups and number + table.metadata.row_group(group).num_rows <= first:
        number += table.metadata.row_group(group).num_rows
        group += 1
    return number, list(range(group, table.num_row_groups))


def _row(cells: dict[str, Any], name: str) -> Found:
    said = {k: v.isoformat()[: len("2023-10-27")] if isinstance(v, date | datetime) else v for k, v in cells.items()}
    try:
        return name, msgspec.convert(said, RawArticle)
    except msgspec.ValidationError as e:
        return InputError(name, f"{NO_OBJECT}: {e}", "one article a row, see docs/json.md")
