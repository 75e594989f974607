"""Sentences whose parse has no verb where the lexicon sees one: "gunmen shot two traders" with "shot" as a noun.

A form of the lexicon's verbs that is read as noun, adjective or attribute, with a noun phrase right before and right after it, in
a clause that has no other finite verb, is that clause's verb, with these two as subject and object. A participle that follows a
plural noun it agrees with says something of that noun. Labels are Universal Dependencies'; what is right is left alone.
"""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.hanging import NAMING
from selon.reading.predicates.edits import WINDOW, Edit, behind
from selon.reading.predicates.fillers import dateline
from selon.reading.predicates.misparses import straightened
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.scene import Scene

OPENING = frozenset({"DET", "NUM"})
MISREAD = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "CCONJ"})
LOOSE = frozenset({"ccomp", "advcl", "xcomp", "dep", "parataxis"})
PAST = {"VerbForm": "Fin", "Tense": "Past", "Mood": "Ind"}
PRESENT = {"VerbForm": "Fin", "Tense": "Pres", "Mood": "Ind"}
HELD = frozenset({"COERCE", "ACCUSE"})
DASHES = frozenset({"--", "—"})
DATED = 3               # words that a dateline may begin with


def mended(scene: Scene, sentence: Sentence) -> Sentence:
    """The sentence with such verbs put right; the same object where nothing is wrong."""
    if not sentence.parsed or len(sentence) < 3:
        return sentence
    sentence = _undated(sentence)
    sentence = straightened(scene, _headline(scene, sentence))
    for t in [sentence.tokens[x.i] for x, form in scene.entered(sentence) if form.verb is not None]:
        kind = _misread(scene, sentence, t) if t.pos in MISREAD or t.dep == "amod" else None
        if kind is not None:
            edit = Edit(sentence)
            if edit.make_verb(scene, t, kind):
                return edit.done()
    loose = [t for t in sentence.tokens if t.pos == "VERB" and t.rel in LOOSE and _loose(sentence, t) is not None]
    if not loose:
        return sentence
    edit = Edit(sentence)
    for t in loose:
        noun = _loose(sentence, t)
        if noun is not None:
            edit.attach(t.i, noun.i, "acl")
    return edit.done()


def _headline(scene: Scene, sentence: Sentence) -> Sentence:
    """A headline whose first participle, right behind a person, is read as its verb, or said of who stands further off: "Mother of girl
    hurt in crash charged with it", "Father of boy shot in car arrested"."""
    root = next((t for t in sentence if t.head == t.i), None) if sentence.field == "title" else None
    whole = sentence.child(root, "nsubj") if root is not None and _bare_past(sentence, root) else None
    if root is None or whole is None:
        return sentence
    part = max((c for c in sentence.children(whole, "nmod") if c.i > whole.i), key=lambda c: c.i, default=None)
    said = (root, *sentence.children(whole, "acl"))
    first = next((t for t in said if part is not None and _right_behind(scene, sentence, part, t)), None)
    later = root if first is not root else next((t for t in sentence.tokens[root.i + 1:] if _held(scene, sentence, t)), None)
    if part is None or first is None or later is None or not _held(scene, sentence, later):
        return sentence
    edit = Edit(sentence)
    edit.attach(first.i, part.i, "acl")
    edit.attach(later.i, later.i, "root")
    edit.attach(whole.i, later.i, "nsubj:pass")
    return edit.done()


def _right_behind(scene: Scene, sentence: Sentence, part: Token, t: Token) -> bool:
    """Whether a participle stands right behind people, of whom somebody else is the mother or the neighbour."""
    after = sentence.edges(part)[1] + 1 if t not in sentence.children(part) else part.i + 1
    person = bool({"person", "crowd"} & scene.kinds(sentence, part)) and part.pos != "NUM"
    return person and part.i < t.i and after <= t.i and _bare_past(sentence, t) and all(x.pos == "ADV" for x in sentence.tokens[after:t.i])


