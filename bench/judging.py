"""Events drawn for reading by hand, and the judgements kept without the texts (docs/notes/judging.md says what is right).

    python -m bench.judging draw "slice 4"                  # the sheet of slice 4, to be read
    python -m bench.judging keep "slice 4" verdicts.txt     # rows for docs/notes/events_judged.tsv
    python -m bench.judging draw "slice 7 again"            # a second sheet, of events judged under no other name
    python -m bench.judging draw "slice 7 whole second"     # of all events of slice 7, judged or not, the second hundred of each set
    python -m bench.judging draw many                       # some 1,950 events outside slice 7, over many articles
    python -m bench.judging draw "unread second"            # of articles that no other sheet has an event of, the second lot
    python -m bench.judging draw geo                        # general and outbreak news, of all articles, judged or not
    python -m bench.judging draw french                     # all events of the sentences of French treebanks

A slice is an eighth of the articles, by the SHA-256 of their id, so that no article is judged in two slices. In a slice the events are
ordered by the SHA-256 of slice, article, field and offset, and the first of each set are drawn. A later sheet of a slice leaves out the
events that are judged already. Verdicts are lines of a number and, where the event is wrong, its cause; numbers left out are right.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bench.data import rows
from bench.readings import articles, read_all
from bench.treebanks import sentences
from selon.model import Article, Event, Participant, Weapon

JUDGED = Path(__file__).resolve().parent.parent / "docs" / "notes" / "events_judged.tsv"
SLICES = 8
DRAWN: dict[str, tuple[int, dict[str, str] | None]] = {
    "gva": (67, None),
    "muc4": (67, {"division": "dev"}),
    "lgl": (33, None),
    "geovirus": (33, None),
}
AGAIN: dict[str, dict[str, tuple[int, dict[str, str] | None]]] = {  # later sheets: of muc4 dev and geovirus too little is left
    "again": {"gva": (80, None), "muc4": (67, {"division": "train"}), "lgl": (33, None), "geovirus": (20, None)},
    "third": {"gva": (100, None), "muc4": (70, {"division": "train"}), "lgl": (30, None)},
    "fourth": {"gva": (100, None), "muc4": (100, {"division": "train"})},
    "fifth": {"gva": (100, None), "muc4": (100, {"division": "train"})},
}
WHOLE: dict[str, tuple[int, dict[str, str] | None]] = {
    "gva": (100, None),
    "muc4": (100, {"division": "train"}),
    "lgl": (50, None),
    "geovirus": (50, None),
}
BLOCKS = ("whole", "whole second", "whole third", "whole fourth", "whole fifth", "whole sixth")
UNREAD: dict[str, tuple[int, int, dict[str, str] | None]] = {  # articles and events of a lot
    "gva": (70, 67, None),
    "muc4": (60, 67, {"division": "train"}),
    "lgl": (130, 33, None),
    "geovirus": (28, 33, None),
}
LOTS = (
    "unread",
    "unread second",
    "unread third",
    "unread fourth",
    "unread fifth",
    "unread sixth",
    "unread seventh",
    "unread eighth",
    "unread ninth",
    "unread tenth",
)
MANY: dict[str, tuple[int, int, dict[str, str] | None]] = {  # articles and events
    "gva": (420, 850, None),
    "muc4": (260, 680, {"division": "train"}),
    "lgl": (400, 170, None),
    "geovirus": (200, 100, None),
    "polnear": (140, 200, {"compartment": "train"}),
}
GEO: dict[str, int] = {"lgl": 67, "geovirus": 33}  # events
AROUND, BESIDE = 220, 130  # letters shown on each side of a trigger, and of a participant of another sentence
FRESH = 7  # the slice that nobody who writes rules has seen
FRENCH = {"french": ("sequoia-train", "sequoia-dev", "pud", "gsd-dev"), "french fresh": ("partut-train", "partut-dev")}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One event to be judged, with its article and the set this is of."""

    name: str
    article: Article
    event: Event

    @property
    def at(self) -> str:
        """Offset of the trigger, with the field where it is the title."""
        return f"{self.event.field or ''}{self.event.trigger[0]}"


def slice_of(id_: str) -> int:
    """The slice an article belongs to."""
    return sha256(id_.encode()).digest()[0] % SLICES


def mine(name: str, where: dict[str, str] | None, number: int) -> Iterator[Article]:
    """The articles of a slice of a set."""
    wanted = {str(r["id"]) for r in rows(name, where) if slice_of(str(r["id"])) == number}
    return (a for a in articles(name, where) if a.id in wanted)


def judged_before(sheet: str) -> set[tuple[str, str, str]]:
    """Set, article and place of the events judged under another name than a sheet's."""
    lines = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:])
    return {(f[1], f[2], f[3]) for f in lines if f[0] != sheet}


def draw(sheet: str) -> list[Drawn]:
    """The events of a slice to be judged: of "slice 4" all, of "slice 4 again" those that no other sheet has."""
    if sheet in FRENCH:
        return [d for name in FRENCH[sheet] for d in _found(name, list(sentences("fr", name)))]
    if sheet == "geo":
        return [d for name, count in GEO.items() for d in _shuffled(_found(name, list(articles(name))), "geo")[:count]]
    if sheet == "many":
        return _many(judged_before(sheet))
    if sheet in LOTS:
        return _unread(LOTS.index(sheet))
    number, *again = sheet.removeprefix("slice ").split(" ", 1)
    if again and again[0] in BLOCKS:
        return _block(int(number), BLOCKS.index(again[0]))
    known = judged_before(sheet) if again else set()
    out: list[Drawn] = []
    for name, (count, where) in (AGAIN[again[0]] if again else DRAWN).items():
        found = [d for d in _found(name, list(mine(name, where, int(number)))) if (name, d.article.id[-9:], d.at) not in known]
        found.sort(key=lambda d: sha256(f"{number} {d.article.id} {d.at}".encode()).digest())
        out += found[:count]
    return out


