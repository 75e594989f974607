"""The command `selon`: parse, call, print. Each module here holds some of the commands; what they print is the views' affair."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from selon.cli import asking, atlas, comparing, deciding, ingesting, reading, serving, sharing, watching
from selon.cli.common import fault
from selon.errors import SelonError, UsageError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads the news: who says what happened, where, when, how many, and who says otherwise.",
)
for room in (reading, ingesting, watching, asking, deciding, comparing, sharing, serving):
    for command in room.COMMANDS:
        app.command()(command)
app.add_typer(atlas.app, name="atlas")
app.add_typer(serving.app, name="token")


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


def main() -> None:
    """The entry point: faults become one line and an exit code (0 done, 1 some inputs failed, 2 wrong usage)."""
    try:
        app()
    except UsageError as e:
        fault(str(e))
        raise SystemExit(2) from None
    except SelonError as e:
        fault(str(e))
        raise SystemExit(1) from None
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(0) from None
