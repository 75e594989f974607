"""Event mentions alone as minimal readings, to measure them apart from pooling and people.

python -m bench.mentions plover            # or: muc4 [division], figures of the shared scorer
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bench.data import DATA, FILES
from bench.pages import cached_pages
from selon.atlas.actors import ActorList, load_actors
from selon.atlas.gazetteer import Gazetteer
from selon.reading.mentions import Argument, Mention, find_mentions
from selon.reading.names import Names, find_names
from selon.reading.page import Page
from selon.reading.people import People, find_people

ROOT = Path(__file__).resolve().parent.parent


def fillers(people: People, arguments: tuple[Argument, ...], hurt: bool = False) -> list[dict[str, Any]]:
    """Arguments as participants, without bare numbers and pronouns that stand for nobody known; whoever is hurt or taken is a person."""
    out = []
    for a in arguments:
        p = people.participant(a.sentence, a.head)
        if a.head.pos in {"PRON", "DET"} and p.name == p.text:
            continue
        if a.head.pos == "NUM" and a.sentence.child(a.head, "nmod") is None:
            continue
        kind = "people" if hurt and p.kind not in {"person", "people"} else p.kind
        out.append({"span": p.span, "text": p.name if a.head.pos in {"PRON", "DET"} else p.text, "name": p.name, "kind": kind})
    return out


def event(people: People, m: Mention) -> dict[str, Any]:
    """A mention as an event of its own."""
    return {
        "type": m.type,
        "mode": m.mode,
        "status": m.status,
        "hedged": m.hedged,
        "trigger": m.span,
        "frame": m.frame,
        "newness": "background" if m.background or m.generic else "new",
        "actor": fillers(people, m.actor),
        "target": fillers(people, m.target, m.harm is not None),
        "weapon": fillers(people, m.weapon),
    }


def pooled(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Events of one type in one sentence as one."""
    out: dict[Any, dict[str, Any]] = {}
    for e in events:
        key = e["type"]
        if key in out:
            for role in ("actor", "target", "weapon"):
                out[key][role] = out[key][role] + e[role]
        else:
            out[key] = e
    return list(out.values())


@cache
def atlas() -> tuple[ActorList, Gazetteer]:
    """The actors and places of the world."""
    return load_actors(), Gazetteer.open()


def names_of(page: Page) -> Names:
    """The names of a page, with actors and gazetteer."""
    actors, gazetteer = atlas()
    return find_names(page, actors, gazetteer.is_name)


def readings(name: str, where: dict[str, str] | None = None) -> Iterator[tuple[dict[str, Any], Page, dict[str, Any]]]:
    """Gold row, page, and minimal reading."""
    for row, page in cached_pages(name, where):
        names = names_of(page)
        people = find_people(page, names, atlas()[0])
        events = [event(people, m) for m in find_mentions(page, names, people)]
        if name == "plover":
            events = pooled([e for e in events if e["newness"] == "new" and e["status"] != "hypothetical"] or events)
        yield row, page, {"id": str(row["id"]), "text": row["text"], "events": events}


def main(name: str, division: str | None = None) -> None:
    """Writes the readings and prints the scorer's figures."""
    where = {"division": division} if division else None
    path = ROOT / ".cache" / f"mentions-{name}.jsonl"
    with path.open("w", encoding="utf-8") as f:
        for _, _, r in readings(name, where):
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    task = {"plover": "types", "muc4": "slots"}[name]
    command = [sys.executable, str(DATA.parent / "tools" / "score.py"), task, "--gold", str(DATA / FILES[name]), "--readings", str(path)]
    subprocess.run(command + (["--where", f"division={division}"] if division else []), check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
