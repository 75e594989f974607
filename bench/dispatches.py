"""The dispatches written for selon's tests, as articles and as expectations that examples/check.py understands.

python -m bench.dispatches tests/reading/dispatches/first.yaml      what is missing, what is too much, and the shares
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import yaml

from selon.articles.dates import published_interval
from selon.model import Article
from selon.reading.reader import Reader

ROOT = Path(__file__).resolve().parent.parent
Json = dict[str, Any]
FRENCH = (" le ", " la ", " les ", " des ", " du ", "’a")
ENGLISH = (" the ", " a ", " of ", " and ")
TIMELY = frozenset({"happened", "ongoing"})


@cache
def checker() -> ModuleType:
    """examples/check.py, which stands alone and is no package."""
    spec = importlib.util.spec_from_file_location("dossier_check", ROOT / "examples" / "check.py")
    if spec is None or spec.loader is None:
        raise ImportError("examples/check.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _plain(value: Any) -> Any:
    """Days as their ISO form, as they stand in JSON."""
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_plain(v) for v in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def load(path: Path) -> list[Json]:
    """The dispatches of a file, with empty lists for what is not expected."""
    found = _plain(yaml.safe_load(path.read_text(encoding="utf-8")))
    return [{"lead": None, "credit": None, "events": [], "tallies": [], "claims": [], "quiet": [], "also": [], **d} for d in found]


def language(d: Mapping[str, Any]) -> str:
    """French where the small words of French are more than those of English."""
    return "fr" if sum(d["text"].count(x) for x in FRENCH) > sum(d["text"].count(x) for x in ENGLISH) else "en"


def articles(dispatches: Sequence[Json]) -> Iterator[Article]:
    """The dispatches as articles."""
    for d in dispatches:
        yield Article(
            id=d["id"],
            lang=d.get("lang") or language(d),
            title=d.get("title"),
            text=d["text"],
            url=d.get("url"),
            outlet=d.get("outlet"),
            published=published_interval(str(d["published"])),
        )


def readings(dispatches: Sequence[Json], reader: Reader) -> list[Json]:
    """What selon reads in them, as JSON."""
    return [json.loads(msgspec.json.encode(r)) for r in reader.read_all(articles(dispatches))]


def extra(want: Json, reading: Json) -> list[str]:
    """New acts told as done in words where nothing of the kind is expected."""
    check, text = checker(), reading["text"]
    known = [check.region(text, w) for w in [*(e["at"] for e in want["events"]), *want["also"]]]
    return [
        f"{e['id']} {e['type']} {text[e['trigger'][0] : e['trigger'][1]]}"
        for e in reading["events"]
        if not e["field"]
        and e["status"] in TIMELY
        and e["newness"] != "background"
        and not any(check.touches(check.event_spans(e), k) for k in known)
    ]


def disputes(want: Json, reading: Json) -> tuple[list[str], list[str]]:
    """Kinds of dispute that are missing, and those that are too many."""
    here, there = list(want.get("disputes", [])), [d["about"] for d in reading["disputes"]]
    return [x for x in here if x not in there], [x for x in there if x not in here]


def main(argv: Sequence[str]) -> int:
    """Prints what is missing and too much, and the shares."""
    check, quiet = checker(), "-q" in argv
    files = [name for name in argv if name != "-q"]
    if not files:
        print("give files of dispatches, e.g. tests/reading/dispatches/first.yaml", file=sys.stderr)
        return 2
    dispatches = [d for name in files for d in load(Path(name))]
    got = readings(dispatches, Reader())
    checks = check.check_readings(got, {"articles": {d["id"]: d for d in dispatches}})
    told = sum(e["status"] in TIMELY and e["newness"] != "background" and not e["field"] for r in got for e in r["events"])
    too_many = [(d["id"], x) for d, r in zip(dispatches, got, strict=True) for x in extra(d, r)]
    apart = [(d["id"], *disputes(d, r)) for d, r in zip(dispatches, got, strict=True)]
    for c in checks if not quiet else ():
        if not c.found:
            print(f"missing {c.kind} {c.where}: {c.words}   [{c.why}]")
    for name, x in too_many if not quiet else ():
        print(f"too much {name}: {x}")
    for name, missing, more in apart if not quiet else ():
        if missing or more:
            print(f"disputes {name}: missing {missing}, too much {more}")
    for kind in ("event", "tally", "lead", "claim"):
        good, of = check.share(checks, (kind,))
        print(f"{kind:6} {good:3} of {of:3}  {good / max(of, 1):.3f}")
    print(f"too much {len(too_many)} of {told}")
    print(
        f"disputes expected {sum(len(d.get('disputes', [])) for d in dispatches)}, "
        f"missing {sum(len(x[1]) for x in apart)}, too much {sum(len(x[2]) for x in apart)}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
