"""What kind of act the tellings of one event tell of, and by which means it was done.

Measured on 1,953 judged events: a mode taken over from another telling was wrong mostly where it names a deed of its own ("beat", "rob",
"abduct" of a killing told first) or was told sentences away (the bombs of the next paragraph), hardly ever where it names a means.
"""

from __future__ import annotations

from selon.model import EventType
from selon.reading.mentions import Mention
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.wording import FORCE, definite
from selon.reading.predicates.untold import MURDER

MEANS = frozenset({"firearms", "explosives", "stab", "chemical", "vehicle", "artillery", "aerial", "drone", "missile", "rocket", "cyber"})
BESIDE = frozenset({"clash", "ambush"})         # told of a harm by the words of its own sentence
CLOSE = 3           # sentences from the first telling in which the means of the act are told
REAL = frozenset({"happened", "ongoing"})
SENTENCES = frozenset({"COERCE-SENTENCE", "COERCE-CONVICT"})
CRASHES = frozenset({"ACCIDENT-CRASH", "ACCIDENT-HIT"})
KILL = "HARM-KILL"
KILLING = MURDER | {"HARM-KILL-N"}     # murders told beside bombings are not done by them
OPEN = frozenset({"ASSAULT-OFFENSIVE"})         # of many deeds, each done by means of its own


def type_of(mentions: list[Mention]) -> EventType:
    """The type most mentions have, the first one's where they tie; what came of a deed says little of its kind. An accident is told as one
    by the text, not by a headline alone."""
    found, body = _type(mentions), [m for m in mentions if m.sentence.field == "text"]
    return "ASSAULT" if found == "ACCIDENT" and body and all(m.type == "ASSAULT" and m.either for m in body) else found


def _type(mentions: list[Mention]) -> EventType:
    others = [m for m in mentions if not m.own] or mentions
    own = any(m.own and m.status in REAL and m.trigger.feats.get("VerbForm") != "Inf" for m in mentions)
    if _by_mishap(others) or (own and not any(_done_to_others(m) for m in others)):
        return "ACCIDENT"
    first = _first(mentions)
    if first.type == "ACCIDENT" and first.either and not first.own:
        return "ACCIDENT"                       # its own words, or the page's
    deeds = _deeds(others)
    kinds = [m.type for m in deeds]
    best = max(kinds, key=lambda k: (kinds.count(k), -kinds.index(k)))
    meant = any(m.frame in MURDER and m.type == "ASSAULT" for m in deeds) and 2 * kinds.count(best) <= len(kinds)
    killed = first.frame == KILL and first.type == "ASSAULT" and bool(first.actor)        # the crash told beside it is another matter
    return "ASSAULT" if best == "ACCIDENT" and (meant or killed) else best


def _deeds(mentions: list[Mention]) -> list[Mention]:
    """The tellings of what was done, not only of what came of it: murders are deeds; whoever shoots and crashes afterwards shot."""
    deeds = [m for m in mentions if m.harm not in HURT or not m.either]
    first = _first(mentions)
    if first.type == "ASSAULT" and first.frame.startswith("ASSAULT"):
        deeds = [m for m in deeds if m.frame not in CRASHES]
    return deeds or mentions


def _by_mishap(mentions: list[Mention]) -> bool:
    """Whether a deed that may be either was once called an accident, by its first tellings, or of the act as such ("the shooting was
    accidental"), and no telling says that it was meant: what a page tells below of another shot is another's."""
    called = [m for m in mentions if m.type == "ACCIDENT" and (m.either or (m.plain and m.mode == "firearms"))]     # "the gun went off"
    first = _first(mentions).sentence.index
    shared = any(m.sentence.field == "title" or m.sentence.index <= first + CLOSE or definite(m) for m in called)
    told = shared or 2 * len(called) > len(mentions)
    return bool(called) and told and all(m.type == "ACCIDENT" or m.either for m in mentions)


def _done_to_others(m: Mention) -> bool:
    """Whether a telling besides "he shot himself" is of somebody else: by whom, or of several acts."""
    return bool(m.actor) or not m.either or (m.nominal and m.harm is None and m.trigger.feats.get("Number") == "Plur")


def _first(mentions: list[Mention]) -> Mention:
    """The telling that an event is known by: the first of the text."""
    return next((m for m in mentions if m.sentence.field == "text"), mentions[0])


def mode_of_all(mentions: list[Mention]) -> str | None:
    """The mode of the telling that an event is known by, the first of the text; else what its sentence tells, else the means that most
    tellings name, if near it or in half of all."""
    first = _first(mentions)
    if first.frame in SENTENCES:
        return None                             # whoever is convicted need not be held
    if first.mode is None and first.type not in FORCE:             # "threatened to cut off relations"
        return next((m.mode for m in mentions if m.mode and m.sentence is first.sentence and m.type == first.type), None)
    if first.mode is not None or not _left_open(first):
        return first.mode
    crash = any(m.frame in CRASHES for m in mentions if m.sentence is first.sentence)
    if crash and first.type == "ACCIDENT":
        return None                             # whoever was shot before a crash was not shot in it
    here = [m.mode for m in mentions if m.sentence is first.sentence and m.mode in (MEANS | BESIDE if first.harm in HURT else MEANS)]
    if here:
        return here[0]
    told = [m for m in mentions if m.mode in MEANS]
    modes = [m.mode for m in told]
    best = max(modes, key=lambda k: (modes.count(k), -modes.index(k)), default=None)
    shared = [m for m in told if m.mode == best]
    close = any(m.sentence.field == "title" or m.sentence.index - first.sentence.index <= CLOSE for m in shared)
    near = close and first.frame not in KILLING
    return best if near or (first.type == "ASSAULT" and 2 * len(shared) >= len(mentions)) else None


def _left_open(m: Mention) -> bool:
    """Whether a telling leaves open by which means the act was done: no crash, no offensive."""
    return m.frame not in OPEN and (m.either or m.frame.startswith(("HARM", "ASSAULT", "INTERCEPT")))
