"""What became of judged events since a state of the code: which wrong ones went or changed, and which right ones (docs/notes/events.md).

    python -m bench.rejudging note before.json [muc4 gva]     # what is read now where an event was judged
    python -m bench.rejudging against before.json [muc4 gva]  # what changed since then, and the counts

The judgements hold no roles, so an event that was judged wrong and is told otherwise may still be wrong, and must be looked at.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.judging import DRAWN, FRESH, JUDGED, Drawn, show, slice_of
from bench.readings import articles, read_all


@dataclass(frozen=True, slots=True)
class Row:
    """One judgement."""

    name: str
    id: str
    at: str
    cause: str

    @property
    def key(self) -> str:
        """The event, however often it was judged."""
        return f"{self.name} {self.id} {self.at}"


def judged(names: set[str]) -> dict[str, Row]:
    """The last judgement of each event of some sets."""
    lines = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:])
    rows = (Row(f[1], f[2], f[3], f[7] if f[6] == "wrong" else "") for f in lines if f[1] in names)
    return {r.key: r for r in rows}


def today(names: set[str]) -> Iterator[tuple[Row, Drawn | None]]:
    """The judged events as they are read now; null where none is told at their offset."""
    rows = judged(names)
    for name in (n for n in DRAWN if n in names):
        mine = {r.id for r in rows.values() if r.name == name}
        chosen = [a for a in articles(name, DRAWN[name][1]) if a.id[-9:] in mine and slice_of(a.id) != FRESH]
        for a, reading in zip(chosen, read_all(chosen), strict=True):
            found = {d.at: d for d in (Drawn(name, a, e) for e in reading.events)}
            yield from ((r, found.get(r.at)) for r in rows.values() if r.name == name and r.id == a.id[-9:])


def told(d: Drawn | None) -> list[str]:
    """What is judged of an event: type, status, participants."""
    if d is None:
        return []
    e = d.event
    roles = (f"{n}:{p.text}" for n, w in (("A", e.actor), ("T", e.target), ("W", e.weapon)) for p in w)
    return [f"{e.type}/{e.mode or '-'}", f"{e.status}{'~' if e.hedged else ''} {e.newness}", *roles]


def note(path: str, names: set[str]) -> None:
    """Keeps what is read now."""
    Path(path).write_text(json.dumps({r.key: told(d) for r, d in today(names)}, indent=0), encoding="utf-8")


def against(path: str, names: set[str]) -> None:
    """Prints each judged event that is told otherwise than noted, and how many of each verdict."""
    before = json.loads(Path(path).read_text(encoding="utf-8"))
    count: Counter[str] = Counter()
    for r, d in today(names):
        old, new = before.get(r.key), told(d)
        fate = "never read" if not old and d is None else "same" if old == new else "gone" if d is None else "new" if not old else "changed"
        verdict = f"wrong ({r.cause})" if r.cause else "right"
        count[f"{r.name} {verdict}: {fate}"] += 1
        if fate in {"gone", "changed", "new"}:
            print(f"{verdict} {fate}; was {old}")
            print(show(0, d) if d is not None else f"{r.key}\n")
    print("\n".join(f"{n:5} {k}" for k, n in sorted(count.items())))


if __name__ == "__main__":
    {"note": note, "against": against}[sys.argv[1]](sys.argv[2], set(sys.argv[3:] or DRAWN))
