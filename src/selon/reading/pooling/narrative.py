"""Tenses of narration: a present or future that tells of a day gone by (« Le 3 mai, la police arrête ... », « il sera exilé en 1815 »)."""

from __future__ import annotations

from selon.languages.syntax import Token
from selon.model import Interval, Status, Time
from selon.reading.mentions import Mention

MAIN = frozenset({"root", "ROOT", "conj", "advcl"})        # what somebody said would be may not have come


def told_status(m: Mention, time: Time | None, published: Interval | None) -> Status:
    """The status of a mention by its clause's day: what is told of a day before the article came out has happened, whatever its tense.
    "Since Monday" is no day gone by."""
    if published is None or time is None or time.end is None or time.end >= published.start or time.extent != "point":
        return m.status
    if m.status == "ongoing" and _finite(m.trigger, "Pres"):
        return "happened"
    future = any(_finite(t, "Fut") for t in (m.trigger, *m.sentence.children(m.trigger, "aux")))
    return "happened" if m.status == "planned" and future and m.trigger.rel in MAIN else m.status


def _finite(t: Token, tense: str) -> bool:
    return t.feats.get("Tense") == tense and t.feats.get("VerbForm") == "Fin"
