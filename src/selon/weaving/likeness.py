"""How alike two reports are: named features, learnt weights, a probability that explains itself.

Each feature below is a number from two reports' traits and has a line in docs/weaving.md; `training/likeness.py` learns the weights.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

import msgspec

from selon.atlas import globe
from selon.weaving.past import Edge
from selon.weaving.traits import Traits, cosine

WEIGHTS = Path(__file__).parent / "data" / "likeness.toml"
APART = frozenset({"beside_other_day", "beside_other_place"})  # features that hold two events of one article apart for good
TIES = frozenset({"same_mark", "same_victim", "same_person"})  # features that hold them together all the same
FRESH = 2  # days from an act to news of it
FEW = 0.1  # likeness of words under which two articles hardly tell of one thing
TELLING = 4.0  # log2 of the number (15) from which a shared toll says all that it can


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`likeness.toml`: log odds without any feature, the weight of each, and the likeness at which clusters join."""

    base: float
    threshold: float
    features: dict[str, float]


@cache
def weights() -> Weights:
    """The weights that ship."""
    return msgspec.toml.decode(WEIGHTS.read_bytes(), type=Weights)


def km(a: Traits, b: Traits) -> float | None:
    """Distance of two places; null where one has no position."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    return globe.km(a.lat, a.lon, b.lat, b.lon)


def gap(a: Traits, b: Traits) -> int | None:
    """Days between the two stretches of time; 0 where they meet; null where one has none."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return None
    return max(0, b.first - a.last, a.first - b.last)


def features(a: Traits, b: Traits) -> dict[str, float]:
    """Every feature that is not 0, by name."""
    out: dict[str, float] = {}
    _kind(a, b, out)
    if a.article == b.article:
        _beside(a, b, out)
    else:
        _when(a, b, out)
        _where(a, b, out)
        _words(a, b, out)
    _who(a, b, out)
    _figures(a, b, out)
    return {k: v for k, v in out.items() if v}


def _kind(a: Traits, b: Traits, out: dict[str, float]) -> None:
    out["other_kind"] = float(a.kind != b.kind)
    out["other_type"] = float(a.kind == b.kind and a.type != b.type)
    if a.mode and b.mode:
        out["same_mode" if a.mode == b.mode else "other_mode"] = 1.0
    out["other_reality"] = float(a.real != b.real)
    out["both_lead"] = float(a.lead and b.lead)
    out["no_lead"] = float(not a.lead and not b.lead)
    out["one_old"] = float(a.old != b.old)


def _beside(a: Traits, b: Traits, out: dict[str, float]) -> None:
    """Two events of one article: the reading holds them for two, so something must tie them."""
    out["same_article"] = 1.0
    out["in_context"] = max(_leans(a, b), _leans(b, a))
    if a.said and b.said:
        out["beside_other_day"] = float((gap(a, b) or 0) > 0)
        out["beside_same_day"] = float(gap(a, b) == 0)
    if a.placed and b.placed:
        apart, named = km(a, b), bool(a.place & b.place)
        far = (apart is None or apart > 5.0) if a.precise and b.precise else apart is not None and apart > a.radius + b.radius + 5.0
        out["beside_same_place"] = float(named)
        out["beside_other_place"] = float(not named and (far or bool(a.country and b.country and a.country != b.country)))
    out["again"] = float(a.again or b.again)


def _leans(a: Traits, b: Traits) -> float:
    """Whether an event takes its setting from another one: wholly, or in part."""
    if a.after is None or a.after != b.event or a.real != b.real:
        return 0.0
    return 0.5 if a.placed or a.said else 1.0


def _when(a: Traits, b: Traits, out: dict[str, float]) -> None:
    days = gap(a, b)
    if days is None:
        out["no_day"] = 1.0
    elif a.said and b.said:
        out["same_day"] = float(days == 0)
        out["next_day"] = float(days == 1)
        out["next_day_moved"] = float(days == 1 and _moved(a, b))
        late = "_aftermath" if a.aftermath or b.aftermath else ""
        out[f"days_apart{late}"] = float(days in (2, 3))
        out[f"week_apart{late}"] = float(days > 3)
    elif a.dated and b.dated:
        out["context_day"] = float(days == 0)
        out["other_context_day"] = float(days > 0)
    else:
        out["may_be_day"] = float(days == 0)
        out["may_not_be_day"] = float(days > 0 and not any(t.update and not t.dated for t in (a, b)))
    if a.published and b.published:
        between = max(0, b.published[0] - a.published[1], a.published[0] - b.published[1])
        out["published_apart"] = min(1.0, math.log1p(between) / math.log(366))
    out["again"] = float(bool(days) and a.said and b.said and (a.again or b.again))


