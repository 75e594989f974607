"""What commands share: one line for a fault, the options that many have, and how their values are read."""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.errors import UsageError

if TYPE_CHECKING:
    from selon.articles.polite import Polite
    from selon.ledger.store import AsOf, Ledger

LEDGER = "ledger.selon"
DAY = ["%Y-%m-%d"]


class Shape(StrEnum):
    """How a list is printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


class Figures(StrEnum):
    """Which of several figures is the best one; docs/weaving.md states the rules."""

    latest = "latest"
    cautious = "cautious"
    ucdp = "ucdp"


Where = Annotated[str, typer.Option("--ledger", envvar="SELON_LEDGER", help="A file, or the address of a PostgreSQL database.")]
Format = Annotated[Shape, typer.Option("--format", help="A table for people, JSON lines, or CSV.")]
Color = Annotated[bool, typer.Option(help="Colour; never when piped or with NO_COLOR set.")]
AsOfOption = Annotated[str | None, typer.Option("--as-of", help="The ledger as it was then: a day, a time, or the name of a release.")]
Since = Annotated[datetime | None, typer.Option(formats=DAY, help="The first day.")]
Until = Annotated[datetime | None, typer.Option(formats=DAY, help="The last day.")]
Rule = Annotated[Figures, typer.Option("--figures", help="Which of several figures is the best one.")]
Pipelines = Annotated[list[str] | None, typer.Option("--pipeline", help="Another installed spaCy pipeline: LANG=NAME.")]

Jobs = Annotated[int, typer.Option(help="How many processes read; a core each is best.", min=1)]
Keep = Annotated[Path | None, typer.Option(help="A folder in which what is fetched is kept as it came (WARC).")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Fetch from private and loopback addresses too.")]


def fault(message: str) -> None:
    """One line on standard error."""
    print(f"selon: {' '.join(message.split())}", file=sys.stderr)


def pipelines(given: list[str] | None) -> dict[str, str]:
    """`LANG=NAME` pairs."""
    pairs = [p.partition("=") for p in given or []]
    if bad := [f"{a}{b}{c}" for a, b, c in pairs if not (a and c)]:
        raise UsageError(f"--pipeline {bad[0]!r}: give LANG=NAME, e.g. fr=fr_core_news_lg")
    return {a: c for a, _, c in pairs}


def web(sources: list[str], keep: Path | None, private: bool) -> Polite | None:
    """Who fetches the addresses among the sources of a run, with manners; null where there are none."""
    from selon.articles.links import is_address  # noqa: PLC0415

    if not any(map(is_address, sources)):
        return None
    from selon.articles.keeping import Keeper  # noqa: PLC0415
    from selon.articles.network import Fetcher, Limits  # noqa: PLC0415
    from selon.articles.polite import Polite  # noqa: PLC0415

    return Polite(Fetcher(Limits(private=private)), Keeper(keep) if keep else None)


def opened(where: str, create: bool = False) -> Ledger:
    """The ledger."""
    from selon.ledger.store import Ledger  # noqa: PLC0415

    return Ledger(where, create=create)


def moment(text: str | None) -> AsOf:
    """A day, a time, or the name of a release."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text) if len(text) == len("2023-10-27") else datetime.fromisoformat(text)
    except ValueError:
        return text


def day(given: datetime | None) -> date | None:
    """The day of an option."""
    return given.date() if given else None
