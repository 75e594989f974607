"""Articles as JSON: one object a line, packed or not; or a `.json` file of one object, a list of them, or a JSON Feed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from selon.articles.packed import BROKEN, END, MOST_LINE, lines, opened
from selon.articles.raw import Found, RawArticle
from selon.articles.stored import File
from selon.errors import InputError

SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
NO_OBJECT = "is not a JSON object of an article"


def _line(line: bytes | None, name: str) -> Found:
    if line is None:
        return InputError(name, f"is a line of more than {MOST_LINE:,} bytes", "it is no article; the others are read")
    try:
        return name, msgspec.json.decode(line, type=RawArticle)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        return InputError(name, f"{NO_OBJECT}: {e}", "one object a line, see docs/json.md")


def from_lines(stream: BinaryIO, name: str, first: int = 0, last: int = END) -> Iterator[Found]:
    """An article or a fault for each line that is not blank, of lines `first` to before `last`, counted from 0."""
    number = 0
    try:
        for number, line in lines(stream):
            if number > last:
                return
            if number > first and (line is None or line.strip()):
                yield _line(line, f"{name}, line {number}")
    except BROKEN as e:
        yield InputError(f"{name}, line {number + 1}", f"cannot be unpacked: {e}", "the lines before it were read; fetch the file again")
        return
    if number == 0:
        yield InputError(name, "is empty", "give a file with text")


def from_file(path: File, first: int = 0, last: int = END) -> Iterator[Found]:
    """The articles of a JSONL file, or of some of its lines."""
    with opened(path) as stream:
        yield from from_lines(stream, str(path), first, last)


def count(path: File) -> int:
    """How many lines a file has; where it is broken, one more than can be read."""
    found = 0
    with opened(path) as stream:
        try:
            for _ in lines(stream):
                found += 1
        except BROKEN:
            found += 1
    return found


def from_json(data: bytes, name: str) -> Iterator[Found]:
    """The articles of one JSON document: an object, or a list of objects."""
    try:
        found = msgspec.json.decode(data, type=list[msgspec.Raw] | msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as e:
        yield InputError(name, f"{NO_OBJECT}: {e}", "see docs/json.md")
        return
    if isinstance(found, list):
        yield from (_line(bytes(item), f"{name}, item {n}") for n, item in enumerate(found, 1))
    else:
        yield _line(data, name)
