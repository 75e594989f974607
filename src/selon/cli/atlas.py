"""`selon atlas`: the places of the world."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The places of the world.")


@app.callback()
def atlas() -> None:
    """The places of the world."""


@app.command("build")
def atlas_build(
    file: Annotated[Path, typer.Argument(help="A GeoNames dump: allCountries.zip or its text file.")],
    out: Annotated[Path | None, typer.Option(help="Where the gazetteer is written.")] = None,
) -> None:
    """Compile a full GeoNames dump into a gazetteer."""
    from selon.atlas.build import build_from_geonames  # noqa: PLC0415

    target = out or Path("gazetteer.selon")
    build_from_geonames(file, target)
    print(f"wrote {target}")