def _held(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a headline's participle says who is arrested or charged."""
    if not _bare_past(sentence, t) or (sentence.child(t, "nsubj") is not None and t.head != t.i):
        return False
    blamed = any(f"{lemma(t)} {c.lower}" in scene.known.sets["blamed"] for c in sentence.tokens[t.i + 1:t.i + 2])
    return not blamed and any(p.frame.type in HELD for p in scene.known.verbs.get(scene.verb_key(t) or "", ()))


def _bare_past(sentence: Sentence, t: Token) -> bool:
    """A past form or participle without auxiliary, mark, "and" or object."""
    past = t.pos == "VERB" and t.feats.get("Tense") == "Past"
    return past and sentence.child(t, "aux", "mark", "cc", "obj") is None


def _undated(sentence: Sentence) -> Sentence:
    """A dateline that the parser took for the subject, gives way to what it took for its apposition: "MEDELLIN -- Four men have ..."."""
    for t in sentence.tokens[:DATED]:
        if t.rel != "nsubj":
            continue
        told = next((c for c in sentence.children(t, "appos") if c.pos in NAMING and c.i > t.i), None)
        dash = t.pos == "PROPN" and sentence[min(t.i + 1, len(sentence) - 1)].text in DASHES          # of pages all in capitals
        if told is not None and (dash or dateline(sentence, t)):
            edit = Edit(sentence)
            edit.attach(told.i, t.head, t.dep)
            edit.attach(t.i, told.i, "dep")
            return edit.done()
    return sentence


def _loose(sentence: Sentence, t: Token) -> Token | None:
    """The plural noun right before a plural participle without auxiliary that the parser hung elsewhere."""
    if not is_participle(t) or t.feats.get("Number") != "Plur" or sentence.child(t, "aux", "nsubj", "mark", "obj") is not None:
        return None
    for x in reversed(sentence.tokens[max(0, t.i - 4):t.i]):
        if x.pos == "NOUN" and x.feats.get("Number") == "Plur":
            same = x.feats.get("Gender") in {None, t.feats.get("Gender")}
            return x if same and t not in tuple(sentence.ancestors(x)) else None
        if x.pos not in {"ADJ", "NOUN", "ADP"}:
            return None
    return None


def _misread(scene: Scene, sentence: Sentence, t: Token) -> dict[str, str] | None:
    """Features of the verb that a word is, where the parser took it for something else; else null."""
    attribute = t.pos == "VERB" and t.dep == "amod" and t.i < t.head and is_participle(t)
    if not t.i or not (attribute or t.pos in MISREAD):
        return None
    form = _form(scene, sentence, t)
    if form is None or not _between(scene, sentence, t, strict=not attribute):
        return None
    return form if not _governed(sentence, t) else None


def _form(scene: Scene, sentence: Sentence, t: Token) -> dict[str, str] | None:
    """Of a word that may be a verb: past, by its form; in a headline, or where a language has a form of its own for it, present, if it
    agrees with the noun before it."""
    grammar = scene.known.grammar
    if grammar.present_endings:
        alone = sentence[t.i - 1].feats.get("Number") != "Plur"
        return PRESENT if alone and t.lower.endswith(grammar.present_endings) else None
    if not grammar.finite_endings or (t.lower in grammar.alike_past and t.pos == "ADJ"):
        return None
    if t.lower in grammar.forms or t.lower.endswith(grammar.finite_endings):
        return PAST
    if sentence.field != "title" or t.pos != "NOUN":
        return None
    before = sentence[t.i - 1]
    plural = before.lower.endswith(grammar.third_person) or bool(scene.known.classes.get(before.lower, frozenset()) & {"crowd", "armed"})
    return PRESENT if t.lower.endswith(grammar.third_person) != plural else None


def _between(scene: Scene, sentence: Sentence, t: Token, strict: bool) -> bool:
    """A noun stands right before the word, and a noun phrase begins right after it."""
    before = sentence[t.i - 1]
    if before.pos not in NAMING or before.dep == "case" or any(c.pos == "DET" and c.i == t.i - 1 for c in sentence.children(t)):
        return False
    after = behind(scene, sentence, t)
    if after >= len(sentence):
        return False
    opening, particle = sentence[after], after > t.i + 1
    if opening.pos in OPENING or (opening.pos == "PRON" and opening.feats.get("Poss") == "Yes"):
        return True
    if opening.pos in {"ADJ", "NOUN", "PROPN"}:
        return particle or not strict or sentence.field == "title" or opening.lower in scene.known.sets["transparent"]
    return False


def _governed(sentence: Sentence, t: Token) -> bool:
    """Whether the clause has a finite verb of its own, so that the word may well be no verb."""
    if sentence.child(t, "cop", "aux", "case") is not None:
        return True
    top = t
    for _ in range(WINDOW):
        if top.head == top.i or (top is not t and top.pos == "VERB"):
            break
        top = sentence.head(top)
    if top.pos not in {"VERB", "AUX"}:
        return sentence.child(top, "cop") is not None
    if top is t:
        return False
    if top.i > t.i:                     # "the army shot three men, he said": only a verb that has this clause as its own
        own = sentence.child(top, "nsubj")
        return own is None or own.i < t.i
    return True
