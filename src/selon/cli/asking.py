"""`selon incidents`, `tallies`, `disputes`, `articles` and `show`: questions to a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar, cast

import typer

from selon.cli.common import LEDGER, AsOfOption, Color, Format, Shape, Since, Until, Where, day, moment, opened
from selon.errors import UsageError

if TYPE_CHECKING:
    from datetime import datetime

    from selon.ledger.queries import Query
    from selon.ledger.results import Results
    from selon.model import EventType, Value

    V = TypeVar("V", bound=Value)

Near = Annotated[str | None, typer.Option(help="A circle: degrees and kilometres.", metavar="LAT,LON,KM")]
Country = Annotated[list[str] | None, typer.Option(help="ISO 3166-1 code of a country; may be given more than once.", metavar="CC")]
Type = Annotated[list[str] | None, typer.Option("--type", help="A type of event; may be given more than once.", metavar="TYPE")]
Actor = Annotated[str | None, typer.Option(help="Part of a name of an actor, target or accused.")]
Text = Annotated[str | None, typer.Option(help='Words of the articles; "words in a row", word* for what begins so.')]
Limit = Annotated[int | None, typer.Option(help="The most that are shown; 50 in a table, all otherwise, where not given.", min=1)]
TABLE = 50


def query_of(since: datetime | None, until: datetime | None, as_of: str | None, near: str | None, country: list[str] | None,
             type: list[str] | None, actor: str | None, text: str | None) -> Query:
    """The wishes of options."""
    from selon.ledger import queries  # noqa: PLC0415

    return queries.Query(
        since=day(since), until=day(until), as_of=moment(as_of), near=queries.near(near) if near else None,
        country=tuple(c.upper() for c in country or ()), actor=actor, text=text,
        type=cast("tuple[EventType, ...]", tuple(t.upper() for t in type or ())),
    )


def _print(answer: Results[V], shape: Shape, limit: int | None, color: bool) -> None:
    from selon.views.listing import Listing  # noqa: PLC0415

    Listing(color).show(answer, shape.value, limit or (TABLE if shape is Shape.table else None))


def incidents(
    ledger: Where = LEDGER, since: Since = None, until: Until = None, as_of: AsOfOption = None, near: Near = None, country: Country = None,
    type: Type = None, actor: Actor = None, text: Text = None,
    disputed: Annotated[bool | None, typer.Option(help="Only those in dispute, or only those that are not.")] = None,
    worst: Annotated[bool, typer.Option("--worst", help="The deadliest first; the newest first where not given.")] = False,
    limit: Limit = None, shape: Format = Shape.table, color: Color = True,
) -> None:
    """List incidents, the newest first."""
    from dataclasses import replace  # noqa: PLC0415

    query = query_of(since, until, as_of, near, country, type, actor, text)
    query = replace(query, disputed=disputed, order="worst" if worst else "newest")
    with opened(ledger) as kept:
        _print(kept.incidents(query), shape, limit, color)


def tallies(
    ledger: Where = LEDGER, since: Since = None, until: Until = None, as_of: AsOfOption = None, near: Near = None, country: Country = None,
    actor: Actor = None, text: Text = None, limit: Limit = None, shape: Format = Shape.table, color: Color = True,
) -> None:
    """List tallies: what is told only as a number over a period and area."""
    with opened(ledger) as kept:
        _print(kept.tallies(query_of(since, until, as_of, near, country, None, actor, text)), shape, limit, color)


def disputes(
    ledger: Where = LEDGER, since: Since = None, until: Until = None, as_of: AsOfOption = None, near: Near = None, country: Country = None,
    type: Type = None, actor: Actor = None, text: Text = None, limit: Limit = None, shape: Format = Shape.table, color: Color = True,
) -> None:
    """List disputes across articles: tellings that cannot both hold, or that pull apart."""
    with opened(ledger) as kept:
        _print(kept.disputes(query_of(since, until, as_of, near, country, type, actor, text)), shape, limit, color)


def articles(
    ledger: Where = LEDGER, since: Since = None, until: Until = None, as_of: AsOfOption = None, near: Near = None, country: Country = None,
    type: Type = None, actor: Actor = None, text: Text = None,
    outlet: Annotated[str | None, typer.Option(help="Who published it, exactly.")] = None,
    lang: Annotated[str | None, typer.Option(help="The language it was read in.")] = None,
    limit: Limit = None, shape: Format = Shape.table, color: Color = True,
) -> None:
    """List articles by publication; place, type and actor are those of the incidents they tell of."""
    from dataclasses import replace  # noqa: PLC0415

    query = replace(query_of(since, until, as_of, near, country, type, actor, text), outlet=outlet, lang=lang)
    with opened(ledger) as kept:
        _print(kept.articles(query), shape, limit, color)


def show(
    id: Annotated[str, typer.Argument(help="An incident, an article, a dispute, or a report as ARTICLE/EVENT.", metavar="ID")],
    ledger: Where = LEDGER, as_of: AsOfOption = None,
    shape: Annotated[Shape, typer.Option("--format", help="A page for people, or one JSON object.")] = Shape.table, color: Color = True,
) -> None:
    """Show one incident or article with all its evidence."""
    from selon.views.dossier import Dossier  # noqa: PLC0415

    if shape is Shape.csv:
        raise UsageError("--format csv: one thing is no table; give table or jsonl")
    with opened(ledger) as kept:
        if not Dossier(kept, moment(as_of), color).show(id, json=shape is Shape.jsonl):
            raise UsageError(f"the ledger has nothing called {id!r}; `selon incidents` and `selon articles` list what there is")


COMMANDS = (incidents, tallies, disputes, articles, show)
