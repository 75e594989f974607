"""What weaving made, in versions: incidents with their members and disputes, names that go on, names that lead elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import sqlalchemy as sa

from selon.ledger import decisions, schema
from selon.ledger.articles import folded, names, position, span
from selon.ledger.bits import bits
from selon.ledger.database import Writing, chunks
from selon.ledger.globe import cell
from selon.ledger.packing import pack
from selon.ledger.past import Past
from selon.ledger.schema import FOREVER, LONG, WEIGHT
from selon.ledger.steering import standing
from selon.model import Decision, Incident, SourceKind, Status, WovenDispute
from selon.weaving.past import Edge

P, M, Inc, D, Red = schema.report.c, schema.member.c, schema.incident.c, schema.dispute.c, schema.redirect.c
Groups = Sequence[Sequence[str]]


class Named:
    """Clusters with the names they bear: `refs` by incident; `old` are the incidents whose members these were."""

    def __init__(self, refs: Mapping[str, tuple[str, ...]], old: Collection[str]) -> None:
        self.refs, self.old = dict(refs), frozenset(old)


def keep_edges(w: Writing, past: Past, edges: Iterable[Edge]) -> None:
    """Edges between reports, by the numbers of their rows."""
    edges = list(edges)
    seq = past.seqs({x for e in edges for x in (e.a, e.b)})
    rows = [{"a": seq[e.a], "b": seq[e.b], "likeness": e.likeness, "why": pack(e.why)} for e in edges if e.a in seq and e.b in seq]
    w.add(schema.edge, rows)


def mark_woven(w: Writing, past: Past, refs: Collection[str]) -> None:
    """These reports need not be woven again."""
    for part in chunks(sorted(past.seqs(refs).values())):
        w.conn.execute(sa.update(schema.report).where(P.seq.in_(part)).values(woven=1))


def drop_edges(w: Writing, past: Past, refs: Collection[str]) -> None:
    """Forgets the edges of reports that are to be woven anew."""
    E = schema.edge.c  # noqa: N806
    for part in chunks(sorted(past.seqs(refs).values())):
        w.conn.execute(sa.delete(schema.edge).where(sa.or_(E.a.in_(part), E.b.in_(part))))


def not_standing(w: Writing, past: Past, groups: Groups, fresh: Collection[str], emptied: Collection[str]) -> list[Sequence[str]]:
    """Those of the clusters that are not, report for report, an incident that stands. Where no report is new, there is nothing to do for
    the others."""
    old = [g for g in groups if not any(r in fresh for r in g)]
    seq = past.seqs({r for g in old for r in g})
    home: dict[int, str] = {}
    for part in chunks(sorted(seq.values())):
        query = sa.select(M.report, M.incident).where(M.report.in_(part), M.until == FOREVER)
        home |= {r.report: r.incident for r in w.conn.execute(query)}
    members: dict[str, int] = {}
    for some in chunks(sorted({*home.values()} - set(emptied))):
        count = sa.select(M.incident, sa.func.count()).where(M.incident.in_(some), M.until == FOREVER).group_by(M.incident)
        members |= {r[0]: r[1] for r in w.conn.execute(count)}

    def stands(g: Sequence[str]) -> bool:
        homes = {home.get(seq[r]) for r in g if r in seq}
        return len(homes) == 1 and members.get(homes.pop() or "") == len(g)

    same = {tuple(g) for g in old if stands(g)}
    return [g for g in groups if tuple(g) not in same]


def name_groups(w: Writing, past: Past, groups: Groups, emptied: Collection[str] = ()) -> Named:
    """Gives every cluster its name, that of its oldest line, and writes who is a member of what. A name that no cluster bears any more
    leads to the cluster that has its line, or else to the one that has most of its members."""
    seq = past.seqs({r for g in groups for r in g})
    rows = {r.seq: r for part in chunks(sorted(seq.values()))
            for r in w.conn.execute(sa.select(P.seq, P.ref, P.line, P.arrival).where(P.seq.in_(part)))}
    was = _were(w, rows, [r.line for r in rows.values()])
    refs: dict[str, tuple[str, ...]] = {}
    for g in groups:
        oldest = min((rows[seq[r]] for r in g), key=lambda r: (r.arrival, r.line))
        refs[oldest.line] = tuple(sorted(g))
    _write_members(w, {seq[r]: name for name, group in refs.items() for r in group})
    old = frozenset([*emptied, *(x for x in was.values() if x)])
    _lead_on(w, refs, {r.line: name for name, g in refs.items() for r in (rows[seq[x]] for x in g)}, old)
    return Named(refs, old)


def _were(w: Writing, rows: Mapping[int, object], lines: Sequence[str]) -> dict[str, str | None]:
    """The incident of each line by now: of the report itself, or of the one whose place it takes."""
    found: dict[str, str | None] = dict.fromkeys(lines)
    for part in chunks(sorted(set(lines))):
        query = sa.select(P.line, M.incident).join(schema.member, M.report == P.seq).where(P.line.in_(part), M.until == FOREVER)
        found |= {r.line: r.incident for r in w.conn.execute(query)}
    return found


def _write_members(w: Writing, home: Mapping[int, str]) -> None:
    """Ends the memberships that changed, of these reports, and begins the new ones."""
    now: dict[int, str] = {}
    for part in chunks(sorted(home)):
        query = sa.select(M.report, M.incident).where(M.report.in_(part), M.until == FOREVER)
        now |= {r.report: r.incident for r in w.conn.execute(query)}
    changed = {s: name for s, name in home.items() if now.get(s) != name}
    _end_members(w, [s for s in changed if s in now])
    w.add(schema.member, [{"report": s, "incident": n, "since": w.moment, "until": FOREVER} for s, n in changed.items()])


def _end_members(w: Writing, seqs: Collection[int]) -> None:
    for part in chunks(sorted(seqs)):
        w.conn.execute(sa.delete(schema.member).where(M.report.in_(part), M.until == FOREVER, M.since == w.moment))
        w.conn.execute(sa.update(schema.member).where(M.report.in_(part), M.until == FOREVER).values(until=w.moment))


def retire_members(w: Writing) -> dict[str, list[str]]:
    """Ends the membership of reports that were retired; gives the incidents they were in, with the refs that stay there. Those whose
    retirement no weave has seen are marked as unwoven."""
    retired = w.conn.execute(sa.select(P.seq).where(P.woven == 0, P.until < FOREVER)).scalars().all()
    if not retired:
        return {}
    gone: list[sa.Row[tuple[int, str]]] = []
    for part in chunks(retired):
        gone += w.conn.execute(sa.select(M.report, M.incident).where(M.report.in_(part), M.until == FOREVER)).all()
        w.conn.execute(sa.update(schema.report).where(P.seq.in_(part)).values(woven=1))
    _end_members(w, [r.report for r in gone])
    left: dict[str, list[str]] = {r.incident: [] for r in gone}
    for part in chunks(sorted(left)):
        stay = sa.select(M.incident, P.ref).join(schema.report, P.seq == M.report).where(M.incident.in_(part), M.until == FOREVER)
        for r in w.conn.execute(stay.order_by(P.ref)):
            left[r.incident].append(r.ref)
    return left


def _lead_on(w: Writing, refs: Mapping[str, tuple[str, ...]], line_home: Mapping[str, str], old: Collection[str]) -> None:
    dead = sorted(set(old) - refs.keys())
    went = _went(w, dead)
    leads: dict[str, sa.Row[tuple[str, str | None, int, int]]] = {}
    for part in chunks(sorted({*refs, *dead})):
        leads |= {r.old: r for r in w.conn.execute(sa.select(schema.redirect).where(Red.old.in_(part), Red.until == FOREVER))}
    for name in sorted(refs.keys() & leads.keys()):
        _end_redirect(w, leads[name])
    for name in dead:
        new, now = line_home.get(name) or went.get(name), leads.get(name)
        if now is None or now.new != new:
            if now is not None:
                _end_redirect(w, now)
            w.add(schema.redirect, [{"old": name, "new": new, "since": w.moment, "until": FOREVER}])


def _went(w: Writing, dead: Collection[str]) -> dict[str, str]:
    """Where most members of each dead name are now; ties go to the smaller name."""
    votes: dict[str, Counter[str]] = {}
    before, now = schema.member.alias("before"), schema.member.alias("now")
    for part in chunks(sorted(dead)):
        query = (
            sa.select(before.c.incident.label("old"), now.c.incident.label("new"))
            .join(now, now.c.report == before.c.report)
            .where(before.c.incident.in_(part), before.c.until == w.moment, now.c.until == FOREVER)
        )
        for r in w.conn.execute(query):
            votes.setdefault(r.old, Counter())[r.new] += 1
    return {old: min(c, key=lambda n: (-c[n], n)) for old, c in votes.items()}


def _end_redirect(w: Writing, now: sa.Row[tuple[str, str | None, int, int]]) -> None:
    """A name that leads elsewhere does so no more; what this very write had made never was."""
    same = sa.and_(Red.old == now.old, Red.since == now.since)
    if now.since == w.moment:
        w.conn.execute(sa.delete(schema.redirect).where(same))
    else:
        w.conn.execute(sa.update(schema.redirect).where(same).values(until=w.moment))


def _retire(w: Writing, table: sa.Table, seqs: Collection[int]) -> None:
    """Ends versions; one that this very write had made never was."""
    c = table.c
    for part in chunks(sorted(seqs)):
        fresh = w.conn.execute(sa.select(c.seq).where(c.seq.in_(part), c.since == w.moment)).scalars().all() if w.changed else []
        if fresh and table is schema.incident:
            w.conn.execute(sa.delete(schema.party).where(schema.party.c.incident.in_(fresh)))
            w.conn.execute(sa.delete(schema.incident_body).where(schema.incident_body.c.seq.in_(fresh)))
        if fresh:
            w.conn.execute(sa.delete(table).where(c.seq.in_(fresh)))
        w.conn.execute(sa.update(table).where(c.seq.in_(part)).values(until=w.moment))


def put_incidents(w: Writing, incidents: Iterable[Incident], gone: Collection[str] = ()) -> list[str]:
    """New versions of incidents, and the end of those that are gone; what has not changed is left as it is. Returns what changed."""
    new = {i.id: i for i in incidents}
    packed = {name: pack(i) for name, i in new.items()}
    body = schema.incident_body
    held = standing(sa.select(Inc.seq, Inc.id, body.c.body).join(body, body.c.seq == Inc.seq))
    ended, same = [], set()
    for part in chunks(sorted({*new, *gone})):
        for r in w.conn.execute(held.where(Inc.id.in_(part))):
            if packed.get(r.id) == r.body:
                same.add(r.id)
            else:
                ended.append(r.seq)
    if ended:
        _retire(w, schema.incident, ended)
    changed = [name for name in new if name not in same]
    _add_incidents(w, [new[name] for name in changed], [packed[name] for name in changed])
    return sorted({*changed, *(g for g in gone if g not in new)})


def columns_of(i: Incident, seq: int, moment: int) -> dict[str, object]:
    """What of an incident is asked for, as a row that holds from a moment on."""
    p, when = i.place, span(i.start, i.end)
    lat, lon = (p.lat, p.lon) if p else (None, None)
    harm = {k: f.best for k, f in i.figures.items()}
    return {
        "seq": seq, "id": i.id, "since": moment, "until": FOREVER, "type": i.type, **when,
        "long": int(when["last"] - when["first"] > LONG), "country": p.country if p else None, "lat": lat, "lon": lon, **position(lat, lon),
        "cell": cell(lat, lon), "worst": min(harm.get("killed", 0), WEIGHT) * WEIGHT + min(harm.get("injured", 0), WEIGHT - 1),
        "disputes": len(i.disputes), "grade": i.grade, "roots": i.root_sources, "radius": p.radius_km if p else None,
        "told": i.told.start.toordinal() if i.told else 0, "hedged": i.hedged, "statuses": bits(i.reported, Status),
        "kinds": bits(i.source_kinds, SourceKind), "revised": int(any(len(f.history) > 1 for f in i.figures.values())),
    }


def _add_incidents(w: Writing, incidents: Sequence[Incident], bodies: Sequence[bytes]) -> None:
    seqs = [w.number(schema.incident) for _ in incidents]
    w.add(schema.incident, [columns_of(i, seq, w.moment) for i, seq in zip(incidents, seqs, strict=True)])
    w.add(schema.incident_body, [{"seq": seq, "body": body} for seq, body in zip(seqs, bodies, strict=True)])
    said = [folded({x.name for x in (*i.actors, *i.targets)} | {r.actor for r in i.responsibility}) for i in incidents]
    known = names(w, set().union(*said))
    w.add(schema.party, [
        {"name": known[n], "first": span(i.start, i.end)["first"], "incident": seq}
        for i, seq, mine in zip(incidents, seqs, said, strict=True) for n in sorted(mine)
    ])


def decided(w: Writing, groups: Mapping[str, Sequence[str]]) -> dict[str, tuple[Decision, ...]]:
    """The grades and corrections that stand of each incident: those about its own name, and about names that lead to it."""
    if not w.conn.execute(sa.select(schema.decision.c.seq).limit(1)).first():
        return {}
    leads: dict[str, str] = {name: name for name in groups}
    ahead = set(groups)
    while ahead:
        found: dict[str, str] = {}
        for part in chunks(sorted(ahead)):
            query = sa.select(Red.old, Red.new).where(Red.new.in_(part), Red.until == FOREVER)
            found |= {r.old: leads[r.new] for r in w.conn.execute(query) if r.old not in leads}
        leads |= found
        ahead = set(found)
    held: dict[str, list[Decision]] = {}
    for d in decisions.standing(w.conn, leads):
        if d.kind in ("grade", "correct"):
            for name in dict.fromkeys(leads[x] for x in d.about if x in leads):
                held.setdefault(name, []).append(d)
    return {name: tuple(sorted(ds, key=lambda d: (name in d.about, d.made, d.id))) for name, ds in held.items()}


def put_disputes(w: Writing, disputes: Iterable[WovenDispute], incidents: Collection[str], tallies: Collection[str] = ()) -> None:
    """The disputes about these incidents and these tallies (by ref), all of them: those that are gone end, new ones begin."""
    new = {d.id: d for d in disputes}
    packed = {name: pack(d) for name, d in new.items()}
    ended, same = [], set()
    for column, values in ((D.incident, incidents), (D.tally, tallies)):
        for part in chunks(sorted(values)):
            only = (D.tally.is_(None),) if column is D.incident else ()
            for r in w.conn.execute(sa.select(D.seq, D.id, D.body).where(column.in_(part), D.until == FOREVER, *only)):
                if packed.get(r.id) == r.body:
                    same.add(r.id)
                else:
                    ended.append(r.seq)
    if ended:
        _retire(w, schema.dispute, ended)
    fresh = [new[name] for name in sorted(new.keys() - same)]
    days = _days_of(w, fresh)
    w.add(schema.dispute, [{
        "seq": w.number(schema.dispute), "id": d.id, "since": w.moment, "until": FOREVER, "about": d.about, "degree": d.degree,
        "incident": d.incident, "tally": d.tally, **days.get(d.incident or d.tally or "", span(None, None)), "body": packed[d.id],
    } for d in fresh])


def _days_of(w: Writing, disputes: Iterable[WovenDispute]) -> dict[str, dict[str, int]]:
    """When what is disputed is said to have been, by incident or else by tally."""
    found: dict[str, dict[str, int]] = {}
    wanted = [(d.incident, d.tally) for d in disputes]
    held = standing(sa.select(Inc.id, Inc.first, Inc.last))
    for part in chunks(sorted({i for i, _ in wanted if i})):
        found |= {r.id: {"first": r.first, "last": r.last} for r in w.conn.execute(held.where(Inc.id.in_(part)))}
    t = schema.tally.c
    for part in chunks(sorted({t for i, t in wanted if t and not i})):
        rows = w.conn.execute(sa.select(t.ref, t.first, t.last).where(t.ref.in_(part), t.until == FOREVER))
        found |= {r.ref: {"first": r.first, "last": r.last} for r in rows}
    return found


def day(number: int) -> date | None:
    """An ordinal as a day, null for 0."""
    return date.fromordinal(number) if number else None
