"""What every request goes through: where it may come from, how large it may be, how often; and what every answer says to the browser.

Plain ASGI, so that streamed answers stay streams. Decisions carry a token in a header, never a cookie: a page of somebody else cannot
make a browser send it, and `Sec-Fetch-Site` is looked at besides.
"""

from __future__ import annotations

import json
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from selon.views.web.settings import LOOPBACK, Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CLIENTS = 10_000  # clients whose pace is remembered; the longest unseen is forgotten first


def policy(tiles: str | None) -> str:
    """The content security policy: nothing but our own files, no script or style in the page itself."""
    parts = urlsplit(tiles) if tiles else None
    ground = f" {parts.scheme}://{parts.netloc}" if parts else ""
    return (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{ground}; connect-src 'self'{ground}; "
        "font-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


async def refuse(send: Send, status: int, detail: str, extra: dict[str, str] | None = None) -> None:
    """A short JSON answer."""
    body = json.dumps({"detail": detail}).encode()
    headers = {"content-type": "application/json", "content-length": str(len(body)), **(extra or {})}
    pairs = [(k.encode(), v.encode()) for k, v in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": body})


class ResponseHeaders:
    """Says to the browser what the page may do."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._said = {
            "content-security-policy": policy(settings.tiles),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "geolocation=(), camera=(), microphone=()",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def said(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._said.items():
                    headers[name] = value
            await send(message)

        await self._app(scope, receive, said if scope["type"] == "http" else send)


class KnownHost:
    """Answers on loopback only to names of loopback: another name that leads here is an attack (DNS rebinding). And a change must not
    come from another site's page."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._local = app, settings.local

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            headers = Headers(scope=scope)
            host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
            if self._local and host not in LOOPBACK and host != "testserver":
                return await refuse(send, 400, "this server answers to localhost only")
            if scope["method"] not in SAFE and headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
                return await refuse(send, 403, "a change must come from this page itself")
        return await self._app(scope, receive, send)


class BodyLimit:
    """Refuses bodies over a size, whether their length is told or not."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._most = app, settings.most_body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            return await self._app(scope, receive, send)
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdigit() or int(told) > self._most:
            return await refuse(send, 413, f"a request may carry {self._most} bytes")
        body = b""
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return None
            body += message.get("body", b"")
            if len(body) > self._most:
                return await refuse(send, 413, f"a request may carry {self._most} bytes")
            if not message.get("more_body"):
                break
        return await self._app(scope, _again(body, receive), send)


def _again(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


@dataclass(slots=True)
class _Pace:
    left: float
    seen: float


@dataclass(slots=True)
class Paces:
    """A token bucket for each client."""

    rate: float
    burst: int
    clock: Callable[[], float] = time.monotonic
    held: OrderedDict[str, _Pace] = field(default_factory=OrderedDict)

    def wait(self, client: str) -> float:
        """Seconds until this client may ask again; 0 where it may now, and then this request is counted."""
        now = self.clock()
        pace = self.held.pop(client, None) or _Pace(float(self.burst), now)
        pace.left = min(float(self.burst), pace.left + (now - pace.seen) * self.rate)
        pace.seen = now
        self.held[client] = pace
        while len(self.held) > CLIENTS:
            self.held.popitem(last=False)
        if pace.left < 1:
            return (1 - pace.left) / self.rate
        pace.left -= 1
        return 0.0


class RateLimit:
    """So many requests a second from one address, with a burst."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app, self._paces = app, Paces(settings.requests_per_second, settings.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http":
            client = (scope.get("client") or ("",))[0]
            if wait := self._paces.wait(client):
                return await refuse(send, 429, "too many requests; slow down", {"retry-after": str(max(1, round(wait)))})
        return await self._app(scope, receive, send)
