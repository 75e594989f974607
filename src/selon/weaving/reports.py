"""An event as weaving sees it: the event, who tells it, and what of its article matters when events of many articles are compared."""

from __future__ import annotations

from selon.model import Claim, Event, Interval, Value


class Report(Value, frozen=True, kw_only=True):
    """One event of one article. All that likeness, figures and disputes need is in it, so that the past can be kept as reports alone.

    `ref` is "ARTICLE/EVENT"; `claims` are those that the event's voices name; `words` are the article's telling words (names, rare words),
    sorted; `keys` are the blocks it is looked up by: two reports that share none are never compared.
    """

    ref: str
    article: str
    event: Event
    lead: bool = False
    claims: tuple[Claim, ...] = ()
    lang: str = ""
    outlet: str | None = None
    origin: str | None = None
    published: Interval | None = None
    words: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
