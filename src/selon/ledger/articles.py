"""Taking in: articles by content, each version beside the others; readings; and the reports and tallies that weaving works on."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from selon.ledger import schema
from selon.ledger.database import Writing, chunks, version
from selon.ledger.folding import fold, words
from selon.ledger.globe import point
from selon.ledger.lines import Line, line_id, lines
from selon.ledger.origins import add_origin
from selon.ledger.packing import pack, unpack
from selon.ledger.ready import Ready, named
from selon.ledger.schema import FOREVER
from selon.ledger.speech import add_speech
from selon.ledger.steering import along
from selon.model import Article, Interval, Reading
from selon.weaving.reports import Report, TallyReport
from selon.weaving.tallies import ACTS

A, R, P, T = schema.article.c, schema.reading.c, schema.report.c, schema.tally.c
MOST_EVENTS = 100_000  # reports of one article that keep their order of arrival


def article_of(reading: Reading) -> Article:
    """The article that a reading was made of, as far as the reading tells."""
    return Article(**{f: getattr(reading, f) for f in Article.__struct_fields__})


def digest(article: Article) -> str:
    """The hash of all that an article says: two articles of one id and one digest are the same. The by-line says nothing of the world,
    and ledgers from before it was kept stay as they are: it is left out."""
    said = msgspec.to_builtins(msgspec.structs.replace(article, id="", url=None))
    del said["author"]
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _id_of_address(url: str | None) -> str | None:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16] if url else None


def known_as(conn: Connection, article: Article) -> str:
    """The id under which the ledger keeps an article: its own, or that of the article of its address where one of the two ids is
    made of the address (an id that somebody gave stands for itself)."""
    if conn.execute(sa.select(A.seq).where(A.id == article.id).limit(1)).first() or not article.url:
        return article.id
    others = conn.execute(sa.select(A.id).where(A.url == article.url).order_by(A.seq)).scalars().all()
    made = _id_of_address(article.url)
    return next((o for o in others if made in (o, article.id)), article.id)


def known(conn: Connection, articles: Sequence[Article]) -> list[bool]:
    """Which of these articles the ledger has with their content."""
    there: dict[str, set[str]] = {}
    for part in chunks(sorted({a.id for a in articles})):
        for r in conn.execute(sa.select(A.id, A.digest).where(A.id.in_(part))):
            there.setdefault(r.id, set()).add(r.digest)
    return [digest(a) in there[a.id] if a.id in there else _is_known(conn, a) for a in articles]


def _is_known(conn: Connection, article: Article) -> bool:
    """The same of an article whose id the ledger has not: it may have its address."""
    key = known_as(conn, article) if article.url else article.id
    return key != article.id and conn.execute(sa.select(A.seq).where(A.id == key, A.digest == digest(article))).first() is not None


def plain(text: str | None) -> str | None:
    """Without the one character that PostgreSQL refuses in columns; the body has all."""
    return text.replace("\0", "") if text else text


def days(interval: Interval | None) -> dict[str, int]:
    """An interval as ordinals, 0 where there is none."""
    return {"first": interval.start.toordinal(), "last": interval.end.toordinal()} if interval else {"first": 0, "last": 0}


def span(start: date | None, end: date | None) -> dict[str, int]:
    """Two days as ordinals; one that is missing is taken from the other."""
    first, last = start or end, end or start
    return {"first": first.toordinal(), "last": max(last, first).toordinal()} if first and last else {"first": 0, "last": 0}


def add_article(w: Writing, article: Article, told: Ready) -> str:
    """Takes one article in, with its reading: `known`, `revised` (another text under a known id) or `new`."""
    key = known_as(w.conn, article)
    mark = digest(article)
    old = w.conn.execute(sa.select(A.seq, A.version, A.digest).where(A.id == key).order_by(A.version)).all()
    if any(o.digest == mark for o in old):
        return "known"
    seq = w.number(schema.article)
    article, told = msgspec.structs.replace(article, id=key), named(told, key)
    _end(w, schema.article, [o.seq for o in old])
    w.add(schema.article, [{
        "seq": seq, "id": key, "version": len(old) + 1, "digest": mark, "url": plain(article.url), "outlet": plain(article.outlet),
        "lang": article.lang, **days(told.reading.published), "since": w.moment, "until": FOREVER, "body": pack(article),
    }])
    w.dialect.add_words(w.conn, [(seq, words(f"{article.title or ''}\n{article.text}"))])
    _replace_reading(w, seq, told, [o.seq for o in old])
    add_origin(w, seq, told.sketch, [o.seq for o in old])
    return "revised" if old else "new"


def add_reading(w: Writing, article: int, told: Ready) -> bool:
    """A reading of an article that is there; whether it differs from the one before. The reading, reports and tallies before it retire,
    and none is lost; an equal reading leaves reports and tallies as they are."""
    return _replace_reading(w, article, told, w.conn.execute(sa.select(A.seq).where(A.id == told.reading.id)).scalars().all())


def _replace_reading(w: Writing, article: int, told: Ready, numbers: Sequence[int]) -> bool:
    """The same where the versions that may have been read before are known: none of an article that is new."""
    before = _standing_reading(w, numbers) if numbers else None
    if before is not None:
        _end(w, schema.reading, [before.seq])
    seq = w.number(schema.reading)
    w.add(schema.reading, [{"seq": seq, "article": article, "selon": version(), "since": w.moment, "until": FOREVER, "body": told.body}])
    add_speech(w, seq, told.reading)
    if before is not None and (before.article, before.body) == (article, told.body):
        return False
    past = _retired(w, numbers) if numbers else []
    _add_reports(w, article, seq, told, past, min([article, *numbers]), bool(numbers))
    _add_tallies(w, article, seq, told.tallies)
    return True


def _end(w: Writing, table: sa.Table, seqs: Sequence[int], **also: int) -> None:
    """Rows that held end with this write. They are named by number: by any other name SQLite would go through all rows that hold."""
    if seqs:
        w.conn.execute(sa.update(table).where(table.c.seq.in_(seqs), table.c.until == FOREVER).values(until=w.moment, **also))


def _standing_reading(w: Writing, numbers: Sequence[int]) -> sa.Row[tuple[int, int, bytes]] | None:
    return w.conn.execute(sa.select(R.seq, R.article, R.body).where(R.article.in_(numbers), R.until == FOREVER)).first()


def _retired(w: Writing, numbers: Sequence[int]) -> list[Line]:
    """Retires the reports and tallies of an article; gives the lines of the reports. Weaving is to see that they are gone."""
    olds = w.conn.execute(sa.select(schema.report).where(P.article.in_(numbers), P.until == FOREVER).order_by(P.seq)).all()
    _end(w, schema.report, [o.seq for o in olds], woven=0)
    told = along(sa.select(T.seq).where(T.article.in_(numbers), T.until == FOREVER), schema.tally, "ix_tally_article")
    _end(w, schema.tally, w.conn.execute(told).scalars().all())
    return [Line(o.line, o.arrival, unpack(o.body, Report).event, o.ref) for o in olds]


def read_by_others(conn: Connection, version: str) -> list[int]:
    """The articles (seq) whose standing reading another version of selon made."""
    query = sa.select(R.article).where(R.until == FOREVER, R.selon != version).order_by(R.article)
    return list(conn.execute(query).scalars())


def numbers(conn: Connection, ids: Iterable[str]) -> dict[str, int]:
    """The standing version (seq) of each of these articles that are there."""
    return {r.id: r.seq for part in chunks(sorted(set(ids)))
            for r in conn.execute(sa.select(A.id, A.seq).where(A.id.in_(part), A.until == FOREVER))}


def standing(conn: Connection, seqs: Sequence[int]) -> dict[int, Article]:
    """Articles by number, in the order of their numbers."""
    return {r.seq: unpack(r.body, Article) for part in chunks(sorted(seqs))
            for r in conn.execute(sa.select(A.seq, A.body).where(A.seq.in_(part)).order_by(A.seq))}


def _add_reports(w: Writing, article: int, reading_seq: int, told: Ready, past: Sequence[Line], first: int, again: bool) -> None:
    taken = _lines_taken(w.conn, told.reading, again)
    rows, blocks = [], []
    for report, (line, arrival) in zip(told.reports, lines(told.reading, past, taken, first * MOST_EVENTS), strict=True):
        seq = w.number(schema.report)
        rows.append({
            "seq": seq, "ref": report.ref, "line": line, "arrival": arrival, "article": article, "reading": reading_seq, "woven": 0,
            "since": w.moment, "until": FOREVER, "body": report.body,
        })
        blocks += [{"key": k, "report": seq} for k in report.keys]
    w.add(schema.report, rows)
    w.add(schema.block, blocks)


def _lines_taken(conn: Connection, reading: Reading, again: bool) -> frozenset[str]:
    """The lines that exist of this article, by whatever reading, and those of others that a new one would be called."""
    query = sa.select(P.line).join(schema.article, A.seq == P.article).where(A.id == reading.id)
    mine = conn.execute(query).scalars().all() if again else ()
    wanted = [line_id(f"{reading.id}/{e.id}", frozenset()) for e in reading.events]
    there = [x for part in chunks(wanted) for x in conn.execute(sa.select(P.line).where(P.line.in_(part))).scalars()]
    return frozenset([*mine, *there])


def _add_tallies(w: Writing, article: int, reading_seq: int, tallies: Iterable[TallyReport]) -> None:
    for t in tallies:
        seq = w.number(schema.tally)
        w.add(schema.tally, [{
            "seq": seq, "ref": t.ref, "article": article, "reading": reading_seq, "what": t.tally.what,
            **span(t.tally.since, t.tally.until or (t.published.end if t.published else None)), "since": w.moment, "until": FOREVER,
            "due": int(t.tally.what in ACTS), "body": pack(t),
        }])
        w.add(schema.tally_place, [
            {"tally": seq, "number": i, "country": p.country, **position(p.lat, p.lon)} for i, p in enumerate(t.tally.place)
        ])
        people = {x.name for x in (*t.tally.actor, *t.tally.target)}
        w.add(schema.tally_party, [{"name": n, "tally": seq} for n in sorted(names(w, folded(people)).values())])


def position(lat: float | None, lon: float | None) -> dict[str, float | None]:
    """A point of the unit sphere as columns."""
    x, y, z = point(lat, lon) if lat is not None and lon is not None else (None, None, None)
    return {"x": x, "y": y, "z": z}


def folded(said: Iterable[str]) -> set[str]:
    """Names as they are looked up."""
    return {f for n in said if (f := " ".join(fold(plain(n) or "").split()))}


def names(w: Writing, wanted: Collection[str]) -> dict[str, int]:
    """The numbers of folded names; new ones are added."""
    table = schema.name
    known: dict[str, int] = {}
    for part in chunks(sorted(wanted)):
        known |= {r.folded: r.seq for r in w.conn.execute(sa.select(table).where(table.c.folded.in_(part)))}
    new = {f: w.number(table) for f in sorted(wanted) if f not in known}
    w.add(table, [{"seq": seq, "folded": f} for f, seq in new.items()])
    return known | new


def whole(article: Article, body: bytes) -> Reading:
    """A reading with the words of its article in their place again."""
    return msgspec.structs.replace(unpack(body, Reading), text=article.text, title=article.title, url=article.url)
