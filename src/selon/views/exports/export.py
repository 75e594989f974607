"""One export: what of a ledger, in which form, where to, and what was left out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from selon.errors import UsageError
from selon.views.exports.columns import in_order
from selon.views.exports.foreign import FOREIGN, rows
from selon.views.exports.tables import to_csv, to_geojson, to_hxl, to_jsonl, to_parquet, write_csv
from selon.views.sharing import Sharing, Told

PLAIN: dict[str, Callable[[Sequence[Told], IO[str]], None]] = {"csv": to_csv, "jsonl": to_jsonl, "geojson": to_geojson, "hxl": to_hxl}
FORMATS = (*PLAIN, "parquet", *FOREIGN)


@dataclass(slots=True)
class Exported:
    """What an export did: rows written, incidents without a row by reason, and what was held back from view."""

    written: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)


def export(told: Iterable[Told], shape: str, out: Path | None, sharing: Sharing) -> Exported:
    """Writes incidents to a file (a folder for parquet; standard output for none), in stable order; UsageError for a form there is not."""
    if shape not in FORMATS:
        raise UsageError(f"--format {shape!r}: there are {', '.join(FORMATS)}")
    shown = in_order(list(sharing.all(told)))
    done = Exported(len(shown), held=sharing.held)
    if shape == "parquet":
        if out is None:
            raise UsageError("--format parquet writes a folder: name it with --out")
        to_parquet(shown, out)
        return done
    if out is None:
        _write(shown, shape, sys.stdout, done)
        return done
    with out.open("w", encoding="utf-8", newline="") as f:
        _write(shown, shape, f, done)
    return done


def _write(shown: Sequence[Told], shape: str, out: IO[str], done: Exported) -> None:
    if shape in PLAIN:
        PLAIN[shape](shown, out)
        return
    made = list(rows(shape, shown, done.dropped))
    done.written = len(made)
    write_csv(made, FOREIGN[shape].columns, out)
