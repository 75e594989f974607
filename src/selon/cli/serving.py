"""`selon serve` and `selon token`: the page, and who may decide through it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from selon.cli.common import LEDGER, Where, opened

app = typer.Typer(no_args_is_help=True, help="Tokens of those who may decide through the page.")


def serve(
    ledger: Where = LEDGER,
    host: Annotated[str, typer.Option(help="The address to listen on; others than loopback need a token, or --public.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port.")] = 8765,
    public: Annotated[bool, typer.Option("--public", help="Excerpts in place of texts, private people without names, no review.")] = False,
    sensitivity: Annotated[Path | None, typer.Option(help="With --public: rules of what is shown late, coarsely or not.")] = None,
    names: Annotated[bool, typer.Option("--names", help="With --public: show the names of private people.")] = False,
    tiles: Annotated[str | None, typer.Option(help="Map tiles in place of the built-in map: an address with {z}, {x} and {y}.")] = None,
    rate: Annotated[float, typer.Option(help="Requests a second that one address may make.", min=0.1)] = 100.0,
) -> None:
    """Show the ledger as a page in the browser, with its API."""
    from selon.views.sensitivity import Rules, load_rules  # noqa: PLC0415
    from selon.views.web.serving import check, serve  # noqa: PLC0415
    from selon.views.web.settings import Settings  # noqa: PLC0415

    settings = Settings(
        ledger=ledger, host=host, port=port, public=public, names=names, tiles=tiles,
        rules=load_rules(sensitivity) if sensitivity else Rules(),
        requests_per_second=rate, burst=max(1, round(3 * rate)),
    )
    check(settings)
    print(f"selon: {ledger} at http://{host}:{port} (Ctrl-C ends it)", flush=True)
    serve(settings)


@app.command("new")
def new(name: Annotated[str, typer.Argument(help="Whose it is; stands as the author of decisions.")], ledger: Where = LEDGER) -> None:
    """Make a token. It is shown this once and kept as a hash."""
    from selon.ledger import access  # noqa: PLC0415

    with opened(ledger) as held:
        print(access.new_token(held.database, name))


@app.command("revoke")
def revoke(name: Annotated[str, typer.Argument(help="Whose token becomes worthless.")], ledger: Where = LEDGER) -> None:
    """Make a token worthless."""
    from selon.ledger import access  # noqa: PLC0415

    with opened(ledger) as held:
        access.revoke(held.database, name)
    print(f"the token of {name} is revoked")


@app.command("list")
def list_tokens(ledger: Where = LEDGER) -> None:
    """Whose tokens there are, and since when."""
    from selon.ledger import access  # noqa: PLC0415

    with opened(ledger) as held:
        for t in access.tokens(held.database):
            print(f"{t.name}\t{t.made:%Y-%m-%d %H:%M}\t{f'revoked {t.revoked:%Y-%m-%d %H:%M}' if t.revoked else 'good'}")


@app.command("log")
def log(
    ledger: Where = LEDGER,
    limit: Annotated[int, typer.Option(help="How many lines, newest first.", min=1)] = 200,
) -> None:
    """What was done with tokens: when, who, what."""
    from selon.ledger import access  # noqa: PLC0415

    with opened(ledger) as held:
        for d in access.deeds(held.database, limit):
            print(f"{d.at:%Y-%m-%d %H:%M:%S}\t{d.who}\t{d.what}\t{d.about}")


COMMANDS = (serve,)
