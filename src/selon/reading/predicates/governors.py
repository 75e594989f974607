"""Whether an event happened: its own words, the verb that carries it, and the words above them."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.model import Status
from selon.reading.predicates.asides import of_day, only_characterised, this_very
from selon.reading.predicates.climb import Climb
from selon.reading.predicates.describing import describe
from selon.reading.predicates.facts import both, only_missed
from selon.reading.predicates.hearsay import against_fact, hearsay, numbered
from selon.reading.predicates.kinds import OPENING, apply, described, marked, told_to
from selon.reading.predicates.likening import known, only_spoken_of, pointed, told_already
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import CLIMB, Reality, Sort, auxiliaries, bearer, negated, reported, tell
from selon.reading.predicates.tocome import (
    aimed_at,
    called_to,
    enabled,
    going_on,
    of_the_target,
    on_condition,
    still,
    to_be_carried,
    to_be_done,
    to_be_ended,
    warned,
    wondered_at,
    yet_to_be,
)


def judge(scene: Scene, sentence: Sentence, trigger: Token, light: Token | None, sort: Sort) -> Reality:
    """The status of an event from its trigger, or from the light verb that carries it."""
    out, force = Reality(), sort.force
    verb = light if light is not None and light.pos in VERBAL else trigger
    if verb is not trigger and described(scene, sentence, scene.governor(verb), (trigger, verb)):
        verb = trigger                          # "what they are calling a raid"
    describe(scene, sentence, trigger, out)
    if verb is not trigger:
        describe(scene, sentence, verb, out)
    often = out.habitual                        # an adverb says so
    if light is not None and {lemma(light)} & scene.known.sets["spared"]:
        return out                              # "did not escape the attack": there was one
    claimed = light is not None and lemma(light) in scene.known.sets["light_claim"]        # who has not claimed it denies no act
    denied = any(negated(scene, sentence, t) for t in ({trigger} if claimed else {trigger, verb})) or (
        _neither(scene, sentence, verb) or _inverted(scene, sentence, verb))
    denied = denied and not (both(scene, sentence, trigger) or only_missed(sentence, trigger, light))
    lacking = trigger.pos == "NOUN" and not known(sentence, trigger) and any(
        c.lower in scene.known.sets["without"] for c in sentence.children(trigger, "case"))
    denied = (denied and not only_characterised(scene, sentence, trigger)) or lacking       # "months without an arrest"
    out.lacking = out.lacking or lacking
    _tense(scene, sentence, verb, out, sort)
    there = _there_to_end(scene, sentence, (trigger, verb), sort)
    if there is not None:
        out.status = there
        return out
    decreed = sort.measure and lemma(verb) in scene.known.sets["decreeing"]
    ordered = out.status == "happened" and (
        decreed or of_day(scene, sentence, trigger) or (sort.deed and _ordered(scene, sentence, trigger, verb)))
    kind = scene.governor(verb) if verb is not trigger and not _with_particle(scene, verb) else None
    kind = None if kind in OPENING and told_already(scene, sentence, trigger) else kind        # "prepared the offensive launched on Monday"
    if kind and kind != "factual" and not ordered:
        if kind == "prevents" and force and (told_to(sentence, verb) or aimed_at(scene, sentence, verb)):
            out.status, out.unsure = "hypothetical", True           # "stop the arrests and the searches": a demand
        else:
            apply("plans" if kind == "asks" and sort.rally else kind, out, force)       # "called a strike"
    if out.status in {"happened", "ongoing"} and not lacking:
        _climb(scene, sentence, (trigger, verb), out, sort)
    elif verb is not trigger and out.status == "planned":           # "denied having ordered an attack"
        above = Reality()
        Climb(scene, sentence, above, Sort(force)).run(verb)
        out.status = "denied" if above.status == "denied" else out.status
    if sort.harm:
        _known_harm(scene, sentence, (trigger, verb), out, denied)
    if denied and out.status not in {"hypothetical"}:
        counted = trigger.pos == "NOUN" and sentence.child(trigger, "nummod") is not None and sentence.child(trigger, "cop") is not None
        prevented = enabled(scene, sentence, verb)      # « pour qu'elle ne soit pas attaquée »
        out.unsure = out.unsure or counted or prevented        # "it was not two explosions but three"
        out.status = "hypothetical" if prevented else "denied"
    if out.outcome == "failed" and out.status not in {"happened", "ongoing", "denied"}:
        out.outcome = None                  # "will attempt to attack": nothing has failed
    out.habitual = often if sort.spoken else out.habitual       # "the minister condemns": saying so is doing so
    only_spoken_of(scene, sentence, trigger, out, sort)
    _beyond(scene, sentence, (trigger, verb), light, out, sort)
    return out


def _beyond(scene: Scene, sentence: Sentence, link: tuple[Token, Token], light: Token | None, out: Reality, sort: Sort) -> None:
    """What clauses further off make of an act: a condition against the facts, a plan told of it, words that leave it open."""
    trigger, verb = link
    if sort.harm and against_fact(scene, sentence, verb):
        out.status, out.unsure = "happened", False
        return
    if out.status == "happened" and trigger.pos == "NOUN" and (
            yet_to_be(scene, sentence, trigger) or (verb is not trigger and to_be_carried(scene, sentence, verb))):
        out.status = "planned"
    if out.status == "happened" and (sort.rally or sort.measure) and called_to(scene, sentence, trigger):
        out.status = "planned" if sort.rally else "hypothetical"
    hit = light if light is not None and light.pos == "NOUN" else sentence.head(trigger)
    if out.status == "happened" and lemma(hit) in scene.known.sets["target_nouns"] and of_the_target(scene, sentence, hit):
        out.status = "hypothetical"
    if out.status == "planned" and is_participle(verb) and still(scene, sentence, verb):
        out.status = "ongoing"
    manner = verb.rel == "advcl" and marked(sentence, verb, scene.known.sets["by_doing"])
    out.unsure = out.unsure or (manner and out.status == "planned")     # "wanted to scare her by shooting": it may have been done
    if out.status in {"happened", "ongoing"} and hearsay(scene, sentence, verb if verb.pos in VERBAL else trigger):
        out.status, out.unsure = "hypothetical", True


def _there_to_end(scene: Scene, sentence: Sentence, link: tuple[Token, Token], sort: Sort) -> Status | None:
    """The status of what is there to be ended: "is expected to stop the offensive", "urged them to end the hostilities"."""
    trigger, verb = link
    if verb is trigger:
        return None
    if sort.force and scene.governor(verb) == "prevents" and verb.feats.get("VerbForm") == "Inf" and known(sentence, trigger):
        return "happened"
    ended = trigger.rel == "obj" and (sort.force or sort.measure) and to_be_ended(scene, sentence, verb)
    return "ongoing" if ended else None


def _known_harm(scene: Scene, sentence: Sentence, link: tuple[Token, Token], out: Reality, denied: bool) -> None:
    """Harm pointed at took place; harm that somebody "would not" do is no act."""
    trigger, verb = link
    would = verb.pos in VERBAL and scene.known.sets["conditional"] & {a.lower for a in auxiliaries(sentence, verb)}
    if denied and out.status == "hypothetical" and would:
        out.unsure = True                       # "he would not hurt anybody"
    if out.status in {"planned", "hypothetical"} and this_very(scene, sentence, trigger):
        out.status, out.unsure = "happened", False


def _with_particle(scene: Scene, verb: Token) -> bool:
    """A verb that means something else with its particle: "set up a road block"."""
    key = scene.light_key(verb) or ""
    return " " in key and key not in scene.known.governor


def _climb(scene: Scene, sentence: Sentence, link: tuple[Token, Token], out: Reality, sort: Sort) -> None:
    """What the words above say; not of an act that is pointed at: "allowed them to commit these killings"."""
    trigger, verb = link
    before = out.status
    Climb(scene, sentence, out, sort).run(verb)
    if verb is not trigger and verb.rel == "acl" and is_participle(verb) and sentence.head(verb) is trigger and out.status == "happened":
        Climb(scene, sentence, out, sort).run(trigger)          # "demand an inquiry conducted by a judge"
    if out.status in {"planned", "hypothetical"} and sort.harm and this_very(scene, sentence, trigger):
        out.status, out.unsure = before, False


def _standing(scene: Scene, sentence: Sentence, noun: Token) -> bool:
    """Whether something is said to stand under an act now: "the case is still under investigation"."""
    be, case = sentence.child(noun, "cop"), sentence.child(noun, "case")
    now = be is not None and be.feats.get("Tense") == "Pres" and be.feats.get("VerbForm") == "Fin"
    return now and be is not None and case is not None and ("under", case.lower) in scene.known.light.get(lemma(be), ())


def _tense(scene: Scene, sentence: Sentence, verb: Token, out: Reality, sort: Sort) -> None:
    """What the verb itself tells; a future in question is none: "to see if they will disarm"."""
    if verb.pos not in VERBAL:
        _to_be(scene, sentence, verb, out)
        out.status = "ongoing" if _standing(scene, sentence, verb) else out.status
        return
    clause = bearer(scene, sentence, verb)
    tell(scene, sentence, clause, out)
    _supposed(scene, sentence, clause, out, sort)
    if out.status == "planned" and marked(sentence, clause, scene.known.sets["if_marks"]):
        out.status, out.unsure = "hypothetical", True
    top = sentence.head(clause) if clause.rel == "conj" else clause
    above = sentence.head(top)
    wished = lemma(above) in scene.known.sets["wishing"] or scene.governor(above) == "possible"
    if out.status == "planned" and (top.rel in {"ccomp", "csubj"} or top.dep == "acl") and wished:
        out.status = "hypothetical"             # "hopes that they will disarm", "it is possible that they will attack"
    elif out.status == "planned" and top.rel in {"ccomp", "acl"} and scene.governor(above) == "threatens":
        out.status = "threatened"               # "threats that they will blow it up"
    if out.status in {"planned", "hypothetical"} and top.rel == "ccomp" and negated(scene, sentence, above) and (
            scene.governor(above) == "alleges"):
        out.unsure = True                       # "cannot believe that anybody would shoot at a child"


def _supposed(scene: Scene, sentence: Sentence, clause: Token, out: Reality, sort: Sort) -> None:
    """What a verb's own clause adds to its tense."""
    if out.status == "happened" and sort.measure and going_on(sentence, clause):
        out.status = "ongoing"
    elif out.status == "happened" and to_be_done(scene, sentence, clause):
        out.status = "planned"
    elif out.status == "planned" and sort.deed and (
            warned(sentence, clause) or (on_condition(scene, sentence, clause) and reported(scene, sentence, clause))):
        out.status = "threatened"               # "told him that he would shoot if he moved"
    elif out.status == "planned" and on_condition(scene, sentence, clause) and (
            not (sort.willed or sort.spoken) or sentence.child(clause, "expl") is not None):
        out.status = "hypothetical"
    if out.status in {"planned", "hypothetical"} and not out.able:
        would = {a.lower for a in auxiliaries(sentence, clause)} & scene.known.sets["conditional"]
        out.unsure = out.unsure or enabled(scene, sentence, clause) or (bool(would) and wondered_at(scene, sentence, clause))


