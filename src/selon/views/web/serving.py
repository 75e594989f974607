"""Runs the page: on this computer alone, unless somebody may decide."""

from __future__ import annotations

import uvicorn

from selon.errors import UsageError
from selon.ledger import access
from selon.ledger.store import Ledger
from selon.views.web.app import create_app
from selon.views.web.settings import Settings


def check(settings: Settings) -> None:
    """UsageError where the settings would open more than was meant."""
    if not 0 <= settings.port < 65536:
        raise UsageError(f"--port {settings.port}: give 0 to 65535")
    if settings.tiles and not settings.tiles.startswith(("http://", "https://")):
        raise UsageError(f"--tiles {settings.tiles!r}: give an http(s) address with {{z}}, {{x}} and {{y}}")
    if (settings.rules.rule or settings.names) and not settings.public:
        raise UsageError("--sensitivity and --names go with --public")
    if settings.local or settings.public:
        return
    with Ledger(settings.ledger) as ledger:
        if not any(t.revoked is None for t in access.tokens(ledger.database)):
            raise UsageError(
                f"--host {settings.host} lets others in: make a token first (`selon token new NAME --ledger L`), or serve with --public"
            )


def serve(settings: Settings) -> None:
    """Serves until interrupted."""
    check(settings)
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning", server_header=False, date_header=False)
