"""Judged participants held against what is told now: `python -m bench.participants [SET ...]`.

docs/notes/participants_judged.tsv has, without texts, for some 8,000 participants that selon told on dev pages whether they took part:
set, the article's last letters, field and offset of the event's trigger, role, field and offset of the participant, verdict, and why it
is wrong. The table printed says of those of the event's own paragraph and of those further off how many are told still, and which share of
these, and of those no longer told, were judged right. What an event that is told at another word now names is not counted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.readings import articles, read_all
from selon.model import Article, Event, Participant, Reading, Weapon

JUDGED = Path(__file__).resolve().parent.parent / "docs" / "notes" / "participants_judged.tsv"
ID = 9  # last letters of an article's id, which the judgements have
ROLES = ("actor", "target", "weapon")
Key = tuple[str, str, str]  # event's place, role, participant's place


@dataclass(frozen=True, slots=True)
class Line:
    """A judged participant: whether it stands in the event's paragraph, whether it is told now, whether it took part."""

    near: bool
    told: bool
    right: bool


def judged(name: str) -> dict[str, dict[Key, bool]]:
    """By article, whether participants of a set took part; judged twice, both must say so."""
    out: dict[str, dict[Key, bool]] = defaultdict(dict)
    for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:]:
        set_, id_, event, role, at, verdict, *_ = line.split("\t")
        if set_ == name:
            out[id_][event, role, at] = verdict == "right" and out[id_].get((event, role, at), True)
    return out


def told(reading: Reading) -> tuple[set[str], set[Key]]:
    """The places of a reading's events, and its participants with those of their events."""
    places = {_at(e.field, e.trigger[0]): e for e in reading.events}
    return set(places), {(at, role, place) for at, e in places.items() for role, place in _named(e)}


def _named(e: Event) -> Iterator[tuple[str, str]]:
    sides: tuple[tuple[Participant | Weapon, ...], ...] = (e.actor, e.target, e.weapon)
    for role, found in zip(ROLES, sides, strict=True):
        yield from ((role, _at(p.field, p.span[0])) for p in found)


def _at(field: str | None, offset: int) -> str:
    return f"{field or ''}{offset}"


def _near(article: Article, event: str, at: str) -> bool:
    """Whether two places stand in one paragraph of the text."""
    if event.startswith("title") or at.startswith("title"):
        return event.startswith("title") and at.startswith("title")
    first, last = sorted((int(event), int(at)))
    return "\n" not in article.text[first:last]


def lines(name: str) -> Iterator[Line]:
    """The judged participants of events that are told still."""
    verdicts = judged(name)
    chosen = [a for a in articles(name) if a.id[-ID:] in verdicts]
    for article, reading in zip(chosen, read_all(chosen), strict=True):
        events, now = told(reading)
        for (event, role, at), right in verdicts[article.id[-ID:]].items():
            if event in events:
                yield Line(_near(article, event, at), (event, role, at) in now, right)


def table(name: str, found: Iterable[Line]) -> Iterator[str]:
    """Rows of the table of a set."""
    counts: dict[tuple[bool, bool], list[bool]] = defaultdict(list)
    for x in found:
        counts[x.near, x.told].append(x.right)
    for near in (True, False):
        kept, gone = counts[near, True], counts[near, False]
        shares = ("-" if not x else f"{sum(x) / len(x):.3f} of {len(x)}" for x in (kept, gone))
        yield f"| {name} | {'own paragraph' if near else 'elsewhere'} | {' | '.join(shares)} |"


def main(names: Iterable[str]) -> None:
    """Prints the table."""
    print("| set | stands in | right of those told | right of those left out |\n|---|---|---|---|")
    for name in names:
        for row in table(name, lines(name)):
            print(row)


if __name__ == "__main__":
    main(sys.argv[1:] or ("gva", "muc4"))