def _moved(a: Traits, b: Traits) -> bool:
    """Whether each is fresh news, and what is told of the later day was also published later: then the days are hardly one night's."""
    first, second = (a, b) if (a.first or 0) < (b.first or 0) else (b, a)
    if first.published is None or second.published is None:
        return False
    fresh = all(t.published and t.last and t.published[1] - t.last <= FRESH for t in (first, second))
    return fresh and first.published[1] < second.published[0]


def _where(a: Traits, b: Traits, out: dict[str, float]) -> None:
    apart = km(a, b)
    out["same_place_name"] = float(bool(a.place & b.place))
    out["other_country"] = float(bool(a.country and b.country and a.country != b.country))
    if apart is None:
        out["no_place"] = float(not a.place & b.place)
        out["vague"] = float(not a.place & b.place and not (a.said and b.said))
        return
    beyond = max(0.0, apart - a.radius - b.radius)
    out["within"] = float(beyond <= 5.0)
    out["near"] = float(5.0 < beyond <= 40.0)
    out["far"] = float(beyond > 40.0)
    out["very_far"] = float(beyond > 150.0)
    out["other_site"] = float(beyond > 5.0 and a.precise and b.precise and not a.place & b.place)


def _who(a: Traits, b: Traits, out: dict[str, float]) -> None:
    late = "_week_apart" if a.article != b.article and (gap(a, b) or 0) > 3 else ""
    for name, x, y in (("actor", a.actors, b.actors), ("target", a.targets, b.targets)):
        if x and y:
            out[f"same_{name}" if x & y else f"other_{name}"] = 1.0
    if a.victims and b.victims:
        out["same_victim" if a.victims & b.victims else "other_victim"] = 1.0
    if a.weapons and b.weapons:
        out["same_weapon" if a.weapons & b.weapons else "other_weapon"] = 1.0
    if a.marks and b.marks:
        shared = len(a.marks & b.marks)
        out[f"same_mark{late}"], out[f"same_marks{late}"], out["other_marks"] = float(shared > 0), float(shared > 1), float(not shared)
    if a.people and b.people:
        out[f"same_person{late}" if a.people & b.people else "other_people"] = 1.0
    if a.ages and b.ages:
        alike = len(a.ages & b.ages)
        out["same_ages"] = alike / min(len(a.ages), len(b.ages))
        out["other_ages"] = float(not alike)


def _figures(a: Traits, b: Traits, out: dict[str, float]) -> None:
    for what in ("killed", "injured"):
        x, y = a.figures.get(what), b.figures.get(what)
        if x and y:
            meet = (x[1] is None or y[0] <= x[1]) and (y[1] is None or x[0] <= y[1])
            out[f"same_{what}"] = min(1.0, math.log2(1 + min(x[0], y[0])) / TELLING) if meet else 0.0
            out[f"other_{what}"] = 0.0 if meet else min(1.0, abs(math.log((1 + x[0]) / (1 + y[0]))))
    shared = (a.figures.keys() & b.figures.keys()) - {"killed", "injured"}
    if shared:
        same = sum(a.figures[w] == b.figures[w] for w in shared)
        out["same_counts"], out["other_counts"] = float(same > 0), float(same == 0)


def _words(a: Traits, b: Traits, out: dict[str, float]) -> None:
    """Likeness of words: worth less where both tell their day and it is not the same, for one reporter tells two acts in the same words."""
    days = gap(a, b)
    other = "" if not days or not (a.said and b.said) else "_other_day" if days <= 3 else "_week_apart"
    out[f"names{other}"] = cosine(a.names, b.names)
    if a.lang != b.lang:
        out["other_language"] = 1.0
        return
    told = cosine(a.told, b.told)
    out[f"told_words{other}"] = told
    if a.lead and b.lead:
        whole = cosine(a.words, b.words)
        out[f"words{other}"] = whole
        out["no_words"] = max(0.0, 1.0 - whole / FEW)
    elif a.lead or b.lead:
        out[f"words_of_other{other}"] = max(cosine(a.told, b.words), cosine(a.words, b.told))


def likeness(a: Traits, b: Traits) -> tuple[float, dict[str, float]]:
    """The probability that two reports tell of one incident, and the log odds that each feature adds."""
    w = weights()
    shares = {name: w.features.get(name, 0.0) * value for name, value in features(a, b).items()}
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, w.base + sum(shares.values()))))), shares


def edge(a: Traits, b: Traits, least: float) -> Edge | None:
    """The edge between two reports; null below `least`. Its likeness is 0 where one article tells them as two and no mark
    (a victim, a street) ties them: such are never joined."""
    if b.ref < a.ref:
        a, b = b, a
    p, shares = likeness(a, b)
    if APART & shares.keys() and not TIES & shares.keys():
        p = 0.0
    elif p < least:
        return None
    why = sorted(((k, round(v, 3)) for k, v in shares.items() if abs(v) >= 0.0005), key=lambda kv: (-abs(kv[1]), kv[0]))
    return Edge(a=a.ref, b=b.ref, likeness=round(p, 6), why=tuple(why))
