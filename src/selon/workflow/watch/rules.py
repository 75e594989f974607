"""Which of what is new sets off which alert. Each alert is made once: what set it off is kept by report, so that no merge repeats it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from math import dist

from selon.ledger.entries import TallyEntry
from selon.ledger.globe import chord, point
from selon.ledger.store import Ledger
from selon.model import Incident, Place, Value, WovenDispute
from selon.workflow.watch.settings import RuleSettings
from selon.workflow.watch.state import State


class Alert(Value, frozen=True, kw_only=True):
    """What set off a rule: an incident, with the dispute where it is about one, or a tally with what it was before."""

    id: str
    rule: str
    incident: Incident | None = None
    dispute: WovenDispute | None = None
    tally: TallyEntry | None = None
    before: int | None = None


def refs_of(i: Incident) -> list[str]:
    """The reports of an incident, by which it is known again whatever it is merged with."""
    return [f"{r.article}/{r.event}" for r in i.reports]


def alert_id(rule: str, about: str) -> str:
    """The same for the same thing: whoever gets an alert twice, after a crash, can tell."""
    return hashlib.sha256(f"{rule}\n{about}".encode()).hexdigest()[:16]


def _words(i: Incident) -> str:
    people = " ".join(p.name for p in (*i.actors, *i.targets))
    return f"{i.title} {i.mode or ''} {people} {i.place.name if i.place else ''}".casefold()


def _within(p: Place | None, near: tuple[float, float, float]) -> bool:
    """Whether a place's centre lies in a circle."""
    return p is not None and p.lat is not None and p.lon is not None and dist(point(*near[:2]), point(p.lat, p.lon)) ** 2 <= chord(near[2])


def fits(rule: RuleSettings, i: Incident) -> bool:
    """Whether an incident meets all conditions of a rule."""
    p = i.place
    if rule.country and (p is None or p.country not in rule.country):
        return False
    if rule.type and i.type not in rule.type:
        return False
    if rule.word and rule.word.casefold() not in _words(i):
        return False
    if rule.near and not _within(p, rule.near):
        return False
    if rule.figure:
        return rule.figure in i.figures and i.figures[rule.figure].best > rule.over
    return True


def of_incidents(
    rules: Iterable[RuleSettings], incidents: Sequence[Incident], ledger: Ledger, state: State
) -> Iterator[tuple[Alert, list[str]]]:
    """Alerts that incidents set off, with what is to be remembered."""
    for rule in rules:
        for i in incidents:
            if not fits(rule, i):
                continue
            if rule.on == "incident" and not state.told(rule.name, refs_of(i)):
                yield Alert(id=alert_id(rule.name, min(refs_of(i), default=i.id)), rule=rule.name, incident=i), refs_of(i)
            elif rule.on == "dispute":
                for id in i.disputes:
                    if not state.told(rule.name, [id]) and (d := ledger.dispute(id)) is not None:
                        yield Alert(id=alert_id(rule.name, id), rule=rule.name, incident=i, dispute=d), [id]


def tally_key(t: TallyEntry) -> str:
    """What makes two tallies counts of the same: the kind, the day they count from, the countries."""
    countries = sorted({p.country for p in t.tally.place if p.country})
    return f"{t.tally.what} {t.tally.since or ''} {' '.join(countries)}"


def of_tallies(rules: Iterable[RuleSettings], tallies: Sequence[TallyEntry], state: State) -> Iterator[Alert]:
    """Alerts of counts that are higher than any seen before; the first of its kind is only remembered."""
    for rule in (r for r in rules if r.on == "tally"):
        for t in sorted(tallies, key=lambda t: (t.tally.low or 0, t.ref)):
            low = t.tally.low
            if low is None or (rule.figure and t.tally.what != rule.figure):
                continue
            if rule.country and not {p.country for p in t.tally.place} & set(rule.country):
                continue
            before = state.height(rule.name, tally_key(t))
            if before is not None and low > max(before, rule.over):
                yield Alert(id=alert_id(rule.name, f"{tally_key(t)} {low}"), rule=rule.name, tally=t, before=before)
            if before is None or low > before:
                state.put_height(rule.name, tally_key(t), low)
