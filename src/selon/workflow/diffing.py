"""What changed: between two states of a ledger, and between two readings of one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal

import msgspec
import sqlalchemy as sa

from selon.errors import UsageError
from selon.ledger import answers, articles, schema
from selon.ledger.binding import When
from selon.ledger.database import chunks
from selon.ledger.packing import unpack
from selon.ledger.store import AsOf, Ledger
from selon.ledger.tables import Row, incident_row
from selon.model import Article, Incident, Reading, Value

Inc = schema.incident.c
QUIET = frozenset({"id", "reports", "disputes"})  # columns of ids: their counts tell enough


class FieldChange(Value, frozen=True, kw_only=True):
    """One column of an incident's row, before and after, as text."""

    field: str
    before: str
    after: str


class IncidentChange(Value, frozen=True, kw_only=True):
    """What became of one incident: `new`, `changed` (with the fields), `merged` (into another), or `gone`."""

    kind: Literal["new", "changed", "merged", "gone"]
    incident: str
    title: str
    into: str | None = None
    fields: tuple[FieldChange, ...] = ()


class ReadingChange(Value, frozen=True, kw_only=True):
    """What a new reading of an article has that the one before had not, or the other way round, in the words of the article."""

    article: str
    what: Literal["claim", "event", "tally", "quantity", "place", "time"]
    kind: Literal["new", "changed", "gone"]
    words: str
    fields: tuple[FieldChange, ...] = ()


def between(ledger: Ledger, since: AsOf, until: AsOf = None) -> Iterator[IncidentChange]:
    """The incidents that differ between two states, by id."""
    with ledger.database.read() as conn:
        before, after = _state(conn, since), _state(conn, until)
        if before.moment > after.moment:
            raise UsageError(f"{since} is after {until}")
        touched = sa.select(Inc.id).where(
            sa.or_(Inc.since.between(before.moment + 1, after.moment), Inc.until.between(before.moment + 1, after.moment))
        )
        names = sorted(set(conn.execute(touched).scalars()))
        for part in chunks(names):
            old, new = _incidents(conn, before, part), _incidents(conn, after, part)
            for name in part:
                if change := _change(conn, after, name, old.get(name), new.get(name)):
                    yield change


def _state(conn: sa.Connection, as_of: AsOf) -> When:
    when = answers.moment_of(conn, as_of)
    if when is None:
        raise UsageError(f"{as_of!r} is neither a time nor a release; `selon release` without a name lists the releases")
    return When(when.moment, newest=False)


def _incidents(conn: sa.Connection, when: When, names: Sequence[str]) -> dict[str, Incident]:
    seqs = conn.execute(sa.select(Inc.seq).where(Inc.id.in_(names), when.holds(schema.incident))).scalars().all()
    return {i.id: i for i in answers.incidents(conn, when, seqs)}


def _change(conn: sa.Connection, after: When, name: str, old: Incident | None, new: Incident | None) -> IncidentChange | None:
    if old is None and new is None:
        return None
    if old is None and new is not None:
        return IncidentChange(kind="new", incident=name, title=new.title)
    if old is not None and new is None:
        into = answers.standing_id(conn, after, name)
        return IncidentChange(kind="merged" if into else "gone", incident=name, title=old.title, into=into)
    assert old is not None
    assert new is not None
    fields = changes(incident_row(old), incident_row(new))
    return IncidentChange(kind="changed", incident=name, title=new.title, fields=fields) if fields else None


def changes(old: Mapping[str, Any], new: Row) -> tuple[FieldChange, ...]:
    """The columns in which two rows differ."""
    return tuple(
        FieldChange(field=k, before=_text(old.get(k)), after=_text(new.get(k)))
        for k in new if k not in QUIET and old.get(k) != new.get(k)
    )


def _text(value: object) -> str:
    return "" if value is None else "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def readings(ledger: Ledger, article: str) -> tuple[Reading, Reading] | None:
    """The last two readings of an article, or of its last two versions; None where there is but one."""
    A, R = schema.article.c, schema.reading.c  # noqa: N806
    with ledger.database.read() as conn:
        query = sa.select(R.body, A.body.label("text")).join(schema.article, A.seq == R.article).where(A.id == article)
        rows = conn.execute(query.order_by(R.seq.desc()).limit(2)).all()
    if not rows:
        raise UsageError(f"there is no article {article!r}; `selon articles` lists them")
    made = [articles.whole(unpack(r.text, Article), r.body) for r in rows]
    return (made[1], made[0]) if len(made) == 2 else None


KINDS: tuple[tuple[Literal["claim", "event", "tally", "quantity", "place", "time"], str], ...] = (
    ("claim", "claims"), ("event", "events"), ("tally", "tallies"), ("quantity", "quantities"), ("place", "places"), ("time", "times"),
)


def of_readings(old: Reading, new: Reading) -> Iterator[ReadingChange]:
    """What differs between two readings of one article: things are the same where they stand on the same words, at the same place of the
    text or, in a revised text, the first with the first, and so on."""
    moved = (old.text, old.title) != (new.text, new.title)
    for what, attribute in KINDS:
        before, after = _by_words(old, attribute, moved), _by_words(new, attribute, moved)
        for key in sorted(before.keys() | after.keys()):
            x, y = before.get(key), after.get(key)
            if x is None or y is None:
                yield ReadingChange(article=new.id, what=what, kind="new" if x is None else "gone", words=key[1])
            elif fields := changes(_plain(x), _plain(y)):
                yield ReadingChange(article=new.id, what=what, kind="changed", words=key[1], fields=fields)


def _plain(thing: Value) -> Row:
    """A thing without its name, which counts through the reading, and without where its words stand, which a revised text moves."""
    row = msgspec.to_builtins(thing)
    return {k: v for k, v in row.items() if k not in ("id", "claim", "by", "confidence", "span", "trigger", "mentions", "content", "cue")}


def _by_words(r: Reading, attribute: str, moved: bool) -> dict[tuple[int, str], Value]:
    """Things by their words, and by where these stand or, where the text has moved, by which of those with the same words they are."""
    found: dict[tuple[int, str], Value] = {}
    for thing in getattr(r, attribute):
        spans = getattr(thing, "content", None) or (getattr(thing, "trigger", None) or thing.span,)
        text = (r.title or "") if thing.field == "title" else r.text
        words = " … ".join(text[a:b] for a, b in spans)
        turn = 0 if moved else spans[0][0]
        while (turn, words) in found:
            turn += 1
        found[turn, words] = thing
    return found
