"""From bytes to text: byte order marks, UTF-8, and what charset-normalizer makes of the rest; binary data are refused."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from selon.errors import InputError

# UTF-32's mark begins with UTF-16's, so it comes first.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536  # bytes looked at to tell binary from text and to guess an encoding
HEAD = 4_096  # bytes of a page in which it may state its encoding; the standard says 1,024, not all keep to it
STATED = re.compile(rb"<(?:meta[^>]{1,200}?charset|\?xml[^>]{1,100}?encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
SAME_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8"}  # as browsers take them (WHATWG)
CONTROL = frozenset(range(32)) - {9, 10, 12, 13, 27}
LATIN_LIKE = frozenset(
    {"cp1250", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_2", "iso8859_9", "iso8859_15", "mac_roman", "mac_latin2"}
)
MOST_CONTROL = 0.02  # share of control bytes above which no text encoding is likely


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every second byte of Latin text."""
    head = data[:2000]
    for codec, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) >= 8 and zeros.count(0) > 0.7 * len(zeros):
            return codec
    return None


def _is_binary(data: bytes) -> bool:
    head = data[:SAMPLE]
    return sum(b in CONTROL for b in head) > MOST_CONTROL * len(head)


def _guess(sample: bytes) -> str:
    """The likeliest encoding. Western and Central European code pages look equally clean in French and English: Western goes first."""
    matches = from_bytes(sample)
    best = matches.best()
    western = next((m for m in matches if "cp1252" in (m.encoding, *m.could_be_from_charset)), None)
    if best is None or (western is not None and western.chaos <= best.chaos):
        return "cp1252"
    return "cp1252" if best.encoding in LATIN_LIKE else best.encoding


def decode(data: bytes, name: str) -> str:
    """The text of `data`; InputError where it is empty, binary, or in no encoding that can be told."""
    if not data.strip(b" \t\r\n\0"):
        raise InputError(name, "is empty", "give a file with text")
    encoding = next((e for mark, e in MARKS if data.startswith(mark)), None) or _utf16_without_mark(data)
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        pass
    if _is_binary(data):
        raise InputError(name, "is not text (binary data)", "give text, HTML or JSONL; documents must be exported as text first")
    try:
        return data.decode(_guess(data[:SAMPLE]))
    except (UnicodeDecodeError, LookupError):
        raise InputError(name, "has no encoding that can be told", "convert it to UTF-8") from None


def decode_page(data: bytes, stated: str | None, name: str) -> str:
    """The text of a web page: by its mark, by what the server or the page's head states where that fits, else as any text."""
    marked = any(data.startswith(mark) for mark, _ in MARKS)
    found = STATED.search(data[:HEAD])
    for encoding in () if marked else (stated, found and found[1].decode("ascii")):
        try:
            if encoding and data.strip():
                return data.decode(SAME_AS.get(encoding.lower(), encoding))
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return decode(data, name)
