"""Files and folders: which reader a file is for, told by its name and its first bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from selon.articles import feeds, jsonl, tables
from selon.articles.decoding import decode_page
from selon.articles.mail import from_mail
from selon.articles.packed import whole
from selon.articles.pages import is_html
from selon.articles.parquet import SUFFIX as PARQUET
from selon.articles.parquet import from_parquet
from selon.articles.raw import Found, RawArticle
from selon.articles.stored import File
from selon.errors import InputError

MOST_BYTES = 100_000_000  # of a file read whole; keeps a wrong file from filling the memory
WHOLE = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".eml", ".json", ".csv", ".tsv", *feeds.SUFFIXES)
ARCHIVES = (".warc", ".warc.gz", ".wet", ".wet.gz")
KNOWN = (*WHOLE, ".jsonl", ".ndjson", ".warc", ".wet", PARQUET)


def from_data(data: bytes, name: str, suffix: str = "") -> Iterator[Found]:
    """The articles of what was read whole: a feed, a mail, JSON, a table, a page, or plain text."""
    if suffix == ".eml":
        yield name, from_mail(data, name)
    elif feeds.is_feed(data) or suffix in feeds.SUFFIXES:
        yield from _feed(data, name)
    elif suffix == ".json":
        yield from jsonl.from_json(data, name)
    elif suffix in (".csv", ".tsv"):
        yield from tables.from_table(data, name)
    else:
        text = decode_page(data, None, name)
        yield name, RawArticle(html=text) if is_html(text) else RawArticle(text=text)


def _feed(data: bytes, name: str) -> Iterator[Found]:
    """The articles that a saved feed carries itself; its links are not followed."""
    feed = feeds.read_feed(data, name)
    for item in feed.items:
        here = f"{name}, {item.url or item.title or item.key}"
        if item.full:
            yield here, item.raw(feed.title)
        else:
            yield InputError(here, "is a summary only", "give the feed's address: then the page is fetched")


def from_file(path: File) -> Iterator[Found]:
    """The articles of one file."""
    name = path.name.lower()
    if name.endswith(jsonl.SUFFIXES):
        yield from jsonl.from_file(path)
    elif name.endswith(ARCHIVES):
        from selon.articles.archives import from_archive  # noqa: PLC0415  loads a library of its own

        yield from from_archive(path)
    elif name.endswith(PARQUET):
        yield from from_parquet(path)
    else:
        yield from from_data(whole(path, MOST_BYTES), str(path), Path(name.removesuffix(".gz")).suffix)


def in_folder(folder: Path) -> Iterator[Path | InputError]:
    """The files below a folder, sorted; hidden ones are left aside, links that lead out of it and files of no known kind are faults."""
    home = folder.resolve()
    found = False
    for here, below, names in os.walk(folder):
        below[:] = sorted(d for d in below if not d.startswith("."))
        for name in sorted(n for n in names if not n.startswith(".")):
            found = True
            yield _file_of(Path(here) / name, home)
    if not found:
        yield InputError(str(folder), "is a folder without files", "name another")


def _file_of(path: Path, home: Path) -> Path | InputError:
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(home):
        return InputError(str(path), "is a link out of the folder", "name the file itself if it is meant")
    if not path.is_file():
        return InputError(str(path), "is no regular file", "only files are read")
    if not path.name.lower().removesuffix(".gz").endswith(KNOWN):
        return InputError(str(path), "is of no known kind", f"kinds are told by name: {', '.join(KNOWN)}, packed (.gz) or not")
    return path
