"""Crosswalks from selon's event types to ACLED sub-events, UCDP types, CAMEO roots and the first PLOVER's names.

Each mapping says how good it is: exact, broad (the other scheme's class is wider or narrower), none (it has no such class).
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal, get_args

import msgspec

from selon.errors import AtlasError
from selon.model import EventType

Scheme = Literal["ACLED", "UCDP", "CAMEO", "PLOVER-2018"]
Quality = Literal["exact", "broad", "none"]
FILE = Path(__file__).parent / "data" / "crosswalks.toml"


class Crosswalk(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a type (and mode) of ours stands in another scheme; `code` and `name` are null where `match` is none."""

    type: EventType
    scheme: Scheme
    match: Quality
    mode: str | None = None
    code: str | None = None
    name: str | None = None
    note: str | None = None


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    map: tuple[Crosswalk, ...]


@cache
def crosswalks(path: Path = FILE) -> dict[tuple[str, str | None, str], Crosswalk]:
    """All mappings by type, mode and scheme. AtlasError names a double row, a type without a row, or a row without its code."""
    try:
        rows = msgspec.toml.decode(path.read_bytes(), type=_Table).map
    except (OSError, msgspec.DecodeError, msgspec.ValidationError) as e:
        raise AtlasError(f"{path}: {e}") from e
    table: dict[tuple[str, str | None, str], Crosswalk] = {}
    for row in rows:
        key = (row.type, row.mode, row.scheme)
        if key in table:
            raise AtlasError(f"{path}: two rows for {key}")
        if (row.match == "none") != (row.code is None):
            raise AtlasError(f"{path}: {key}: a row has a code unless its match is none")
        table[key] = row
    missing = [(t, s) for t in get_args(EventType) for s in get_args(Scheme) if (t, None, s) not in table]
    if missing:
        raise AtlasError(f"{path}: no row for {missing}")
    return table


def crosswalk(type_: EventType, mode: str | None, scheme: Scheme) -> Crosswalk:
    """Where an event stands in a scheme: the row of its mode, else that of its type."""
    table = crosswalks()
    return table.get((type_, mode, scheme)) or table[type_, None, scheme]
