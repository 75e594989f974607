"""What was measured beside the last table: `python -m bench.run --compare`. Nothing is written; 1 where a figure lies under its floor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bench.table import floors

Sets = dict[str, dict[str, float]]
SAME = 0.0005  # what three digits do not show
HEAD = ("set", "figure", "last", "now", "change", "floor")


def compared(measured: Sets, kept: dict[str, dict[str, Any]], shown: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """A row for each figure that is shown: set, name, last value, present value, change, floor; a fall below the floor is marked."""
    for name, figures in measured.items():
        last, held = kept.get(name, {}).get("figures", {}), floors().get(name, {})
        for key in shown.get(name, tuple(sorted(figures))):
            now, before, floor = figures.get(key), last.get(key), held.get(key)
            if now is None:
                yield name, key, _told(before), "gone", "", _told(floor)
                continue
            change = "new" if before is None else "" if abs(now - before) < SAME else f"{now - before:+.3f}"
            yield name, key, _told(before), _told(now), change, _told(floor) + (" FALLEN" if floor is not None and now < floor else "")


def _told(x: float | None) -> str:
    return "" if x is None else f"{x:.3f}"


def show(rows: Iterator[tuple[str, ...]]) -> int:
    """Prints the rows in columns, the changes counted; returns 1 where a floor was broken."""
    lines = [HEAD, *rows]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    for line in lines:
        print("  ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)).rstrip())
    changed = [line for line in lines[1:] if line[4]]
    print(f"{len(lines) - 1} figures, {len(changed)} changed")
    return int(any("FALLEN" in line[5] for line in lines[1:]))
