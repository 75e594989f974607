"""Shots by mishap: a page that calls them an accident, or tells of a gun that went off, and of nobody who meant it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.schema import Pattern

if TYPE_CHECKING:
    from selon.reading.predicates.match import Match
    from selon.reading.predicates.scene import Scene

SHOTS = frozenset({"weapon", "meant"})
CLAUSES = frozenset({"ccomp", "advcl", "acl", "xcomp"})
RELATIVE = "acl:relcl"
OPENING = 3         # sentences in which a page says what it is about
BEFORE = 4          # words before a mishap's name or verb that deny it or name the gun


def mishaps_told(scene: Scene) -> frozenset[tuple[str, int]]:
    """The sentences that call something an accident, or tell of a gun that went off or that somebody played with; none where the page has
    a word for harm that somebody meant."""
    out: set[tuple[str, int]] = set()
    for s in scene.page.sentences:
        if scene.lemmas(s) & scene.known.sets["meant"]:
            return frozenset()
        if _tells(scene, s):
            out.add((s.field, s.index))
    return frozenset(out)


def _tells(scene: Scene, s: Sentence) -> bool:
    """Whether a sentence tells of shots by mishap."""
    sets, lemmas = scene.known.sets, scene.lemmas(s)
    named = not sets["mishap"].isdisjoint(lemmas) and _of_shots(scene, s)
    if named and any(t.lower in sets["mishap"] and not denied(scene, s, t) for t in s):
        return True
    if not s.parsed:
        return False
    if any(_gun_beside(s, t, p) and not _asked(scene, s, t) for t, form in scene.entered(s) if form.shots and t.pos == "VERB"
           for p in form.shots):
        return True
    return not sets["handling"].isdisjoint(lemmas) and any(handled(scene, s, t) for t in s)


def in_mishap(scene: Scene, s: Sentence) -> bool:
    """Whether a sentence, or the one before or after it, is one of these: what a page says of a mishap elsewhere may be of another shot,
    and whoever reads of this one alone takes it for no accident."""
    return bool(scene.mishap) and any((s.field, k) in scene.mishap for k in range(s.index - 1, s.index + 2))


def shows_mishap(scene: Scene, m: Match) -> bool:
    """Whether the sentence of a predicate itself shows that what it tells was an accident: by the predicate, a word for it, or a gun that
    somebody plays with."""
    s, sets, lemmas = m.sentence, scene.known.sets, scene.lemmas(m.sentence)
    if m.frame.type == "ACCIDENT":
        return True
    if not sets["mishap"].isdisjoint(lemmas) and any(t.lower in sets["mishap"] and not denied(scene, s, t) for t in s):
        return True
    return not sets["handling"].isdisjoint(lemmas) and any(handled(scene, s, t) for t in s)


def _of_shots(scene: Scene, s: Sentence) -> bool:
    """Whether an accident that a sentence names may be of shots: not the crash that a page about a shooting tells of besides."""
    return s.field == "title" or s.index < OPENING or (s.parsed and bool(scene.near(s) & SHOTS))


def handled(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether somebody plays with a gun, or cleans it."""
    below = s.children(t, "obj", "obl") if lemma(t) in scene.known.sets["handling"] and t.pos == "VERB" else ()
    held = (x for x in below if x.rel == "obj" or any(c.lower in scene.known.sets["weapon"] for c in s.children(x, "case")))
    return any("weapon" in scene.kinds(s, x) for x in held) and not _asked(scene, s, t)


def denied(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether the words before it deny or only suppose it, or it is asked about or one of two possibilities."""
    sets, before = scene.known.sets, {x.lower for x in s.tokens[max(0, t.i - BEFORE):t.i]}
    told = bool(before & (sets["negation"] | sets["negative_determiners"] | sets["if_marks"]))
    return told or _asked(scene, s, t) or _alternative(scene, s, t)


def _asked(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a word stands in an indirect question or a condition: "determine whether the shooting was intentional or accidental", but
    not in what a relative clause or one of time tells: "whether to charge the man who accidentally shot her"."""
    marks = scene.known.sets["if_marks"] - scene.known.sets["time_marks"]
    for x in (t, *s.ancestors(t)):
        if x.rel in CLAUSES and any(m.lower in marks for m in s.children(x, "mark")):
            return True
        if x.dep == RELATIVE or (x.rel == "advcl" and any(m.lower in scene.known.sets["time_marks"] for m in s.children(x, "mark"))):
            return False
    return False


def _alternative(scene: Scene, s: Sentence, t: Token) -> bool:
    """Whether a word is one of two possibilities of which the other is no mishap: "an accident or a murder"."""
    above = s.head(t) if t.rel == "conj" else t
    members = (above, *s.children(above, "conj"))
    if not any(c.lower in scene.known.sets["neither"] for x in members for c in s.children(x, "cc")):
        return False
    return any(not {x.lower, lemma(x)} & scene.known.sets["mishap"] for x in members)


def _gun_beside(s: Sentence, t: Token, p: Pattern) -> bool:
    """Whether a gun stands before such a verb, and its particle after it."""
    after = s[t.i + 1].lower if t.i + 1 < len(s) else ""
    wanted = {w for c in p.frame.needs for w in c.partition(":")[2].split("|")}
    found = any(wanted & {x.lower, lemma(x)} for x in s.tokens[max(0, t.i - BEFORE):t.i])
    return found and p.particle in {None, after} and not (p.objects or p.clause)
