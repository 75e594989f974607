"""What hurt people: an attack, an accident or a disaster, where the verb alone does not say; and what an intention is called."""

from __future__ import annotations

from selon.languages.syntax import Token
from selon.model import EventType
from selon.reading.predicates.entries import fit_noun
from selon.reading.predicates.match import Match
from selon.reading.predicates.mishap import in_mishap
from selon.reading.predicates.phrases import lemma, modifiers
from selon.reading.predicates.roles import Roles, bind
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import FrameEntry, Pattern, Predicates
from selon.reading.predicates.status import Reality
from selon.reading.predicates.unmeant import unmeant
from selon.reading.predicates.untold import FORCIBLE, KINDS, MISHAPS, Cause, untold_cause

COOPERATIVE = frozenset({"AID", "COOPERATE", "CONCEDE"})
HURTING = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "COERCE"})
# "fall", "crash" tell nothing of an attack unless a missile does, "hit" of no mishap unless a car or a storm does
TWOFOLD = frozenset({"ASSAULT-LAND", "ACCIDENT-HIT", "DISASTER-HIT", "ASSAULT-SINK"})
DONE_BY = frozenset({"ASSAULT", "ACCIDENT", "DISASTER", "INTERCEPT"})      # by whoever did what they come of; not "jailed for murder"
BLUNT = frozenset({"ASSAULT-STRIKE", "ASSAULT-BLAST", "ASSAULT-DESTROY"})
NONE: dict[str, tuple[Pattern, ...]] = {}
ENOUGH = 2          # words of one kind that make a page speak of it
SPARSE = 10         # sentences for each word of force, from which a page only touches upon it


def page_type(scene: Scene) -> EventType | None:
    """Which of attack, accident and disaster the page speaks of most, by its nouns and verbs; null where it speaks of none."""
    votes: dict[str, int] = {"ASSAULT": 0, "ACCIDENT": 0, "DISASTER": 0}
    known = scene.known
    for s in scene.page.sentences:
        weight = 3 if s.field == "title" else 1
        for t in (t for t, form in scene.entered(s) if form.votes) if s.parsed else ():
            table = known.nouns if t.pos == "NOUN" else known.verbs if t.pos == "VERB" else NONE
            entries = table.get(lemma(t)) if table else None
            if entries:
                found = [p for p in entries if p.frame.code not in TWOFOLD and (t.pos == "VERB" or not p.words or fit_noun(s, t, p))]
                kinds = {p.frame.type for p in found} & votes.keys()            # bombs explode, and so do boilers
                if len(kinds) == 1 and found[-1].frame.type in votes and not _ambiguous(found[-1].frame):
                    votes[found[-1].frame.type] += weight
    best = max(votes, key=lambda k: votes[k])
    if scene.sick >= votes[best]:
        return None                             # a page about a disease
    scene.sparse = votes[best] * SPARSE < len(scene.page.sentences)
    return {"ASSAULT": "ASSAULT", "ACCIDENT": "ACCIDENT", "DISASTER": "DISASTER"}[best] if votes[best] >= ENOUGH else None  # type: ignore[return-value]


def _ambiguous(frame: FrameEntry) -> bool:
    """Whether a frame's words alone say little of what happened: harm, and what is force only beside other words ("strike", "hit")."""
    return frame.code.startswith("HARM") or (frame.type == "ASSAULT" and bool(frame.needs))


def cause_of(scene: Scene, m: Match, roles: Roles, others: list[Match], page: EventType | None) -> Cause | None:
    """Type, mode and event that a predicate's harm comes from; null where it is no event (a death in bed). Where the page tells of
    a mishap and of nobody who meant harm, what may be either is one too."""
    found = _told_cause(scene, m, roles, others, page)
    if found is None or found[0] != "ASSAULT" or not in_mishap(scene, m.sentence):
        return found
    frame = found[2].frame if found[2] is not None else m.frame
    return ("ACCIDENT", *found[1:]) if frame.either else found


