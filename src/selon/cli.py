"""The command `selon`: parse, call, print."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.errors import InputError, SelonError, UsageError

if TYPE_CHECKING:
    from selon.articles.intake import Intake
    from selon.model import Article
    from selon.reading.reader import Reader

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads the news: who says what happened, where, when, how many, and who says otherwise.",
)
atlas = typer.Typer(no_args_is_help=True, help="The places of the world.")
app.add_typer(atlas, name="atlas")


class Shape(StrEnum):
    """What `read` prints."""

    rich = "rich"
    jsonl = "jsonl"


def _fault(message: str) -> None:
    """One line on standard error."""
    print(f"selon: {' '.join(message.split())}", file=sys.stderr)


def _pipelines(given: list[str]) -> dict[str, str]:
    pairs = [p.partition("=") for p in given]
    if bad := [f"{a}{b}{c}" for a, b, c in pairs if not (a and c)]:
        raise UsageError(f"--pipeline {bad[0]!r}: give LANG=NAME, e.g. fr=fr_core_news_lg")
    return {a: c for a, _, c in pairs}


def _version(wanted: bool) -> None:
    if wanted:
        from selon import __version__  # noqa: PLC0415

        print(f"selon {__version__}")
        raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Options of the command itself."""


@app.command()
def read(
    files: Annotated[list[str], typer.Argument(help="Text, HTML, JSONL or JSONL.gz files; - is standard input.", metavar="FILE...")],
    published: Annotated[str | None, typer.Option(help="When it was published: 2023-10-27, 2023-10, 2023 or start/end.")] = None,
    lang: Annotated[str | None, typer.Option(help="The language (fr, en); found from the text where not given.")] = None,
    shape: Annotated[Shape, typer.Option("--format", help="A page for people, or one JSON object a line.")] = Shape.rich,
    pipeline: Annotated[list[str] | None, typer.Option(help="Another installed spaCy pipeline: LANG=NAME.")] = None,
    gazetteer: Annotated[Path | None, typer.Option("--atlas", help="A gazetteer made by `selon atlas build`.")] = None,
    max_chars: Annotated[int, typer.Option(help="The largest article, in characters.", min=1)] = 5_000_000,
    color: Annotated[bool, typer.Option(help="Colour; never when piped or with NO_COLOR set.")] = True,
) -> None:
    """Read articles and show who says what."""
    from selon.articles.dates import published_interval  # noqa: PLC0415
    from selon.articles.intake import Intake  # noqa: PLC0415
    from selon.languages.lexicon import check_language, languages  # noqa: PLC0415

    if published:
        published_interval(published)
    if lang:
        check_language(lang)
    how = Intake(supported=languages(), lang=lang, published=published, most_text=max_chars)
    from selon.reading.reader import Reader  # noqa: PLC0415

    faults = _read_all(files, how, Reader(_pipelines(pipeline or []), gazetteer), shape, color)
    raise typer.Exit(1 if faults else 0)


def _read_all(files: list[str], how: Intake, reader: Reader, shape: Shape, color: bool) -> int:
    """Reads and prints all inputs; returns how many failed."""
    import msgspec  # noqa: PLC0415

    from selon.articles.intake import take  # noqa: PLC0415
    from selon.views.terminal import Terminal  # noqa: PLC0415

    faults = 0

    def articles() -> Iterator[Article]:
        nonlocal faults
        for name in files:
            for found in take(name, how):
                if isinstance(found, InputError):
                    faults += 1
                    _fault(str(found))
                else:
                    yield found

    terminal = Terminal(color=color)
    for reading in reader.read_all(articles()):
        if shape is Shape.jsonl:
            sys.stdout.buffer.write(msgspec.json.encode(reading) + b"\n")
        else:
            terminal.show(reading)
    sys.stdout.flush()
    return faults


@atlas.command("build")
def atlas_build(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump: allCountries.zip or its text file.")],
    out: Annotated[Path | None, typer.Option(help="Where the gazetteer is written.")] = None,
) -> None:
    """Compile a full GeoNames dump into a gazetteer."""
    from selon.atlas.build import build_from_geonames  # noqa: PLC0415

    target = out or Path("gazetteer.selon")
    build_from_geonames(file, target)
    print(f"wrote {target}")


def main() -> None:
    """The entry point: faults become one line and an exit code (0 done, 1 some inputs failed, 2 wrong usage)."""
    try:
        app()
    except UsageError as e:
        _fault(str(e))
        raise SystemExit(2) from None
    except SelonError as e:
        _fault(str(e))
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
