"""Articles as rows of a table (CSV, TSV): the columns are those of the JSON lines, in any order and case."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from selon.articles.decoding import decode
from selon.articles.raw import Found, RawArticle
from selon.errors import InputError

DELIMITERS = ",;\t|"
FIELDS = RawArticle.__struct_fields__
MOST_FIELD = 20_000_000  # characters; an unclosed quotation mark otherwise swallows the rest of the file


def _delimiter(text: str) -> str:
    """The one that parts the header line."""
    head = text.partition("\n")[0]
    return max(DELIMITERS, key=head.count)


def from_table(data: bytes, name: str) -> Iterator[Found]:
    """An article or a fault for each row; InputError where there is no column of text."""
    text = decode(data, name)
    csv.field_size_limit(MOST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [c.strip().lower() for c in next(rows, [])]
        if not {"text", "html"} & set(header):
            raise InputError(name, "has no column `text` or `html`", f"columns are named as the keys of JSON lines: {', '.join(FIELDS)}")
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _row(dict(zip(header, row, strict=False)), len(row) - len(header), f"{name}, line {rows.line_num}")
    except csv.Error as e:
        yield InputError(f"{name}, line {rows.line_num}", f"is no row of a table: {e}", "the rows before it were read; quote the field")


def _row(cells: dict[str, str], surplus: int, name: str) -> Found:
    if surplus > 0:
        return InputError(name, "has more cells than the table has columns", "quote cells that hold the delimiter")
    return name, RawArticle(**{k: cells[k] or None for k in FIELDS if k in cells})
