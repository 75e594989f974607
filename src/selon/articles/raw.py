"""An article as an input file gives it, before it is checked (the JSONL contract of docs/design.md)."""

from __future__ import annotations

import msgspec

from selon.errors import InputError


class RawArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One line of JSONL. All but `text` or `html` is optional; other keys are ignored."""

    id: str | int | None = None
    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: object = None  # a name, a list of names, or objects with a `name`: foreign files have them all
    credit: str | None = None
    lang: str | None = None
    translated: str | None = None
    published: str | None = None


Found = tuple[str, RawArticle] | InputError
"""What a source yields: an article with the name that a message about it gives, or a fault."""
