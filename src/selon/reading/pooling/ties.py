"""Acts of one sentence that grammar makes one event: the deed and what came of it ("struck a market, killing six"; "hurt when ...")."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.mentions import Mention

PATH = frozenset({"advcl", "conj", "nsubj", "obl", "obj", "xcomp", "acl", "nmod"})
HELD = frozenset({"nsubj", "obj", "obl"})
HURT = frozenset({"killed", "injured", "missing", "sick"})
ROB = "rob"
ROW = frozenset({"conj", "parataxis", "xcomp"})
WRECKS = frozenset({"ASSAULT-DESTROY", "ASSAULT-DAMAGE"})
STEPS = 4           # words between the two at most; deeper is the parser's error
NUMERAL = frozenset({"PRON", "NUM", "DET"})


def tied(a: Mention, b: Mention, acts: frozenset[int], after: frozenset[str]) -> bool:
    """Whether two mentions of one sentence tell one event: one says what became of people in the other and depends on it, with no
    subject of its own; or one is the deed as a noun that the other has as its subject ("the shelling destroyed a school").
    `acts` are the triggers of all mentions of the sentence: no other stands between the two; `after` are words for what came before a
    deed, which is no part of it ("the offensive launched after the murder of a senator")."""
    if a.sentence is not b.sentence:
        return False
    if (a.harm in HURT) != (b.harm in HURT):
        pairs = ((x, y) for x, y in ((a, b), (b, a)) if not (x.harm in HURT and (_behind(x, after) or _describes(x, y))))
        under = (_under(x.trigger, y, acts) for x, y in pairs)
        return not _robbed_beside(a, b) and any(under)
    return any(_does(x, y) or _went_on(x, y) or _wrecked(x, y) for x, y in ((a, b), (b, a)))


def _describes(harm: Mention, deed: Mention) -> bool:
    """Whether a noun of harm only tells what something else in a deed has to do with: "struck a camp linked to the massacre of herders"."""
    s, t = harm.sentence, harm.trigger
    while harm.nominal and t.rel in PATH and t.head not in {t.i, deed.trigger.i}:
        t = s.head(t)
        if t.rel == "acl" and t.head != deed.trigger.i:
            return True
    return False


def _wrecked(high: Mention, low: Mention) -> bool:
    """Whether a verb in a row only tells what an act of force destroyed: "shelled the town and damaged a school"."""
    s, t = low.sentence, low.trigger
    row = low.frame in WRECKS and high.frame not in WRECKS and t.head == high.trigger.i < t.i and t.rel in ROW
    return row and not (low.weapon or low.time or high.nominal or low.nominal) and s.child(t, "nsubj", "mark") is None


def _went_on(high: Mention, low: Mention) -> bool:
    """Whether a gerund tells what else the same thing did: "drones hit a depot, setting tanks on fire"."""
    s, t = low.sentence, low.trigger
    form = t.feats.get("VerbForm")
    gerund = t.pos == "VERB" and (form == "Ger" or (form == "Part" and t.feats.get("Tense") == "Pres"))
    bare = gerund and t.rel == "advcl" and t.head == high.trigger.i < t.i and s.child(t, "mark", "nsubj", "aux") is None
    if bare and high.type == low.type == "DISASTER":
        return True                             # "a tornado struck the town, destroying a hotel"
    things = {x.head for x in high.weapon}
    return bare and bool(things) and things == {x.head for x in low.weapon} and not high.actor


def _robbed_beside(a: Mention, b: Mention) -> bool:
    """Whether one of two acts is a robbery of something else than whom the other hurt: "shot four people as he robbed a shop"."""
    both = (a.mode == ROB) != (b.mode == ROB) and bool(a.target and b.target)
    return both and not {x.head for x in a.target} & {x.head for x in b.target}


def answered(deed: Mention, m: Mention, after: frozenset[str]) -> bool:
    """Whether a harm is only what a deed of its sentence came after: "police shot a man after the killing of an officer"."""
    done = deed.sentence is m.sentence and (deed.harm not in HURT or bool(deed.actor))
    return done and m.harm in HURT and _behind(m, after)


def another(a: Mention, b: Mention) -> bool:
    """Whether two nouns of harm in one sentence, not joined, each name their own victims: "since the murder of a judge they have asked
    for an inquiry into the killing of two nuns"."""
    told = a.sentence is b.sentence and a.nominal and b.nominal and a.harm in HURT and b.harm in HURT and a.trigger is not b.trigger
    joined = any(x.rel == "conj" for x in (a.trigger, b.trigger))
    return told and not joined and bool(a.target and b.target) and not {x.head for x in a.target} & {x.head for x in b.target}


def earlier(a: Mention, b: Mention, after: frozenset[str], units: frozenset[str]) -> bool:
    """Whether one of two acts of a sentence only came before the other: "hurt in a shooting, a week after two men were shot there", "set
    his house on fire after killing his father". What a wound was made by ("hurt after a man shot at them") is the same act."""
    return a.sentence is b.sentence and any(_before(x, y, after, units) for x, y in ((a, b), (b, a)))


def _before(m: Mention, other: Mention, after: frozenset[str], units: frozenset[str]) -> bool:
    s, heads, theirs = m.sentence, {x.head for x in m.target}, {x.head for x in other.target}
    mark = next((c for c in s.children(m.trigger, "mark") if c.lower in after and c.i), None)
    if mark is None or other.trigger not in tuple(s.ancestors(m.trigger)):
        return False
    own = m.actor and other.actor and s.child(m.trigger, "nsubj") is not None
    if own and not {x.head for x in m.actor} & {x.head for x in other.actor}:
        return True                             # "guards shot the gunman after he fired at the mayor"
    if not heads or heads & theirs or any(t.pos == "PRON" for t in heads):
        return False
    bare = m.trigger.feats.get("VerbForm") != "Fin" and s.child(m.trigger, "nsubj", "aux") is None
    return (bare and bool(other.actor and theirs) and not other.nominal) or s[mark.i - 1].lemma.lower() in units


def _behind(m: Mention, after: frozenset[str]) -> bool:
    """Whether a noun only says what came before."""
    return m.nominal and any(c.lower in after for c in m.sentence.children(m.trigger, "case"))


def _does(deed: Mention, b: Mention) -> bool:
    """Whether a deed told as a noun is the subject of the other, or of the verb it is coordinated with."""
    s, t = deed.sentence, b.trigger
    if not deed.nominal or deed.trigger.dep != "nsubj" or t.pos != "VERB":
        return False
    while t.rel == "conj" and not _own_clause(s, t) and t.head != t.i:
        t = s.head(t)
    return deed.trigger.head == t.i


def _under(low: Token, high: Mention, acts: frozenset[int]) -> bool:
    """Whether a word depends on a mention, or on the verb that has it as an argument, by such relations alone."""
    s = high.sentence
    tops = {high.trigger.i} | ({high.trigger.head} if high.nominal and high.trigger.rel in HELD else set())
    t = low
    for _ in range(STEPS):
        if t.head == t.i or t.rel not in PATH or (t.rel == "conj" and _own_clause(s, t)):
            return False
        t = s.head(t)
        if t.i in tops:
            return True
        if t.i in acts:
            return False
    return False


def _own_clause(s: Sentence, t: Token) -> bool:
    """Whether a coordinated verb has a subject of its own that is no pronoun or number ("five were killed and six wounded")."""
    subject = s.child(t, "nsubj")
    return t.pos == "VERB" and subject is not None and subject.pos not in NUMERAL
