"""`selon diff` and `match`: what changed, and what others have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.common import LEDGER, AsOfOption, Color, Format, Shape, Where, fault, moment, opened
from selon.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selon.ledger.store import Ledger
    from selon.model import Value


def diff(
    article: Annotated[str | None, typer.Argument(help="An article: its last two readings are compared.", metavar="[ARTICLE]")] = None,
    ledger: Where = LEDGER,
    since: Annotated[str | None, typer.Option(help="A day, a time, or a release: the earlier state.")] = None,
    until: Annotated[str | None, typer.Option(help="The later state; the present one where not given.")] = None,
    shape: Format = Shape.table, color: Color = True,
) -> None:
    """Show what a new day or a new reading changed."""
    from selon.views.listing import Listing  # noqa: PLC0415

    if (article is None) == (since is None):
        raise UsageError("diff compares two states (--since, --until) or the last two readings of one ARTICLE: give one of them")
    with opened(ledger) as kept:
        Listing(color).rows(_changes(kept, article, since, until), shape.value)


def _changes(kept: Ledger, article: str | None, since: str | None, until: str | None) -> Iterable[Value]:
    from selon.workflow import diffing  # noqa: PLC0415

    if article is None:
        return diffing.between(kept, moment(since), moment(until))
    pair = diffing.readings(kept, article)
    return diffing.of_readings(*pair) if pair else ()


def match(
    file: Annotated[Path, typer.Argument(help="A CSV file of events.", metavar="FILE")],
    ledger: Where = LEDGER,
    as_of: AsOfOption = None,
    days: Annotated[int, typer.Option(help="How many days a match may be off.", min=0)] = 1,
    km: Annotated[float, typer.Option(help="How many kilometres a match may be off, beside the place's own radius.", min=0.1)] = 30.0,
    shape: Format = Shape.table, color: Color = True,
) -> None:
    """Hold one's own events against the ledger: matched, contradicted, missing."""
    from selon.views.listing import Listing  # noqa: PLC0415
    from selon.workflow import matching  # noqa: PLC0415

    rows = matching.rows_of(file)
    faults = [r for r in rows if isinstance(r, InputError)]
    for e in faults:
        fault(str(e))
    good = [r for r in rows if not isinstance(r, InputError)]
    with opened(ledger) as kept:
        Listing(color).rows(matching.match(kept, good, days=days, km=km, as_of=moment(as_of)), shape.value)
    raise typer.Exit(1 if faults else 0)


COMMANDS = (diff, match)
