"""Answers with their ETag: the same question of the same state of the ledger is answered 304, and nothing is computed."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

import msgspec
from fastapi import Request, Response

from selon import __version__

MOST_KEPT = 64  # answers kept whole
LEAST_KEPT = 20_000  # bytes; smaller ones are made anew


class Answers:
    """Makes answers, and keeps large ones until the ledger changes. `moment` says which state the ledger is in."""

    def __init__(self, moment: Callable[[], str]) -> None:
        self._moment = moment
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def state(self) -> str:
        """The state of the ledger, as a word that changes with it."""
        return self._moment()

    def send(self, request: Request, make: Callable[[], Any], kind: str = "application/json", name: str | None = None) -> Response:
        """The answer to a request; `make` gives a value, or bytes in the media type `kind`. `name` is that of a download."""
        tag = self._tag(request, kind)
        headers = {"etag": f'"{tag}"', "cache-control": "no-cache", "vary": "accept, accept-encoding"}
        if name:
            headers["content-disposition"] = f'attachment; filename="{name}"'
        if tag in {t.strip().removeprefix("W/").strip('"') for t in request.headers.get("if-none-match", "").split(",")}:
            return Response(status_code=304, headers=headers)
        return Response(self._body(tag, make), media_type=kind, headers=headers)

    @staticmethod
    def plain(value: Any) -> Response:
        """An answer to one person alone: never kept, here or on the way."""
        return Response(msgspec.json.encode(value), media_type="application/json", headers={"cache-control": "no-store"})

    def _tag(self, request: Request, kind: str) -> str:
        asked = f"{__version__} {self._moment()} {request.url.path}?{request.url.query} {kind}"
        return hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:20]

    def _body(self, tag: str, make: Callable[[], Any]) -> bytes:
        with self._lock:
            if tag in self._kept:
                self._kept.move_to_end(tag)
                return self._kept[tag]
        made = make()
        body = made if isinstance(made, bytes) else msgspec.json.encode(made)
        if len(body) >= LEAST_KEPT:
            with self._lock:
                self._kept[tag] = body
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
        return body
