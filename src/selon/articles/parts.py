"""Large inputs in parts, for many machines: each part is named by its file and its first and last item, and can be read anywhere, by itself
and again, with the same result."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from selon.articles import archives, jsonl, parquet
from selon.articles.files import ARCHIVES, from_file, in_folder
from selon.articles.links import is_address
from selon.articles.packed import whole
from selon.articles.raw import Found
from selon.articles.stored import File, file_at, inside, is_stored, mark
from selon.errors import InputError, UsageError

LEAST = 256  # items of a part: minutes of work that a lost machine loses
MOST_PARTS = 16  # of one file: each part skips what stands before it, half the file on average
MOST_COUNTED = 2_000_000_000  # bytes; more is read for hours, and told without a total rather than kept waiting
MOST_LIST = 100_000_000  # bytes of a list of files


@dataclass(frozen=True, slots=True)
class Part:
    """Items `first` to before `last` of a file, in the state of the file that `mark` tells."""

    source: str
    mark: str
    first: int
    last: int


def files_of(sources: Sequence[str]) -> Iterator[File | InputError]:
    """The files that sources name: files, folders, addresses in object stores (with `*`, or ending in a slash), and `@FILE`, a list of
    such, one a line. UsageError for what can be read only once, or only from here."""
    for source in sources:
        try:
            if source.startswith("@"):
                yield from files_of(_listed(Path(source[1:])))
            elif is_stored(source):
                yield from inside(source)
            elif source == "-" or is_address(source):
                raise UsageError(f"{source!r}: many machines read files and object stores; take it in without --cluster")
            elif (path := Path(source).absolute()).is_dir():
                yield from in_folder(path)
            else:
                yield path
        except InputError as e:
            yield e


def _listed(path: Path) -> list[str]:
    try:
        text = whole(path, MOST_LIST).decode("utf-8")
    except FileNotFoundError:
        raise InputError(str(path), "no such file", "check the path") from None
    except (OSError, ValueError) as e:
        raise InputError(str(path), f"cannot be read: {e}", "give a list of files, one a line, in UTF-8") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _name(file: File) -> str:
    return file.name.lower()


def parts_of(where: str) -> list[Part]:
    """A file in parts, in order; looks at the whole file, but extracts nothing. InputError where it cannot be read."""
    file = file_at(where)
    state, items = mark(file), _count(file)
    size = max(LEAST, -(-items // MOST_PARTS))
    return [Part(where, state, i, min(i + size, max(items, 1))) for i in range(0, max(items, 1), size)]


def expected(sources: Sequence[str]) -> int | None:
    """How many items sources hold, counted without extracting anything; null where that cannot be known (addresses, standard input),
    or would take long."""
    if any(s == "-" or is_address(s) or is_stored(s) or not s for s in sources):
        return None
    total, left = 0, MOST_COUNTED
    for file in files_of(sources):
        total += 1
        if isinstance(file, Path) and file.is_file():
            if (left := left - file.stat().st_size) < 0:
                return None
            total += _counted(file) - 1
    return total


def _counted(file: Path) -> int:
    try:
        return _count(file)
    except (InputError, OSError, ValueError):
        return 1  # it will be one fault


def halves(part: Part) -> list[Part]:
    """A part in two; nothing where it is one item."""
    middle = (part.first + part.last) // 2
    ends = ((part.first, middle), (middle, part.last))
    return [Part(part.source, part.mark, a, b) for a, b in ends] if part.first < middle else []


def _count(file: File) -> int:
    if _name(file).endswith(jsonl.SUFFIXES):
        return jsonl.count(file)
    if _name(file).endswith(ARCHIVES):
        return archives.count(file)
    if _name(file).endswith(parquet.SUFFIX):
        return parquet.count(file)
    found = 0
    try:
        for _ in from_file(file):
            found += 1
    except InputError:
        found += 1
    return found


def cut(part: Part) -> Iterator[Found]:
    """The items of a part. InputError where the file has changed since it was parted, or cannot be read."""
    file = file_at(part.source)
    if mark(file) != part.mark:
        raise InputError(part.source, "was changed while it was read", "run it again")
    if _name(file).endswith(jsonl.SUFFIXES):
        return jsonl.from_file(file, part.first, part.last)
    if _name(file).endswith(ARCHIVES):
        return archives.from_archive(file, part.first, part.last)
    if _name(file).endswith(parquet.SUFFIX):
        return parquet.from_parquet(file, part.first, part.last)
    return islice(from_file(file), part.first, part.last)
