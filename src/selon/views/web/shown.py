"""What the public page leaves out of a reading: the whole text, and names of people without a public role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from selon.model import Reading, Span
from selon.views.masking import is_name, is_private
from selon.views.sentences import sentences
from selon.views.web.settings import Settings

MOST = 1500  # characters of an excerpt
MASK = "—"


def shown_reading(r: Reading, settings: Settings) -> tuple[Reading, bool]:
    """A reading as it may be seen, and whether it is an excerpt: the sentences that tell an event or a count, up to a length."""
    if not settings.public:
        return r, False
    return _cut(r, _kept(r), set() if settings.names else _private(r)), True


def _private(r: Reading) -> set[str]:
    """The names in a reading that are kept back: of participants, and of those who speak."""
    held = {n for e in r.events for p in (*e.actor, *e.target) if is_private(p, False) for n in (p.name, p.text)}
    return held | {n for c in r.claims for s in (c.source, *c.via) if s is not None and is_name(s.name) for n in (s.name, s.text)}


def _kept(r: Reading) -> list[Span]:
    marks = [e.trigger for e in r.events if e.field is None] + [t.span for t in r.tallies if t.field is None]
    kept: list[Span] = []
    for s in sentences(r.text, r.lang):
        if sum(b - a + 1 for a, b in kept) + s[1] - s[0] > MOST:
            break
        if any(s[0] <= a < s[1] for a, _ in marks):
            kept.append(s)
    return kept


def _blank(text: str, names: set[str]) -> str:
    """A text with names struck out letter by letter, so that every offset stays."""
    for name in sorted(names, key=lambda n: (-len(n), n)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda m: re.sub(r"\S", MASK, m[0]), text)
    return text


def _cut(r: Reading, kept: Sequence[Span], names: set[str]) -> Reading:
    """The reading over the kept sentences alone: each on a line, spans moved, what stood elsewhere left out, names struck out."""
    pieces, moves, at = [], [], 0
    for a, b in kept:
        pieces.append(r.text[a:b])
        moves.append((a, b, at - a))
        at += b - a + 1
    plain = msgspec.to_builtins(r)
    plain["text"] = _blank("\n".join(pieces), names)
    plain["title"] = _blank(r.title, names) if r.title else r.title
    plain["author"] = _blank(r.author, names) if r.author else r.author
    for key in ("claims", "events", "tallies", "quantities", "places", "times"):
        plain[key] = [m for x in plain[key] if (m := _moved(x, moves, names)) is not None]
    ids = {x["id"] for key in ("claims", "events", "tallies") for x in plain[key]}
    plain["lead"] = plain["lead"] if plain["lead"] in ids else None
    plain["disputes"] = [d for d in plain["disputes"] if all(set(side) <= ids for side in d["sides"])]
    return msgspec.convert(plain, Reading)


SPANS = frozenset({"span", "trigger"})
LISTS = frozenset({"cue", "content", "mentions"})


def _move(span: Sequence[int], moves: Sequence[tuple[int, int, int]]) -> list[int] | None:
    return next(([span[0] + by, span[1] + by] for a, b, by in moves if a <= span[0] and span[1] <= b), None)


def _moved(x: dict[str, Any], moves: Sequence[tuple[int, int, int]], names: set[str]) -> dict[str, Any] | None:
    """A value with its spans moved; None where what it rests on was left out. What stands in the title stays."""
    stays = x.get("field") == "title"
    out: dict[str, Any] = {}
    for key, value in x.items():
        if stays and key in SPANS | LISTS:
            out[key] = value
        elif key in SPANS:
            if (there := _move(value, moves)) is None:
                return None
            out[key] = there
        elif key in LISTS:
            out[key] = [m for s in value if (m := _move(s, moves)) is not None]
        elif isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            out[key] = [inner for v in value if (inner := _moved(v, moves, names)) is not None]
        elif isinstance(value, dict) and "span" in value:
            out[key] = _moved(value, moves, names)
        else:
            out[key] = value
    for key in ("name", "text", "actor", "who"):
        if isinstance(out.get(key), str):
            out[key] = _blank(out[key], names)
    return None if "content" in out and not out["content"] else out
