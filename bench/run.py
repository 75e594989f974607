"""All benchmarks, one runner, one table: `make bench`, `make bench TASK=attribution`.

The shared scorer (../shared/tools/score.py) gives the figures; they go to bench/results.json, and from there, with the floors and
the figures before, to docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bench.compare import compared, show
from bench.data import DATA, FILES
from bench.readings import read_set
from bench.rivals import RIVALS, SPEED_OF, measured, parse
from bench.table import write_table
from bench.weaving import rival, scored_woven, woven

ROOT = Path(__file__).resolve().parent.parent
TOOLS = DATA.parent / "tools"
RESULTS = ROOT / "bench" / "results.json"


@dataclass(frozen=True)
class Benchmark:
    """One set held against the scorer's task; `where` keeps part of it, `shown` are the figures of the table."""

    task: str
    data: str
    scorer: str
    shown: tuple[str, ...]
    where: dict[str, str] = field(default_factory=dict)


BENCHMARKS = (
    Benchmark(
        "attribution",
        "polnear",
        "attribution",
        ("content.f1", "content.precision", "content.recall", "claim_with_source.f1", "source.accuracy", "cue.accuracy"),
        {"compartment": "dev"},
    ),
    Benchmark(
        "attribution",
        "quotes_fr",
        "attribution",
        (
            "content.f1",
            "content.precision",
            "content.recall",
            "claim_with_source.f1",
            "cue.accuracy",
            "form.accuracy",
            "stance.accuracy",
            "stance.macro_f1",
        ),
    ),
    Benchmark("times", "times", "times", ("right.f1", "right.fr.f1", "right.en.f1", "found.f1")),
    Benchmark("figures", "figures", "figures", ("right.f1", "right_and_kind.f1", "found.f1", "right.fr.f1", "right.en.f1")),
    Benchmark("geo", "lgl", "geo", ("found.f1", "found.precision", "found.recall", "resolved.accuracy_161km", "end_to_end.recall_161km")),
    Benchmark(
        "geo", "geovirus", "geo", ("found.f1", "found.precision", "found.recall", "resolved.accuracy_161km", "end_to_end.recall_161km")
    ),
    Benchmark("types", "plover", "types", ("type.f1", "type.precision", "type.recall", "actor.accuracy", "target.accuracy")),
    Benchmark(
        "slots",
        "muc4",
        "slots",
        (
            "all_roles.f1",
            "all_roles.precision",
            "all_roles.recall",
            "PerpInd.f1",
            "PerpOrg.f1",
            "Target.f1",
            "Victim.f1",
            "Weapon.f1",
            "relevant.f1",
        ),
        {"division": "dev"},
    ),
    Benchmark(
        "incidents",
        "gva",
        "incidents",
        (
            "article.day",
            "article.place",
            "article.killed",
            "article.injured",
            "article.harm",
            "b3.f1",
            "b3.retold.f1",
            "incident.day",
            "incident.place",
            "incident.killed.best",
            "incident.injured.best",
        ),
    ),
    Benchmark("html", "news_html", "html", ("body.f1", "title.exact", "published.day")),
)


def score(b: Benchmark) -> dict[str, float]:
    """The scorer's figures for one benchmark; the set is read, and woven, first where that is not kept."""
    if b.scorer == "incidents":
        return scored_woven(b.data, woven(b.data))
    return scored(b, read_set(b.data, b.where))


def scored(b: Benchmark, readings: Path) -> dict[str, float]:
    """The scorer's figures for readings kept in a file, ours or a rival's."""
    gold = DATA / FILES[b.data]
    command = [
        sys.executable,
        str(TOOLS / "score.py"),
        b.scorer,
        "--gold",
        str(gold),
        "--readings",
        str(readings),
        "--json",
    ]
    if b.where:
        command += ["--where", *(f"{k}={v}" for k, v in b.where.items())]
    return {k: float(v) for k, v in json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout).items()}


def seed() -> dict[str, float]:
    """The share of the seed article's expected reading that is found."""
    import msgspec  # noqa: PLC0415

    from bench.readings import reader  # noqa: PLC0415
    from selon.articles.intake import Intake, take  # noqa: PLC0415
    from selon.model import Article  # noqa: PLC0415

    article = next(take(str(DATA.parent / "seed" / "article.txt"), Intake(supported=("en", "fr"), published="2023-10-27")))
    assert isinstance(article, Article)
    out = ROOT / ".cache" / "seed.jsonl"
    out.parent.mkdir(exist_ok=True)
    out.write_bytes(msgspec.json.encode(reader().read(article)) + b"\n")
    told = subprocess.run([sys.executable, str(TOOLS / "check_seed.py"), str(out)], check=True, capture_output=True, text=True).stdout
    print(told, end="")
    return {"found": float(told.rsplit("=", 1)[1])}


def machine() -> str:
    """Where the figures come from, in words."""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def measure(task: str | None = None, rivals: bool = True) -> dict[str, dict[str, float]]:
    """Figures by benchmark name (`polnear`, `seed`, ...), of one task or all; with the rivals that are installed beside them."""
    out = {b.data: score(b) for b in BENCHMARKS if task in (None, b.task)}
    if task in (None, "incidents"):
        figures = scored_woven("gva", rival("gva"))
        out["gva, TF-IDF within 30 days"] = {k: figures[k] for k in ("b3.f1", "b3.retold.f1")}
    if task in (None, "seed"):
        out["seed"] = seed()
    return out | (beside(task) if rivals else {})


def beside(task: str | None) -> dict[str, dict[str, float]]:
    """Rivals by name, and reading beside the bare parse."""
    out = {}
    for r in RIVALS:
        b = next(b for b in BENCHMARKS if b.data == r.data)
        if task in (None, b.task) and (figures := measured(r, b.where, b.shown, lambda path, b=b: scored(b, path))):  # type: ignore[misc]
            out[r.name] = figures
    if task in (None, "speed"):
        out[f"speed on {SPEED_OF[0]}, beside spaCy's bare parse"] = parse()
    return out


def main() -> int:
    """Measures, keeps the figures, writes the table; or holds them against those that are kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", choices=sorted({b.task for b in BENCHMARKS} | {"seed", "speed"}))
    parser.add_argument("--compare", action="store_true", help="print what changed since the last table, and write nothing")
    args = parser.parse_args()
    if not DATA.is_dir():
        print("the benchmark data (../shared/data) are not at hand; nothing measured")
        return 0
    kept = json.loads(RESULTS.read_text()) if RESULTS.exists() else {"sets": {}}
    found = measure(args.task)
    if args.compare:
        return show(compared(found, kept["sets"], {b.data: b.shown for b in BENCHMARKS}))
    for name, figures in found.items():
        old = kept["sets"].get(name, {})
        kept["sets"][name] = {
            "figures": figures,
            "date": f"{datetime.now(UTC):%Y-%m-%d}",
            "machine": machine(),
            "before": old.get("figures", {}) if old.get("figures") != figures else old.get("before", {}),
        }
    RESULTS.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    write_table(kept["sets"], BENCHMARKS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