def _to_be(scene: Scene, sentence: Sentence, noun: Token, out: Reality) -> None:
    """What something would or will be: "it would be a massacre"."""
    if sentence.child(noun, "cop") is None or sentence.child(noun, "case") is not None:
        return
    probe = Reality()
    tell(scene, sentence, noun, probe)
    if probe.status in {"hypothetical", "planned"}:
        out.status, out.unsure = "hypothetical", True


def _ordered(scene: Scene, sentence: Sentence, noun: Token, verb: Token) -> bool:
    """Whether a known act is told with who ordered it: "ordered the killing of a judge", "the massacre was ordered by the colonel"."""
    if verb is noun or not pointed(sentence, noun) or lemma(verb) not in scene.known.sets["ordering"]:
        return False
    accused = any(c.lower in scene.known.sets["governed"] for c in sentence.children(verb, "mark")) and (
        scene.governor(sentence.head(verb)) == "alleges")          # "accused of ordering the murder of a judge"
    gone = verb.rel == "advcl" and marked(sentence, verb, scene.known.sets["time_marks"])         # "left after ordering their deaths"
    return accused or gone or verb.feats.get("Tense") == "Past"


def _neither(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """The second of two verbs that one negation denies: "have not met or detained any of them"."""
    first = sentence.head(verb)
    joined = sentence.child(verb, "cc")
    if verb.rel != "conj" or joined is None or joined.lower not in scene.known.sets["neither"]:
        return False
    return sentence.child(verb, "nsubj") is None and negated(scene, sentence, first)


def _inverted(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether a negative conjunction begins the clause and turns it round: "nor has any arrest been made"."""
    nor = scene.known.sets["nor"]
    if nor.isdisjoint(scene.lemmas(sentence)):
        return False
    for i in range(verb.i - 1, max(-1, verb.i - CLIMB), -1):
        t = sentence[i]
        if t.lower in nor:
            return sentence[i + 1].lower in scene.known.sets["inverting"]
        if t.pos == "PUNCT" or (t.pos == "VERB" and t.lower not in scene.known.sets["inverting"]):
            return False
    return False


def _of_main_clause(scene: Scene, sentence: Sentence, verb: Token, t: Token) -> bool:
    """Whether the party of an adverbial clause that tells when or why stands in the main clause, whose verb alone it denies: "none of them
    was in danger after being shot"."""
    marks = {m.lower for m in sentence.children(verb, "mark")}
    told = verb.rel in {"advcl", "acl"} and marks and not marks & scene.known.sets["without"]
    return bool(told) and verb not in sentence.ancestors(t)


def nobody(scene: Scene, sentence: Sentence, match: Match) -> bool:
    """Whether a party is told to be nobody ("no one was hurt", "aucun soldat n'a été tué"), or the hurt to be none ("no casualties")."""
    no = scene.known.sets["negative_determiners"]
    if no.isdisjoint(scene.lemmas(sentence)):
        return False
    if match.trigger.pos not in VERBAL:
        return match.frame.harm is not None and any(c.rel == "det" and c.lower in no for c in sentence.children(match.trigger))
    def no_one(t: Token) -> bool:
        joined = t.rel == "conj" and not any(x.rel == "det" and x.lower in no for x in sentence.children(sentence.head(t)))
        none = any(c.rel == "det" and c.lower in no and not numbered(sentence, c) for c in sentence.children(t))
        return (t.lower in no or none) and not joined

    parties = [t for t in (*match.slots.subject, *match.slots.object) if not _of_main_clause(scene, sentence, match.trigger, t)]
    return any(no_one(t) for t in parties)          # but "damaged two houses but hurt no one": two
