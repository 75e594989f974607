"""Event mentions: the words that tell of an event, with its type, mode, roles and status, clause by clause.

A mention is one telling by one predicate. Mentions of one event are pooled by the next layer, which also binds counts, time
and place. Predicates stand in `languages/<lang>/lexicon/events_*.toml`; docs/events.md is their manual.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from selon.languages.syntax import Sentence, Token
from selon.model import EventType, Outcome, Span, Status, What
from selon.reading.hanging import NAMING
from selon.reading.names import Names
from selon.reading.page import Page
from selon.reading.people import People
from selon.reading.predicates.aimed import aimed
from selon.reading.predicates.bystanders import only_describes, stands
from selon.reading.predicates.calamities import settle
from selon.reading.predicates.charges import is_charge, without_tellers
from selon.reading.predicates.entries import candidates
from selon.reading.predicates.eventual import mocked
from selon.reading.predicates.facts import gone_by
from selon.reading.predicates.firmness import WORDS, firm
from selon.reading.predicates.forms import form_of
from selon.reading.predicates.gerunds import is_nominal
from selon.reading.predicates.governors import judge, nobody
from selon.reading.predicates.harm import cause_of, intention, others_than, page_type
from selon.reading.predicates.idioms import is_idiom
from selon.reading.predicates.limits import HELPING, fits, is_state, only_ascribed, to_oneself
from selon.reading.predicates.match import Match, adjective_match, match_noun, match_verb
from selon.reading.predicates.mishap import shows_mishap
from selon.reading.predicates.nouns import noun_match
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.reality import FLOWN, FORCE, is_background, is_caption, is_generic, is_modifier, is_sport, is_unreal, mode_of
from selon.reading.predicates.repair import mended
from selon.reading.predicates.roles import Roles, bind
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.scenery import in_play, of_a_story
from selon.reading.predicates.schema import Pattern, predicates
from selon.reading.predicates.status import Reality, Sort, negated
from selon.reading.predicates.suicides import suicide
from selon.reading.predicates.sureness import Way, judge_ways, sure_ones, ways
from selon.reading.predicates.unsettled import weigh
from selon.reading.predicates.untold import MISHAPS, tells_of_force, tells_of_mishap
from selon.reading.predicates.weapons import carrier


class Argument(msgspec.Struct, frozen=True, gc=False):
    """A role filler: the head of its noun phrase, maybe in another sentence when linked by coreference or control."""

    sentence: Sentence
    head: Token


class Mention(msgspec.Struct, frozen=True, gc=False):
    """One telling of an event; `span` covers the trigger words (light verb and noun, particle included).

    `generic`: habitual or plural without detail, not one act. `background`: the clause itself says that it is past or court news.
    `harm`: what became of the target, when the predicate says so. `frame`: the stable code of the predicate frame.
    """

    sentence: Sentence
    trigger: Token
    span: Span
    type: EventType
    mode: str | None
    nominal: bool
    actor: tuple[Argument, ...]
    target: tuple[Argument, ...]
    weapon: tuple[Argument, ...]
    place: tuple[Argument, ...]
    time: tuple[Argument, ...]
    status: Status
    hedged: bool
    outcome: Outcome | None
    reciprocal: bool
    generic: bool
    background: bool
    harm: What | None
    frame: str
    confidence: float
    either: bool = False        # done on purpose or not, for all that the words say
    own: bool = False           # done to oneself
    plain: bool = False         # an accident by the words of its own sentence, not only by those of the page


class _Draft(msgspec.Struct):
    """What a predicate tells before the parse is asked how sure it is of the participants, of a whole sentence at once."""

    match: Match
    roles: Roles
    type: EventType
    mode: str | None
    told: Reality
    own: bool
    claim: bool         # told by who has not claimed it
    charge: bool        # only what somebody is charged with
    doers: list[tuple[Token, Way]]
    hit: list[tuple[Token, Way]]


def _back(m: Mention, s: Sentence) -> Mention:
    """A mention of a mended sentence told in the words of the page's own sentence, which the other layers know."""
    roles = {k: tuple([Argument(s, s[a.head.i]) for a in getattr(m, k)]) for k in ROLES}
    return msgspec.structs.replace(m, sentence=s, trigger=s[m.trigger.i], **roles)


