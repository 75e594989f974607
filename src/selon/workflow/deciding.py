"""People overrule: what they decide is checked, written with author, time and reason, and at once woven in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import product
from typing import get_args

import sqlalchemy as sa
from msgspec.structs import replace

from selon.errors import UsageError
from selon.ledger import answers, decisions, schema
from selon.ledger.binding import When
from selon.ledger.database import Writing, chunks
from selon.ledger.schema import FOREVER
from selon.ledger.store import Ledger
from selon.model import Decision, DecisionKind, Grade
from selon.workflow.corrections import correct
from selon.workflow.weaving import reweave

Inc, M, P, S = schema.incident.c, schema.member.c, schema.report.c, schema.settled.c
NOW = When(0, newest=True)


@dataclass(frozen=True, slots=True)
class Member:
    """A report of an incident: its name now, and the line that outlives its reading."""

    ref: str
    line: str
    arrival: int


@dataclass(frozen=True, slots=True)
class Meant:
    """A decision worked out: what it is about, which pairs of lines it settles, what it takes the place of, what is to be woven anew."""

    about: tuple[str, ...]
    refs: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    supersedes: tuple[str, ...] = ()


def decide(ledger: Ledger, kind: DecisionKind, about: Sequence[str], value: str | None, author: str, reason: str,
           made: datetime | None = None) -> Decision:
    """Writes a decision and weaves it in, both or neither. UsageError says what is wrong: an unknown incident, report, grade or field.

    merge: two incidents or more. split: reports (`ARTICLE/EVENT`) of one incident, to stand apart from its others. correct: one incident
    and `field=value`. grade, note: one incident, and the grade or the words. undo: one decision.
    """
    with ledger.writing("decide") as w:
        meant = _worked_out(w, kind, tuple(about), value)
        made = made or datetime.now(UTC)
        decision = Decision(id=_name(kind, meant.about, value, author, made), kind=kind, about=meant.about, value=value, author=author,
                            made=made, reason=reason)
        decisions.add(w, decision, meant.pairs, meant.supersedes)
        if kind == "undo":
            _restore(w, meant.about[0], decision)
        if meant.refs:
            reweave(w, meant.refs)
    return decision


def undo(ledger: Ledger, decision: str, author: str, reason: str) -> Decision:
    """Takes a decision back; what it had superseded stands again, as a decision of today."""
    return decide(ledger, "undo", (decision,), None, author, reason)


def _name(*parts: object) -> str:
    return sha256("\n".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _worked_out(w: Writing, kind: DecisionKind, about: tuple[str, ...], value: str | None) -> Meant:
    ways: dict[str, Callable[[Writing, tuple[str, ...], str | None], Meant]] = {
        "merge": _merge, "split": _split, "correct": _correct, "grade": _grade, "note": _note, "undo": _undo,
    }
    if kind not in ways:
        raise UsageError(f"decision {kind!r}: there are {', '.join(ways)}")
    return ways[kind](w, about, value)


def _incident(w: Writing, asked: str) -> str:
    name = answers.standing_id(w.conn, NOW, asked)
    if name is None:
        raise UsageError(f"there is no incident {asked!r}; `selon incidents` lists them")
    return name


def _one(w: Writing, about: tuple[str, ...], kind: str) -> str:
    if len(about) != 1:
        raise UsageError(f"{kind} is about one incident; {len(about)} are named")
    return _incident(w, about[0])


def _members(w: Writing, incident: str) -> list[Member]:
    """The reports of an incident, oldest first."""
    query = sa.select(P.ref, P.line, P.arrival).join(schema.member, M.report == P.seq)
    rows = w.conn.execute(query.where(M.incident == incident, M.until == FOREVER, P.until == FOREVER))
    return sorted((Member(r.ref, r.line, r.arrival) for r in rows), key=lambda m: (m.arrival, m.line))


def _apart(w: Writing, lines: set[str]) -> set[tuple[str, str]]:
    """The pairs of these lines that a standing decision holds apart."""
    d = schema.decision.c
    held = sa.select(S.a, S.b).join(schema.decision, d.seq == S.decision).where(d.until == FOREVER, S.together == 0)
    found = [(r.a, r.b) for part in chunks(sorted(lines)) for r in w.conn.execute(held.where(S.a.in_(part)))]
    return {p for p in found if p[1] in lines}


def _merge(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    names = tuple(dict.fromkeys(_incident(w, a) for a in about))
    if len(names) < 2:
        raise UsageError("merge needs two incidents or more that are not one already")
    members = {n: _members(w, n) for n in names}
    everyone = {m.line for group in members.values() for m in group}
    founder = members[names[0]][0].line
    pairs = {(founder, line) for line in everyone - {founder}} | _apart(w, everyone)
    return Meant(names, frozenset(m.ref for group in members.values() for m in group), frozenset(pairs))


def _split(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    refs = tuple(dict.fromkeys(about))
    rows = [r for part in chunks(refs) for r in w.conn.execute(
        sa.select(P.ref, M.incident).join(schema.member, M.report == P.seq).where(P.ref.in_(part), P.until == FOREVER, M.until == FOREVER))]
    if missing := sorted(set(refs) - {r.ref for r in rows}):
        raise UsageError(f"split: no incident has a report {missing[0]!r}; give ARTICLE/EVENT as `selon show INCIDENT` lists them")
    homes = sorted({r.incident for r in rows})
    if len(homes) != 1:
        raise UsageError(f"split: the reports are of {len(homes)} incidents ({', '.join(homes)}); split one at a time")
    members = _members(w, homes[0])
    chosen, rest = [m for m in members if m.ref in refs], [m for m in members if m.ref not in refs]
    if not rest:
        raise UsageError(f"split: these are all reports of {homes[0]}; name those that are to leave")
    pairs = {(a.line, b.line) for a, b in product(chosen, rest)}
    return Meant((homes[0], *refs), frozenset(m.ref for m in members), frozenset(pairs))


def _correct(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    name = _one(w, about, "correct")
    file = answers.incident_file(w.conn, NOW, name)
    if file is None or value is None:
        raise UsageError("correct needs FIELD=VALUE")
    correct(file.incident, value)
    field = value.partition("=")[0] + "="
    older = _standing(w, name, lambda d: d.kind == "correct" and (d.value or "").startswith(field))
    return Meant((name,), _refs(w, name), supersedes=older)


def _grade(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    if value not in get_args(Grade):
        raise UsageError(f"grade {value!r}: there are {', '.join(get_args(Grade))}")
    name = _one(w, about, "grade")
    return Meant((name,), _refs(w, name), supersedes=_standing(w, name, lambda d: d.kind == "grade"))


def _note(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    if not (value or "").strip():
        raise UsageError("note needs words")
    return Meant((_one(w, about, "note"),))


def _undo(w: Writing, about: tuple[str, ...], value: str | None) -> Meant:
    if len(about) != 1:
        raise UsageError(f"undo is about one decision; {len(about)} are named")
    found = next((d for d in decisions.of(w.conn) if d.id == about[0]), None)
    if found is None:
        raise UsageError(f"there is no decision {about[0]!r}; `selon show INCIDENT` lists those about it")
    if found.superseded or found.kind == "undo":
        raise UsageError(f"decision {found.id} does not stand: it was superseded by {found.superseded}" if found.superseded
                         else f"decision {found.id} is an undo itself; decide again what it took back")
    lines = {x for pair in decisions.settled_by(w.conn, found.id) for x in pair}
    named = {m.ref for a in found.about if (n := answers.standing_id(w.conn, NOW, a)) for m in _members(w, n)}
    kept = {r for part in chunks(sorted(lines))
            for r in w.conn.execute(sa.select(P.ref).where(P.line.in_(part), P.until == FOREVER)).scalars()}
    return Meant((found.id,), frozenset(named | kept) if found.kind != "note" else frozenset(), supersedes=(found.id,))


def _refs(w: Writing, incident: str) -> frozenset[str]:
    return frozenset(m.ref for m in _members(w, incident))


def _standing(w: Writing, incident: str, like: Callable[[Decision], bool]) -> tuple[str, ...]:
    return tuple(d.id for d in decisions.standing(w.conn, {incident}) if like(d))


def _restore(w: Writing, undone: str, by: Decision) -> None:
    """What the undone decision had superseded, again, as decisions of the one who takes it back."""
    for d in decisions.of(w.conn):
        if d.superseded == undone:
            again = replace(d, id=_name(by.id, d.id), author=by.author, made=by.made, superseded=None)
            decisions.add(w, again, decisions.settled_by(w.conn, d.id))