def _told_cause(scene: Scene, m: Match, roles: Roles, others: list[Match], page: EventType | None) -> Cause | None:
    """What the clause itself says of the cause."""
    frame = m.frame
    if frame.code in BLUNT and page in {"ACCIDENT", "DISASTER"} and not roles.actor and (not roles.weapon or page == "DISASTER"):
        return page, None, None                 # what burnt down or was hit on a page about a fire or a crash
    if frame.type == "ASSAULT" and (mishap := _mishap(scene, m, others)) is not None:
        return mishap
    if frame.harm not in {"killed", "injured"} or not frame.code.startswith("HARM"):
        linked = _linked(m, roles.cause, others)
        return frame.type, frame.mode, linked if frame.type in DONE_BY else None
    linked = _linked(m, roles.cause, others) or _joined(m, others)
    if linked is not None and linked.frame.type == "ASSAULT" and unmeant(scene, linked, others):
        return "ACCIDENT", linked.frame.mode, linked
    if linked is not None:
        return linked.frame.type, linked.frame.mode, linked
    first = _first_of(m, others)
    if first is not None and not roles.weapon:
        above = bind(scene, first)
        found = _told_cause(scene, first, above, others, page) if set(roles.actor) <= set(above.actor) else None
        if found is not None and found[0] in MISHAPS:
            return found                        # "an earthquake, killing 20 and injuring 50"
    beside = modifiers(m.sentence, m.trigger) if m.trigger.pos == "NOUN" else ()         # "cholera deaths"
    kinds = [scene.kinds(m.sentence, t) for t in (*roles.cause, *m.slots.subject, *beside)]
    for name, type_ in KINDS:
        if any(name in k and "force" not in k for k in kinds):      # "killed by rifle fire"
            return type_, None, None
    if _run_over(scene, m):
        return "ACCIDENT", None, None           # "injured by a truck"
    if not roles.actor and any("illness" in k for k in kinds + [scene.kinds(m.sentence, t) for t in _sources(scene, m)]):
        return None                             # "killed by the disease"
    if frame.code == "HARM-DEATH-N" and m.trigger.feats.get("Number") != "Plur" and m.trigger.lower not in scene.known.sets["tolls"]:
        return None                             # "her death": what came of an event told elsewhere
    return untold_cause(scene, m, roles, page)


def _mishap(scene: Scene, m: Match, others: list[Match]) -> Cause | None:
    """What a word of force is where a mishap did it ("an explosion tore through the mill and wrecked it") or nobody meant it."""
    for o in others if m.trigger.pos == "VERB" and m.slots.subject else ():
        if o.frame.type in MISHAPS and o.trigger in m.slots.subject:
            return o.frame.type, o.frame.mode, None
    return ("ACCIDENT", m.frame.mode, None) if unmeant(scene, m, others) else None


def _run_over(scene: Scene, m: Match) -> bool:
    """Whether a vehicle alone did the harm, in a sentence that has no word of arms or of force."""
    by = m.slots.subject
    return bool(by) and all("road" in scene.kinds(m.sentence, t) for t in by) and not scene.near(m.sentence) & FORCIBLE


def _sources(scene: Scene, m: Match) -> tuple[Token, ...]:
    """What a harm is said to come from."""
    return tuple(t for p in scene.known.grammar.cause for t in m.slots.phrases.get(p, ()))


def _joined(m: Match, others: list[Match]) -> Match | None:
    """The mishap that a harm goes on from or that a clause under it tells: "hit by a car and killed", "the quake hit the town, killing
    six", "hurt when it derailed"."""
    mishaps = (o for o in others if o.frame.type in MISHAPS)
    on = m.trigger.rel == "conj" or (m.trigger.rel == "advcl" and m.sentence.child(m.trigger, "nsubj", "mark") is None)
    return next((o for o in mishaps if (on and o.trigger.i == m.trigger.head)
                 or (o.trigger.rel == "advcl" and o.trigger.head == m.trigger.i)), None)


def _first_of(m: Match, others: list[Match]) -> Match | None:
    """The harm that another one is only joined to: the cause of both is told with the first."""
    own = m.trigger.rel != "conj" or m.sentence.child(m.trigger, "nsubj") is not None
    before = () if own else (o for o in others if o.trigger.i == m.trigger.head < m.trigger.i)      # a chain that ends, whatever the parse
    return next((o for o in before if o.frame.code.startswith("HARM")), None)


def _linked(m: Match, cause: tuple[Token, ...], others: list[Match]) -> Match | None:
    """The event noun that is named as the cause."""
    return next((o for t in cause for o in others if o is not m and o.trigger is t and o.frame.type in HURTING), None)


def intention(type_: EventType, told: Reality, m: Match, known: Predicates) -> EventType:
    """PLOVER's reading of words about the future: help to come is an agreement, a penalty to come a threat; the mere purpose of
    something else ("sent envoys to meet them") stays what it is."""
    above = m.sentence.head(m.trigger)
    aim = m.trigger.rel in {"advcl", "acl"} and m.trigger.feats.get("VerbForm") == "Inf"
    if aim and not any(p.frame.type == "AGREE" for table in (known.verbs, known.nouns) for p in table.get(lemma(above), ())):
        return type_
    if told.status == "planned" and type_ in COOPERATIVE and told.purpose:
        told.unsure = True                      # "thought of setting up a fund to help them": no promise
    if told.status == "planned" and type_ in COOPERATIVE:
        told.status = "happened"
        return "AGREE"
    if told.status in {"planned", "threatened"} and type_ == "SANCTION":
        told.status = "happened"
        return "THREATEN"
    return type_


def others_than(doers: tuple[Token, ...], hurt: tuple[Token, ...]) -> tuple[Token, ...]:
    """The doers of an act beside the harm, but none where the hurt are their own: "a rebel was killed in an attack by rebels"."""
    return () if {lemma(t) for t in doers} & {lemma(t) for t in hurt if t.pos == "NOUN"} else doers
