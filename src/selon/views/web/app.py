"""The application: routes, guards and the page's files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.middleware.gzip import GZipMiddleware

from selon import __version__
from selon.errors import LedgerError, SelonError, UsageError
from selon.ledger import page
from selon.ledger.store import Ledger
from selon.views.web import deciding, incidents, overview, review, sources
from selon.views.web.answers import Answers
from selon.views.web.context import Context
from selon.views.web.schemas import COMPONENTS
from selon.views.web.security import BodyLimit, KnownHost, RateLimit, ResponseHeaders
from selon.views.web.settings import Settings

STATIC = Path(__file__).resolve().parent / "static"
API = "/api/v1"


def create_app(settings: Settings) -> FastAPI:
    """The application over one ledger. LedgerError where the ledger cannot be opened."""
    ledger = Ledger(settings.ledger)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        ledger.close()

    app = FastAPI(
        title="selon",
        version=__version__,
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
        description="Who says what happened, where, when, how many, and who says otherwise.",
    )
    app.state.context = Context(ledger, settings, Answers(lambda: page.state(ledger)))
    for router in (overview.router, incidents.router, sources.router, deciding.router, *(() if settings.public else (review.router,))):
        app.include_router(router, prefix=API)
    _faults(app)
    _page(app)
    app.openapi = lambda: _described(app)  # type: ignore[method-assign]
    for guard in (BodyLimit, RateLimit, KnownHost):
        app.add_middleware(guard, settings=settings)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    app.add_middleware(ResponseHeaders, settings=settings)
    return app


def _described(app: FastAPI) -> dict[str, object]:
    """OpenAPI with the shapes of the values themselves."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        made.setdefault("components", {}).setdefault("schemas", {}).update(COMPONENTS)
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        app.openapi_schema = made
    return app.openapi_schema


def _faults(app: FastAPI) -> None:
    """Every fault is one JSON object with `detail` in words."""

    @app.exception_handler(RequestValidationError)
    def malformed(_: Request, e: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(str(x) for x in f['loc'][1:]) or f['loc'][0]}: {f['msg']}" for f in e.errors())
        return JSONResponse({"detail": told}, 400)

    @app.exception_handler(SelonError)
    def refused(_: Request, e: SelonError) -> Response:
        status = 400 if isinstance(e, UsageError) else 503 if isinstance(e, LedgerError) else 500
        return JSONResponse({"detail": str(e)}, status)

    @app.exception_handler(StarletteHTTPException)
    def told(_: Request, e: StarletteHTTPException) -> Response:
        return JSONResponse({"detail": str(e.detail)}, e.status_code, headers=e.headers)


def _page(app: FastAPI) -> None:
    """The files of the page; every address that is not the API's or a file's is the page itself."""
    app.mount("/static", StaticFiles(directory=STATIC), name="static")

    @app.get("/{path:path}", include_in_schema=False)
    def shell(path: str) -> Response:
        if path.startswith("api/"):
            raise HTTPException(404, "there is no such address; /api/v1/openapi.json lists them")
        return FileResponse(STATIC / "index.html", headers={"cache-control": "no-cache"})