def _block(number: int, k: int) -> list[Drawn]:
    """Of all events of a slice, whether they are on other sheets or not, the k-th hundred or fifty of each set."""
    out: list[Drawn] = []
    for name, (count, where) in WHOLE.items():
        found = _shuffled(_found(name, list(mine(name, where, number))), "w1")
        out += found[k * count : (k + 1) * count]
    return out


def _many(known: set[tuple[str, str, str]]) -> list[Drawn]:
    """Events of many articles outside the fresh slice that are on no other sheet."""
    out: list[Drawn] = []
    for name, (pages, count, where) in MANY.items():
        chosen = [a for a in articles(name, where) if slice_of(a.id) != FRESH]
        chosen = sorted(chosen, key=lambda a: sha256(f"mass{a.id}".encode()).digest())[:pages]
        found = [d for d in _found(name, chosen) if (name, d.article.id[-9:], d.at) not in known]
        out += _shuffled(found, "m")[:count]
    return _shuffled(out, "mix")


def _unread(k: int) -> list[Drawn]:
    """Events of the k-th lot of articles, in the order of a hash, that only sheets of such articles have events of."""
    lines = (line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines()[1:])
    known = {(f[1], f[2]) for f in lines if not f[0].startswith(LOTS[0])}
    out: list[Drawn] = []
    for name, (pages, count, where) in UNREAD.items():
        chosen = [a for a in articles(name, where) if (name, a.id[-9:]) not in known]
        chosen = sorted(chosen, key=lambda a: sha256(f"unread{a.id}".encode()).digest())[k * pages : (k + 1) * pages]
        out += _shuffled(_found(name, chosen), "u")[:count]
    return out


def _found(name: str, chosen: list[Article]) -> list[Drawn]:
    return [Drawn(name, a, e) for a, r in zip(chosen, read_all(chosen), strict=True) for e in r.events]


def _shuffled(found: list[Drawn], salt: str) -> list[Drawn]:
    return sorted(found, key=lambda d: sha256(f"{salt} {d.article.id} {d.at}".encode()).digest())


def _said(who: tuple[Participant | Weapon, ...], here: tuple[str | None, int, int]) -> str:
    return ", ".join(_called(p) + ("" if _stands(p, here) else " (elsewhere)") for p in who)


def _called(p: Participant | Weapon) -> str:
    """The words, and the name the article gives whom they mean."""
    name = p.name if isinstance(p, Participant) else p.text
    return p.text if name.lower() in p.text.lower() else f"{p.text} [{name}]"


def _stands(p: Participant | Weapon, here: tuple[str | None, int, int]) -> bool:
    field, lo, hi = here
    return p.field == field and lo <= p.span[0] < hi


def _around(d: Drawn, field: str | None, a: int, b: int, width: int) -> tuple[int, int, str]:
    """The words around a span, within its paragraph, and where they begin and end."""
    text = (d.article.title or "") if field == "title" else d.article.text
    lo, hi = max(text.rfind("\n", 0, a) + 1, a - width), min(text.find("\n", b) % (len(text) + 1), b + width)
    return lo, hi, f"{text[lo:a]}[[{text[a:b]}]]{text[b:hi]}".replace("\n", " ")


def show(k: int, d: Drawn) -> str:
    """One event as a person judges it: its words in their surroundings, type, status and roles, and the words around the participants that
    stand elsewhere."""
    e = d.event
    lo, hi, around = _around(d, e.field, *e.trigger, AROUND)
    here = e.field, lo, hi
    kind = f"{e.type}/{e.mode or '-'} {e.status}{'~' if e.hedged else ''} {e.newness}{' ' + e.outcome if e.outcome else ''}"
    roles = "  ".join(f"{n}: {_said(w, here)}" for n, w in (("A", e.actor), ("T", e.target), ("W", e.weapon)) if w)
    away = [p for w in (e.actor, e.target, e.weapon) for p in w if not _stands(p, here)]
    below = "".join(f"   > {_around(d, p.field, *p.span, BESIDE)[2]}\n" for p in away)
    return f"#{k} {d.name} {d.article.id[-9:]} {d.at}\n{around}\n   = {kind}  {roles}\n{below}"


def kept(sheet: str, path: str) -> Iterator[str]:
    """The judgements as rows: sheet, set, id, offset, type, status, verdict, cause."""
    wrong = dict(line.split(" ", 1) for line in Path(path).read_text(encoding="utf-8").splitlines() if line)
    for k, d in enumerate(draw(sheet), start=1):
        e, cause = d.event, wrong.get(str(k), "")
        told = f"{e.status}{'~' if e.hedged else ''}"
        yield "\t".join([sheet, d.name, d.article.id[-9:], d.at, f"{e.type}/{e.mode or '-'}", told, "wrong" if cause else "right", cause])


def main(action: str, sheet: str, path: str = "") -> None:
    """Prints a sheet, or its judgements."""
    lines = (show(k, d) for k, d in enumerate(draw(sheet), start=1)) if action == "draw" else kept(sheet, path)
    for line in lines:
        print(line)


if __name__ == "__main__":
    main(*sys.argv[1:])
