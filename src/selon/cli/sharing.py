"""`selon export` and `brief`: what leaves a ledger."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.asking import Actor, Country, Near, Text, Type, query_of
from selon.cli.common import DAY, LEDGER, AsOfOption, Since, Until, Where, opened

if TYPE_CHECKING:
    from collections import Counter

    from selon.views.sharing import Sharing

Names = Annotated[bool, typer.Option("--names", help="Show the names of private persons too; they are masked otherwise.")]
Sensitivity = Annotated[Path | None, typer.Option(help="A file of rules: what is shown late, coarsely, or not at all.")]


def sharing(names: bool, rules: Path | None) -> Sharing:
    """How to share today."""
    from selon.views.sensitivity import Rules, load_rules  # noqa: PLC0415
    from selon.views.sharing import Sharing  # noqa: PLC0415

    return Sharing(date.today(), names, load_rules(rules) if rules else Rules())


def left_out(written: int, *reasons: Counter[str]) -> None:
    """One line on standard error: what was written, and what was not."""
    counted = [f"{n} {why}" for counts in reasons for why, n in sorted(counts.items()) if n]
    print(f"{written} incidents written" + (f"; {', '.join(counted)}" if counted else ""), file=sys.stderr)


def export(
    shape: Annotated[str, typer.Option("--format", help="csv, jsonl, geojson, hxl, parquet, acled, ucdp or cameo.")] = "csv",
    out: Annotated[Path | None, typer.Option(help="The file, or for parquet the folder; standard output where not given.")] = None,
    ledger: Where = LEDGER,
    since: Since = None,
    until: Until = None,
    as_of: AsOfOption = None,
    near: Near = None,
    country: Country = None,
    type: Type = None,
    actor: Actor = None,
    text: Text = None,
    names: Names = False,
    sensitivity: Sensitivity = None,
) -> None:
    """Write incidents for other tools, each with its sources."""
    from selon.views.exports.export import export as write  # noqa: PLC0415
    from selon.views.telling import told_of  # noqa: PLC0415

    query = query_of(since, until, as_of, near, country, type, actor, text)
    rules = sharing(names, sensitivity)
    with opened(ledger) as kept:
        done = write(told_of(kept, query), shape, out, rules)
    left_out(done.written, done.dropped, done.held)


def brief(
    since: Annotated[datetime, typer.Option(formats=DAY, help="What was told from this day on.")],
    out: Annotated[
        Path | None, typer.Option(help="A file: .html for a page with map and charts, else Markdown; standard output where not given.")
    ] = None,
    ledger: Where = LEDGER,
    as_of: AsOfOption = None,
    near: Near = None,
    country: Country = None,
    type: Type = None,
    actor: Actor = None,
    text: Text = None,
    names: Names = False,
    sensitivity: Sensitivity = None,
) -> None:
    """Say what is new, what changed and what is disputed since a day."""
    from selon.views.brief.gathering import gather  # noqa: PLC0415
    from selon.views.brief.markdown import to_markdown  # noqa: PLC0415
    from selon.views.brief.page import to_html  # noqa: PLC0415
    from selon.views.telling import told_of  # noqa: PLC0415

    rules = sharing(names, sensitivity)
    query = query_of(None, None, as_of, near, country, type, actor, text)
    counts = query_of(None, None, as_of, near, country, None, actor, text)
    with opened(ledger) as kept:
        found = gather(list(rules.all(told_of(kept, query))), list(kept.tallies(counts)), since.date())
    made = to_html(found) if out is not None and out.suffix.lower() in (".html", ".htm") else to_markdown(found)
    if out is None:
        print(made, end="")
    else:
        out.write_text(made, encoding="utf-8")
    left_out(len(found.shown), rules.held)


COMMANDS = (export, brief)
