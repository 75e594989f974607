"""Lemmas that a form may have by its ending, where the tagger or the table of lemmas does not know a word; what the lexicon has of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from selon.atlas.nations import demonyms
from selon.languages.syntax import Token
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.schema import Form, FrameEntry, Predicates

LEAST = 3           # letters of a root
MOST = 30_000      # forms that are remembered
NOTHING: frozenset[str] = frozenset()
HARMING = frozenset({"force"})
MEANT = frozenset({"force", "meant"})
THINGS = frozenset({"building", "vehicle", "weapon", "platform", "flying", "ship"})
THING = frozenset({"thing"})
VOTING = frozenset({"ASSAULT", "ACCIDENT", "DISASTER"})


def roots(form: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lemmas, the first ending of the list first; a doubled consonant is undone too ("stopped", "stop")."""
    for ending, base in endings:
        if form.endswith(ending) and len(form) > len(ending) + LEAST - 1:
            root = form[:len(form) - len(ending)]
            yield root + base
            if len(root) > LEAST and root[-1] == root[-2] and len(base) != 1:      # "rapping" is no rape
                yield root[:-1] + base


def singular(form: str) -> str:
    """A plural's likely singular, where the lemmatiser left it alone."""
    return form[:-1] if form.endswith("s") and len(form) > 3 else form


def with_thing(classes: frozenset[str]) -> frozenset[str]:
    """Classes of a noun, and that it is a thing where they say so."""
    return classes | THING if classes & THINGS and "person" not in classes else classes


def form_of(known: Predicates, t: Token) -> Form:
    """What the lexicon has of a word, remembered for the language."""
    key = t.lower, t.lemma
    found = known.forms.get(key)
    if found is None:
        if len(known.forms) > MOST:
            known.forms.clear()
        found = known.forms[key] = _form(known, t)
    return found


def entered_of(known: Predicates, tokens: Iterable[Token]) -> tuple[tuple[Token, Form], ...]:
    """The words that the lexicon has entries for, with the same: all words of all sentences are looked up."""
    kept = known.forms
    return tuple([(t, form) for t in tokens if (form := kept.get((t.lower, t.lemma)) or form_of(known, t)).entered])


def _form(known: Predicates, t: Token) -> Form:
    table = known.governor
    irregular = known.grammar.forms.get(t.lower)
    keys = (*([irregular] if irregular else []), lemma(t), *roots(t.lower, known.grammar.endings))
    word, names = lemma(t), (lemma(t), t.lower, singular(t.lower))
    governor = table.get(word) or table.get(t.lower)
    verb, governs = _first(keys, known.verbs), _first(keys, table) if governor is None else None
    verbs = known.verbs[verb] if verb is not None else ()
    nouns = known.nouns[noun] if (noun := _first(names, known.nouns)) is not None else ()
    adjective = word in known.adjectives or t.lower in known.adjectives
    classes = known.classes[named] if (named := _first(names, known.classes)) is not None else NOTHING
    own = frozenset({word, t.lower})            # a condition may name the word as well as its class
    kinds = with_thing(classes) | own if "fire" not in classes else None
    return Form(
        keys=keys,
        verb=verb,
        light=_first(keys, known.light),
        verbs=verbs,
        shots=tuple([p for p in verbs if p.frame.type == "ACCIDENT" and p.frame.mode == "firearms"]),
        nouns=nouns,
        adjective=adjective,
        entered=bool(verbs or nouns) or adjective,
        alone=adjective or any(not p.words for p in nouns),
        votes=any(p.frame.type in VOTING for p in (*known.nouns.get(word, ()), *known.verbs.get(word, ()))),
        governor=governor,
        verb_governor=table[governs] if governs is not None else governor,
        idioms=tuple([p for k in keys for p in known.idioms.get(k, ())]),
        classes=classes,
        demonym=bool(demonyms(known.lang).get(t.lower)),
        noun_kinds=kinds if classes else None if word in known.sets["transparent"] else sense(known, t) | own,
        other_kinds=kinds,
        forceful=_forceful([p.frame for p in verbs if not p.weight]) if verbs else NOTHING,
    )


def _first(keys: Iterable[str], table: Mapping[str, object]) -> str | None:
    """The first of several words that a table has."""
    for k in keys:
        if k in table:
            return k
    return None


def sense(known: Predicates, t: Token) -> frozenset[str]:
    """What WordNet has of a noun that no list of ours tells of."""
    found = known.senses.get(lemma(t))
    return frozenset({found}) if found is not None else NOTHING


def _forceful(frames: Iterable[FrameEntry]) -> frozenset[str]:
    """The signs that a verb with these frames is: of force meant, of mere harm, or none."""
    codes = [f.code for f in frames if f.type == "ASSAULT" and f.actor != "none" and not f.needs]
    return NOTHING if not codes else HARMING if all(c.startswith("HARM") for c in codes) else MEANT
