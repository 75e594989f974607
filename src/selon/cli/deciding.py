"""`selon decide` and `release`: what people settle."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from selon.cli.common import LEDGER, Where, opened
from selon.errors import UsageError


class Kind(Enum):
    """What is decided."""

    merge = "merge"
    split = "split"
    correct = "correct"
    grade = "grade"
    note = "note"
    undo = "undo"


VALUED = {Kind.correct: "FIELD=VALUE", Kind.grade: "GRADE", Kind.note: "WORDS"}


def decide(
    kind: Annotated[Kind, typer.Argument(help="What is decided.", metavar="KIND")],
    about: Annotated[list[str], typer.Argument(
        help="merge: incidents. split: the reports that leave, ARTICLE/EVENT. correct: an incident and FIELD=VALUE. "
             "grade: an incident and a grade. note: an incident and words. undo: a decision.", metavar="WHAT...")],
    by: Annotated[str, typer.Option(envvar="SELON_AUTHOR", help="Who decides.")],
    because: Annotated[str, typer.Option(help="The reason.")],
    ledger: Where = LEDGER,
) -> None:
    """Merge, split, correct, grade or note incidents, or take a decision back; every later weaving keeps it."""
    from selon.workflow import deciding  # noqa: PLC0415

    value = None
    if kind in VALUED:
        if len(about) != 2:
            raise UsageError(f"decide {kind.value} INCIDENT {VALUED[kind]}: two words are needed, {len(about)} given")
        *about, value = about
    with opened(ledger) as kept:
        made = deciding.decide(kept, kind.value, about, value, by, because)
    print(f"decision {made.id}")


def release(
    name: Annotated[str | None, typer.Argument(help="The name; without one, the releases are listed.", metavar="NAME")] = None,
    ledger: Where = LEDGER,
) -> None:
    """Freeze the present state of a ledger under a name, for --as-of."""
    with opened(ledger) as kept:
        if name is not None:
            kept.release(name)
            return
        for r in kept.releases():
            print(f"{r.name}\t{r.at.isoformat(timespec='seconds')}")


COMMANDS = (decide, release)
