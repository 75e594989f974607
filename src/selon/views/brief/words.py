"""What a brief says of an incident, in plain text; the two forms only dress it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from selon.ledger.entries import TallyEntry
from selon.model import EventType, Figure, FigureStep, Incident, Side
from selon.views import wording
from selon.views.brief.gathering import Change
from selon.views.exports.columns import place_name
from selon.views.sharing import Cited

NOTE = (
    "Read and woven by a machine out of the press. It says what was told, by whom; not what happened. "
    "Check the sources before you rely on it."
)
# Groups of types that share a colour; told apart by colour-blind eyes (Okabe and Ito 2008).
GROUPS: dict[str, tuple[str, frozenset[EventType]]] = {
    "force": ("#D55E00", frozenset({"ASSAULT", "INTERCEPT"})),
    "harm without intent": ("#E69F00", frozenset({"ACCIDENT", "DISASTER"})),
    "pressure": ("#0072B2", frozenset({"COERCE", "THREATEN", "SANCTION", "MOBILIZE", "PROTEST"})),
    "movement and relief": ("#009E73", frozenset({"EVACUATE", "RETREAT", "AID"})),
    "words": ("#7A7A7A", frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "REQUEST", "ACCUSE", "REJECT"})),
}


def group(i: Incident) -> str:
    """The group of an incident's type."""
    return next(name for name, (_, types) in GROUPS.items() if i.type in types)


def is_doubtful(i: Incident) -> bool:
    """Whether half the voices or more are hedged, or tell it as not having happened."""
    voices = sum(i.reported.values())
    unreal = sum(n for s, n in i.reported.items() if s not in ("happened", "ongoing"))
    return voices > 0 and 2 * max(unreal, i.hedged) >= voices


def figure(what: str, f: Figure) -> str:
    """`killed 4 (2–9)`: best, and the range where it is wider."""
    low, high = f.low, f.high
    if high is None:
        return f"{what} {f.best}, {low} or more"
    return f"{what} {f.best}" + (f" ({low}–{high})" if low != high else "")


def figures(i: Incident) -> str:
    """All figures of an incident."""
    return "; ".join(figure(w, f) for w, f in sorted(i.figures.items()))


def where(i: Incident) -> str:
    """The place with its country and radius, or why there is none."""
    p = i.place
    if p is None:
        return "no place told"
    name = ", ".join(dict.fromkeys(x for x in (place_name(p), p.admin1, p.country) if x))
    return f"{name} ± {p.radius_km:.0f} km" if p.radius_km and p.lat is not None else name


def when(i: Incident) -> str:
    """The day or days."""
    if i.start is None and i.end is not None:
        return f"by {wording.day(i.end)}"
    return wording.days(i.start, i.end) or "no day told"


def told(i: Incident) -> str:
    """How often it is told, and as what."""
    by = f"{wording.plural(i.articles, 'article')}, {wording.plural(i.origins, 'origin')}, {wording.plural(i.root_sources, 'root source')}"
    as_ = ", ".join(f"{s} {n}" for s, n in sorted(i.reported.items(), key=lambda x: -x[1]))
    hedged = f", hedged {i.hedged}" if i.hedged else ""
    return f"{by}; told as {as_}{hedged}" if as_ else by


def people(i: Incident) -> str:
    """`A → B`."""
    sides = [", ".join(dict.fromkeys(p.name for p in side)) for side in (i.actors[:3], i.targets[:3])]
    return " → ".join(s or "?" for s in sides) if any(sides) else ""


def step(s: FigureStep) -> str:
    """One step of a figure's history."""
    day = wording.day(s.day) if isinstance(s.day, date) else "?"
    high = s.best if s.high is None else s.high
    wide = f" ({s.low}–{high})" if s.low != high else ""
    return f"{s.best}{wide} on {day}" + (f", {s.root_source}" if s.root_source else "")


def change(c: Change) -> str:
    """`killed: 3 on 18 Oct, the ministry → 9 on 20 Oct, the governor`."""
    return f"{c.what}: " + " → ".join(map(step, (c.before, *c.steps)))


def side(s: Side, cited: Iterable[Cited]) -> str:
    """`“four others”, Agency A, Daily E`: the words of one side of a dispute, and who printed them."""
    outlets = {c.id: c.outlet or c.id for c in cited}
    by = ", ".join(dict.fromkeys(outlets.get(r.article, r.article) for r in s.refs))
    said = f"“{' '.join(s.says.split())}”" if s.says.strip() else ""
    return ", ".join(filter(None, (said, by)))


def tally(t: TallyEntry) -> str:
    """`≥ 19 attacks since 17 Oct 2023, Pentagon`."""
    number = wording.number(t.tally.low, t.tally.high, t.tally.bound)
    since = f" since {wording.day(t.tally.since)}" if t.tally.since else ""
    return f"{number} {t.tally.what}{since}, {t.source or t.outlet or 'an article'}"
