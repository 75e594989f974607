"""What a noun, a name or a word that stands for one is in its sentence: the lexicon's classes, what is known of its name, and what is
counted or stood for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.languages.syntax import Sentence, Token
from selon.reading.names import Name
from selon.reading.predicates.forms import HARMING, NOTHING, form_of, sense, with_thing
from selon.reading.predicates.phrases import counted_on, lemma

if TYPE_CHECKING:
    from selon.reading.predicates.scene import Scene

NAMED: dict[str, frozenset[str]] = {
    "person": frozenset({"name", "person"}), "organisation": frozenset({"name", "state", "organisation"}),
    "place": frozenset({"name", "place"}), "nationality": frozenset({"demonym"}),
    "group": frozenset({"name", "armed", "armedname", "organisation"}), "ship": frozenset({"name", "ship", "platform", "building"}),
    "other": frozenset({"name"})}
COMMON = frozenset({"nationality", "group", "ship"})       # kinds of names that common nouns and adjectives have too
FIRM = frozenset({"name"})
ARMED = frozenset({"armed"})
GANG = ARMED | {"armedname"}
SECTORS: dict[str, frozenset[str]] = {"REB": GANG, "CRM": GANG, "MIL": ARMED, "COP": ARMED, "GOV": frozenset({"state"})}
OFFICES = frozenset({"state", "armed"})
AILMENT = frozenset({"illness"})
NATURE = frozenset({"natural"})
CONTEXTUAL = frozenset({"PROPN", "PRON", "NUM"})
STANDING = frozenset({"nsubj", "obj"})      # relations in which an adjective stands for a noun
SOLID = frozenset({"armed", "armedname", "state", "person", "building", "vehicle", "ship", "weapon", "flying", "platform", "time",
                   "natural"})


def plain_kinds(scene: Scene, sentence: Sentence, t: Token) -> frozenset[str] | None:
    """The classes of a word in small letters as the lexicon alone has them, with the word and its lemma; null where the sentence may say
    more."""
    if t.pos in CONTEXTUAL or t.text[:1].isupper() or counted_on(t):
        return None
    form = form_of(scene.known, t)
    if t.pos == "ADJ" and (t.rel in STANDING or (form.demonym and t.rel == "amod")):
        return None
    name = scene.names.at(sentence, t.i) if scene.names is not None else None
    if name is not None and name.kind in COMMON:
        return None
    return form.noun_kinds if t.pos == "NOUN" else form.other_kinds


def kinds_of(scene: Scene, sentence: Sentence, t: Token) -> frozenset[str]:
    """The classes of any word, as its sentence tells."""
    table = scene.known.classes
    found = form_of(scene.known, t).classes
    name = scene.names.at(sentence, t.i) if scene.names is not None else None
    proper = t.pos == "PROPN" and not t.text.islower() and (t.i or sentence.field != "title")
    if proper or (t.text[:1].isupper() and t.i and t.pos == "NOUN"):
        alone = t.rel not in {"compound", "flat"} and sentence.child(t, "compound", "flat") is None
        found = found & (SOLID | AILMENT if alone else SOLID)      # "H5N1", not "the Centers for Disease Control"
    if name is not None and (t.pos == "PROPN" or name.kind in COMMON):
        found = found | (FIRM if _is_firm(scene, sentence, name) else NAMED[name.kind]) | _sector(scene, sentence, name, t)
    elif t.pos == "PROPN" or (not found and t.pos == "NOUN" and t.text[:1].isupper()):
        found = found | {"name"}
    beside = sentence.children(t, "compound", "nmod", "flat", "list") if t.pos == "PROPN" else ()
    for c in beside:                            # "Cyclone Larry", "Hong Kong flu"
        found = found | (table.get(lemma(c), NOTHING) & (NATURE | AILMENT if c.text.islower() else NATURE))
    if t.pos == "PRON":
        found = found | {"pron"} | _elided(scene, sentence, t)
    elif t.pos == "NUM":
        found = found | {"number"} | (_elided(scene, sentence, t) or {"person"})
    elif t.pos == "ADJ" and t.i and _of_nation(scene, t):
        found = found | {"demonym"}
    elif (t.pos == "ADJ" and t.rel in STANDING) or counted_on(t):
        found = found | _elided(scene, sentence, t)
    if "fire" in found and any("weapon" in table.get(lemma(m), NOTHING) for m in sentence.children(t, "compound", "nmod")):
        found = (found - {"fire"}) | HARMING    # "rifle fire"
    if t.pos == "NOUN" and lemma(t) in scene.known.sets["transparent"] and not found:
        found = _of_counted(scene, sentence, t)
    return with_thing(found) or (sense(scene.known, t) if t.pos == "NOUN" else NOTHING)


def _of_counted(scene: Scene, sentence: Sentence, t: Token) -> frozenset[str]:
    """The classes of those that a noun without one of its own counts: "a group of men"."""
    table = scene.known.classes
    found = (table.get(w, NOTHING) for x in scene.counted(sentence, t) for w in (lemma(x), scene.stem(x)))
    return NOTHING.union(*found)


def _of_nation(scene: Scene, t: Token) -> bool:
    """Whether an adjective is a people's: by its capital, but where all the page is in capitals, or by the list."""
    capital = t.text[:1].isupper()
    return (capital and not scene.shouted) or ((capital or t.rel == "amod") and form_of(scene.known, t).demonym)


def _elided(scene: Scene, sentence: Sentence, t: Token) -> frozenset[str]:
    """Classes of what a number or pronoun stands for, where it is something that flies."""
    for x in scene.counted(sentence, t) or ((y,) if (y := scene.stands_for(sentence, t)) is not None else ()):
        kinds = scene.known.classes.get(lemma(x)) or scene.known.classes.get(scene.stem(x)) or NOTHING
        if "flying" in kinds:
            return kinds
    return NOTHING


def _is_firm(scene: Scene, sentence: Sentence, name: Name) -> bool:
    """Whether a name is a company's, which is no public party: "Stevens & Wilkinson", "Trans Am Trucking Company"."""
    private = name.kind == "organisation" and name.actor is None
    return private and any(t.lower in scene.known.sets["firms"] for t in sentence.tokens[name.first:name.last + 1])


def _sector(scene: Scene, sentence: Sentence, name: Name, t: Token) -> frozenset[str]:
    """What a name's actor or title makes of it: an armed group, a government, an officer ("Defence Minister X")."""
    out = SECTORS.get(name.actor.plover or "", NOTHING) if name.actor is not None else NOTHING
    if name.kind == "person":
        words = [*sentence.tokens[name.first:name.last + 1], *sentence.children(t, "compound", "appos", "nmod", "flat", "amod")]
        for w in words:
            out = out | (scene.known.classes.get(lemma(w), NOTHING) & OFFICES)
    return out