PREDICATING = frozenset({"VERB", "AUX", "ADJ"})
ROLES = ("actor", "target", "weapon", "place", "time")
DEEDS = frozenset({"ASSAULT", "ACCIDENT", "INTERCEPT", "DISASTER", "EVACUATE", "MOBILIZE"})
HURT = frozenset({"killed", "injured"})
MOVES = frozenset({"EVACUATE", "MOBILIZE"})
MEASURES = frozenset({"curfew", "ban", "investigate"})      # whoever orders one does it
STATIVE = frozenset({"SUPPORT", "AGREE", "COOPERATE", "REQUEST", "REJECT", "CONCEDE", "CONSULT"})


class _Finder:
    """Mentions of one page, sentence by sentence."""

    def __init__(self, scene: Scene, people: People | None) -> None:
        self.scene, self.people = scene, people
        self.cue = page_type(scene)

    def matches(self, parsed: Sentence) -> list[Match]:
        """The predicates of a sentence."""
        entries = candidates(self.scene, parsed)
        return self._match(mended(self.scene, aimed(self.scene, parsed)), entries) if entries else []

    def mentions(self, parsed: Sentence, matches: list[Match]) -> list[Mention]:
        """Mentions of one sentence with some predicates, in text order."""
        if is_caption(self.scene, parsed):
            return []
        s = matches[0].sentence
        drafts = [d for m in matches if (d := self._draft(s, m, matches)) is not None]
        judge_ways(s, (side for d in drafts for side in (d.doers, d.hit)))
        found = [self._mention(s, d) for d in drafts]
        return found if s is parsed else [_back(m, parsed) for m in found]

    def _match(self, s: Sentence, entries: dict[int, list[Pattern]]) -> list[Match]:
        words = [s[i] for i in entries]
        nouns = {t.i for t in words if t.pos in NAMING
                 or (t.pos == "VERB" and is_nominal(self.scene.known, s, t) and not is_idiom(self.scene, s, t))}
        verbs = [t for t in words if t.pos in PREDICATING and t.i not in nouns]
        matches = [m for t in verbs if (m := self._verb(s, t, entries[t.i]))]
        used = {x.i for m in matches for x in (*m.used, *m.words)}
        for t in words:
            if t.i in nouns and t.i not in used and form_of(self.scene.known, t).nouns and not is_modifier(self.scene, s, t):
                m = match_noun(self.scene, s, t, noun_match)
                if m:
                    matches.append(m)
        return sorted(matches, key=lambda m: m.trigger.i)

    def _verb(self, s: Sentence, t: Token, entries: Sequence[Pattern]) -> Match | None:
        adjectives = self.scene.known.adjectives
        if not entries and not form_of(self.scene.known, t).adjective:
            return None
        if t.pos == "ADJ" and lemma(t) in adjectives:
            return adjective_match(self.scene, s, t)
        if t.pos == "ADJ" and t.feats.get("VerbForm") != "Part":
            return None
        if t.i and s[t.i - 1].text == "-" and s[t.i - 1].end == t.start and is_participle(t):
            return None                         # "Russian-occupied": a state, whatever the parser hangs it on
        if (t.rel == "amod" and t.i < t.head) or s.child(t, "det") is not None or stands(self.scene, s, t):
            return None                 # "the alleged killer", "among the wounded"
        if t.rel == "conj" and s.head(t).rel == "amod" and t.i < s.head(t).head and s.child(t, "obj", "nsubj", "aux") is None:
            return None                 # "the more dangerous, threatening parolees"
        found = None if is_idiom(self.scene, s, t) or only_describes(s, t) else match_verb(self.scene, s, t, entries)
        stative = found is not None and found.frame.type in STATIVE and t.rel in {"acl", "amod"}
        if stative and s.child(t, "aux", "nsubj", "xcomp", "obj") is None:
            return None                 # "militias backed by Iran": a state, no act
        if found is None and t.lower in adjectives and s.child(t, "aux") is not None:
            return adjective_match(self.scene, s, t)
        return found

    def _draft(self, s: Sentence, m: Match, others: list[Match]) -> _Draft | None:
        """What a predicate tells, if it tells an event."""
        if is_unreal(self.scene, s, m.trigger) or (m.frame.type in WORDS and mocked(s, m.trigger)) or (
                m.frame.type in FORCE and of_a_story(self.scene, s, m.trigger)):
            return None
        roles = bind(self.scene, m)
        claim = m.light is not None and lemma(m.light) in self.scene.known.sets["light_claim"] and negated(self.scene, s, m.light)
        if claim:
            roles.actor = ()                # who has not claimed an act is not said to have done it, and the act is told elsewhere
        if not fits(self.scene, m, roles, m.frame.type) or only_ascribed(self.scene, m, roles):
            return None
        cause = cause_of(self.scene, m, roles, others, self.cue)
        nobody_hurt = m.frame.harm in HURT and m.trigger.pos != "NOUN" and not (roles.target or roles.actor or m.used)
        if cause is None or (nobody_hurt and s.field == "text") or suicide(self.scene, m, cause[0]):
            return None
        type_, mode, from_event = cause
        own = type_ == "ASSAULT" and to_oneself(self.scene, m)
        type_ = "ACCIDENT" if own else type_
        if from_event is not None:
            above = bind(self.scene, from_event)
            roles.actor = roles.actor or others_than(above.actor, roles.target)
            roles.weapon = roles.weapon or above.weapon
        if type_ == "ASSAULT" and m.frame.harm is None and not roles.weapon and in_play(self.scene, s, m.trigger, roles.target):
            return None                     # "the visitors attacked from the first whistle"
        if type_ == "DISASTER":
            roles.actor = ()                # "the town was hit by a storm, killing six": nobody did it
        if type_ in DEEDS:
            roles.actor = () if _accuser(s, m, roles.actor, others) else without_tellers(self.scene, s, m, roles.actor)
        force = type_ in FORCE
        charge = force and is_charge(self.scene, s, m, roles)
        rally = type_ == "PROTEST" and m.trigger.pos == "NOUN"
        sort = Sort(force, type_ == "ASSAULT", mode in MEASURES, not force and type_ not in HELPING, rally,
                    type_ in DEEDS - MOVES, type_ in {"PROTEST", "CONSULT"}, type_ == "CONSULT")
        told = judge(self.scene, s, m.trigger, m.light, sort)
        settle(self.scene, m, type_, told)
        if told.status in {"happened", "ongoing", "denied"} and nobody(self.scene, s, m):
            if m.frame.harm in HURT:
                return None             # "no one was hurt" says nothing against the act
            told.status = "denied"
        unharmed = told.status == "denied" and (_unharmed(self.scene, s, m, roles.actor) or (told.lacking and m.frame.harm in HURT))
        if unharmed or not firm(self.scene, m, roles, type_, told, others, self.people):
            return None                 # "the ship was not damaged", "without hurting anybody": nor does this
        if (type_ == "REJECT" and told.status == "denied") or (type_ == "SUPPORT" and is_state(self.scene, s, m)):
            return None                     # "has not ruled out talks", "who are backed by Chad"
        weigh(self.scene, m, roles, type_, told)
        type_ = intention(type_, told, m, self.scene.known)
        mode = mode_of(self.scene, s, m, roles) if mode in {None, m.frame.mode} else mode
        roles.weapon, mode = self._used(s, type_, roles.weapon, mode)
        return _Draft(m, roles, type_, mode, told, own, claim, charge, ways(s, m.trigger, roles.actor), ways(s, m.trigger, roles.target))

    def _used(self, s: Sentence, type_: EventType, tools: tuple[Token, ...], mode: str | None) -> tuple[tuple[Token, ...], str | None]:
        """Weapon and mode: the plane that crashed is no weapon."""
        if type_ not in MISHAPS:
            return tools, mode
        return tuple([t for t in tools if not carrier(self.scene, s, t)]), None if mode in FLOWN else mode

    def _mention(self, s: Sentence, d: _Draft) -> Mention:
        """The telling of an event with those participants that the parse is sure enough of."""
        m, roles, type_, told = d.match, d.roles, d.type, d.told
        roles.actor, roles.target = sure_ones(s, d.doers, type_), sure_ones(s, d.hit, type_)
        arguments = {k: tuple([Argument(s, t) for t in heads]) if (heads := getattr(roles, k)) else () for k in ROLES}
        return Mention(
            sentence=s, trigger=m.trigger, span=_span(m), type=type_, mode=d.mode,
            nominal=m.trigger.pos in {"NOUN", "PROPN"}, **arguments,
            status=told.status if gone_by(self.scene, s, m.trigger) else m.frame.status or told.status,
            hedged=told.hedged, outcome=told.outcome or m.frame.outcome,
            reciprocal=m.frame.reciprocal and not roles.target,
            generic=told.unsure or d.claim or d.charge or is_generic(self.scene, s, m, roles, told.habitual),
            background=is_background(self.scene, s, m), harm=m.frame.harm, frame=m.frame.code, confidence=m.frame.confidence,
            either=m.frame.either or d.charge, own=d.own, plain=type_ == "ACCIDENT" and shows_mishap(self.scene, m))


