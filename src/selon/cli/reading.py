"""`selon read`: articles in, a page for people or readings out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.common import AllowPrivate, Color, Jobs, Keep, Pipelines, fault, pipelines, web
from selon.errors import InputError

if TYPE_CHECKING:
    from selon.articles.intake import Intake
    from selon.model import Article
    from selon.reading.reader import Reader


class Shape(StrEnum):
    """What `read` prints."""

    rich = "rich"
    jsonl = "jsonl"


def read(
    files: Annotated[list[str], typer.Argument(help="Files, folders, addresses; - is standard input.", metavar="FILE...")],
    published: Annotated[str | None, typer.Option(help="When it was published: 2023-10-27, 2023-10, 2023 or start/end.")] = None,
    lang: Annotated[str | None, typer.Option(help="The language (fr, en); found from the text where not given.")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="A page for people, or one JSON object a line.")] = Shape.rich,
    pipeline: Pipelines = None,
    gazetteer: Annotated[Path | None, typer.Option("--atlas", help="A gazetteer made by `selon atlas build`.")] = None,
    max_chars: Annotated[int, typer.Option(help="The largest article, in characters.", min=1)] = 5_000_000,
    jobs: Jobs = 1,
    keep: Keep = None,
    allow_private: AllowPrivate = False,
    color: Color = True,
) -> None:
    """Read articles and show who says what."""
    from selon.articles.dates import published_interval  # noqa: PLC0415
    from selon.articles.intake import Intake  # noqa: PLC0415
    from selon.languages.lexicon import check_language, languages  # noqa: PLC0415

    if published:
        published_interval(published)
    if lang:
        check_language(lang)
    how = Intake(supported=languages(), lang=lang, published=published, most_text=max_chars, web=web(files, keep, allow_private))
    from selon.reading.reader import Reader  # noqa: PLC0415

    faults = _read_all(files, how, Reader(pipelines(pipeline), gazetteer), shape, color, jobs)
    raise typer.Exit(1 if faults else 0)


def _read_all(files: list[str], how: Intake, reader: Reader, shape: Shape, color: bool, jobs: int) -> int:
    """Reads and prints all inputs; returns how many failed."""
    import msgspec  # noqa: PLC0415

    from selon.articles.intake import take  # noqa: PLC0415
    from selon.views.terminal import Terminal  # noqa: PLC0415
    from selon.workflow.crew import Crew  # noqa: PLC0415

    faults = 0

    def articles() -> Iterator[Article]:
        nonlocal faults
        for name in files:
            for found in take(name, how):
                if isinstance(found, InputError):
                    faults += 1
                    fault(str(found))
                else:
                    yield found

    terminal = Terminal(color=color)
    for reading in Crew(reader, jobs).read_all(articles()):
        if isinstance(reading, InputError):
            faults += 1
            fault(str(reading))
        elif shape is Shape.jsonl:
            sys.stdout.buffer.write(msgspec.json.encode(reading) + b"\n")
        else:
            terminal.show(reading)
    sys.stdout.flush()
    return faults


COMMANDS = (read,)
