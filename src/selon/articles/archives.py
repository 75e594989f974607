"""Web archives (WARC, WET; Common Crawl News): each page that was fetched well is an article with the address it was fetched from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from selon.articles.decoding import decode, decode_page
from selon.articles.metadata import canonical
from selon.articles.packed import BROKEN, END, opened
from selon.articles.pages import MOST_PAGE, check_size
from selon.articles.raw import Found, RawArticle
from selon.articles.stored import File
from selon.errors import InputError

KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
PAGES = ("text/html", "application/xhtml+xml")
ABSENT = ""


def _kind(record: WarcRecord) -> tuple[str, str | None]:
    """The content type of what the record holds, and its charset."""
    if record.is_http:
        return (record.http_content_type or "").lower(), record.http_charset
    stated = str(record.headers.get("Content-Type") or "")
    return stated.partition(";")[0].strip().lower(), stated.partition("charset=")[2].strip("\"' ;") or None


def _why_not(record: WarcRecord, kind: str) -> str:
    """Why a record is no article; empty where it may be one."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    if record.is_http and status != 200:
        return f"status {status}"
    return ABSENT if kind in PAGES or kind == "text/plain" else kind or "no content type"


def _article(record: WarcRecord, kind: str, charset: str | None, name: str) -> Found:
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    name = f"{name}, {url or record.record_id}"
    try:
        data = record.reader.read(MOST_PAGE + 1)
        check_size(len(data), name)
        if kind == "text/plain":
            return name, RawArticle(text=decode(data, name), url=url)
        html = decode_page(data, charset, name)
        return name, RawArticle(html=html, url=canonical(html, url))
    except InputError as e:
        return e


def count(path: File) -> int:
    """How many records of pages an archive has; where it is broken, one more than can be read."""
    number = 0
    try:
        with opened(path) as stream:
            for _ in ArchiveIterator(stream, record_types=KINDS, parse_http=False, fsspec_args=False):
                number += 1
    except (*BROKEN, OSError, ValueError, RuntimeError):
        return number + 1
    return number


def from_archive(path: File, first: int = 0, last: int = END) -> Iterator[Found]:
    """The articles of an archive, in order, or of records `first` to before `last`; what holds no page is counted in one closing fault."""
    left_out: Counter[str] = Counter()
    number = 0
    try:
        with opened(path) as stream:
            for record in ArchiveIterator(stream, record_types=KINDS, auto_decode="all", fsspec_args=False):
                if number >= last:
                    break
                number += 1
                if number <= first:
                    continue
                kind, charset = _kind(record)
                if why := _why_not(record, kind):
                    left_out[why[:60]] += 1
                else:
                    yield _article(record, kind, charset, str(path))
    except (*BROKEN, OSError, ValueError, RuntimeError) as e:
        yield InputError(str(path), f"is broken after record {number}: {e}", "the records before it were read; fetch the file again")
        return
    if left_out:
        named = ", ".join(f"{n} {why}" for why, n in sorted(left_out.items()))
        yield InputError(str(path), f"holds records that are no pages: {named}", "the others were read")
    if number == 0:
        yield InputError(str(path), "holds no records of pages", "give a WARC file with responses")