def _accuser(s: Sentence, m: Match, doers: Sequence[Token], others: Sequence[Match]) -> bool:
    """Whether those bound as doers are who accuses others of it, a word too high in the tree."""
    blaming = [x for x in others if x.frame.type == "ACCUSE" and x.trigger is not m.light] if doers else []
    above = {t.i for t in s.ancestors(m.trigger)} if blaming else set()
    return any(x.trigger.i in above and set(doers) <= set(x.slots.subject) for x in blaming)


def _unharmed(scene: Scene, s: Sentence, m: Match, doers: Sequence[Token]) -> bool:
    """Whether a verb of harm or damage is itself negated and no doer is named."""
    suffered = m.light is not None and any(kind == "target" for kind, _ in scene.known.light.get(scene.light_key(m.light) or "", ()))
    if m.trigger.pos == "NOUN" and m.frame.harm in HURT and suffered and m.light is not None:
        return negated(scene, s, m.light)       # "did not suffer any casualties"
    if m.trigger.pos == "NOUN" or doers or not (m.frame.harm in HURT or lemma(m.trigger) in scene.known.sets["damaging"]):
        return False
    return negated(scene, s, m.trigger) or nobody(scene, s, m)


def _span(m: Match) -> Span:
    """The words of the trigger; words far apart give the head word alone."""
    if m.words == (m.trigger,):
        return m.trigger.start, m.trigger.end
    words = sorted({m.trigger, *m.words}, key=lambda t: t.i)
    if words[-1].i - words[0].i <= len(words) + 2:
        return words[0].start, words[-1].end
    return m.trigger.start, m.trigger.end


def find_mentions(page: Page, names: Names | None = None, people: People | None = None) -> tuple[Mention, ...]:
    """The event mentions of a page in text order, title first."""
    scene = Scene(page, predicates(page.lang), names)
    if is_sport(scene):
        return ()
    finder = _Finder(scene, people)
    telling = [(s, found) for s in page.sentences if s.parsed and (found := finder.matches(s))]
    scene.forced = frozenset((s.field, s.index) for s, found in telling if any(tells_of_force(m.frame) for m in found))
    scene.mishaps = frozenset((s.field, s.index) for s, found in telling if any(tells_of_mishap(m.frame) for m in found))
    return tuple([m for s, found in telling for m in finder.mentions(s, found)])


def acts_of_force(mentions: Iterable[Mention]) -> frozenset[tuple[str, int]]:
    """Where verbs tell of an act of force or a mishap: field and offset of each trigger. They say nothing of what anybody said."""
    return frozenset((m.sentence.field, m.trigger.start) for m in mentions if m.type in DEEDS and not m.nominal)
