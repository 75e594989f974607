"""Incidents out of a ledger with the articles and disputes behind them, ready to be shared."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from selon.ledger.queries import Query
from selon.ledger.store import Ledger
from selon.model import Incident, Interval, Ref, WovenDispute
from selon.views.sharing import Cited, Told

MOST_WORDS = 120  # characters of an article's words in a dispute


def published(p: Interval | None) -> str | None:
    """A day, or both ends of an interval."""
    return None if p is None else p.start.isoformat() if p.start == p.end else f"{p.start}/{p.end}"


def cited(ledger: Ledger, i: Incident) -> tuple[Cited, ...]:
    """The articles of one incident, in order."""
    files = (ledger.article(a) for a in dict.fromkeys(r.article for r in i.reports))
    return tuple(Cited(f.article.id, f.article.outlet, f.article.url, published(f.article.published)) for f in files if f)


def _in_words(ledger: Ledger, d: WovenDispute) -> WovenDispute:
    """The dispute with each side in words: where it says nothing of its own, those of its first report."""
    return replace(d, sides=tuple(s if s.says or not s.refs else replace(s, says=_words(ledger, s.refs[0])) for s in d.sides))


def _words(ledger: Ledger, r: Ref) -> str:
    file = ledger.article(r.article)
    text = "" if file is None else (file.article.title or "") if r.field == "title" else file.article.text
    return text[r.span[0] : r.span[1]][:MOST_WORDS]


def told_of(ledger: Ledger, query: Query) -> Iterator[Told]:
    """The incidents of a query; articles and disputes are asked for once, not once an incident."""
    as_of = Query(as_of=query.as_of)
    articles = {a.id: Cited(a.id, a.outlet, a.url, published(a.published)) for a in ledger.articles(as_of)}
    disputes = {d.id: _in_words(ledger, d) for d in ledger.disputes(as_of)}
    for i in ledger.incidents(query):
        named = dict.fromkeys(r.article for r in i.reports)
        yield Told(i, tuple(articles[a] for a in named if a in articles), tuple(disputes[d] for d in i.disputes if d in disputes))
