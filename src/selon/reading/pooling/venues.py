"""Where it happened, told as if it had done or suffered it: "shot a girl at a park". A place or a house is known as such by its words or
by the preposition; people, forces and states never are."""

from __future__ import annotations

from selon.reading.mentions import Argument, Mention
from selon.reading.names import is_shouted
from selon.reading.places import STREET
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.wording import BODILY
from selon.reading.pooling.words import is_one
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

SELF = frozenset({"people", "person"})


def at_places(f: Findings, m: Mention, args: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The sufferers without the places that somebody else of them was hurt at: "shot a girl at a park"."""
    if len(args) < 2 or m.type not in BODILY:
        return args
    known = predicates(f.page.lang)
    def there(a: Argument) -> bool:
        at = preposition(a.sentence, a.head, known)
        return at in known.sets["place"] and f.people.participant(a.sentence, a.head).kind not in SELF
    whole = any(preposition(a.sentence, a.head, known) is None and f.people.participant(a.sentence, a.head).kind in SELF for a in args)
    return tuple(a for a in args if not there(a)) if whole else args


def is_half(f: Findings, a: Argument) -> bool:
    """Whether a nationality is cut off from the noun it tells of, as happens in capitals: "attacked a U.S. | military convoy"."""
    s, name = a.sentence, f.names.at(a.sentence, a.head.i)
    told = f.people.words.nationality(a.head.text) if name is None or name.kind == "nationality" else name.country
    if told is None or (name is not None and name.kind not in {"nationality", "place"}) or a.head.feats.get("Number") == "Plur":
        return False
    after = s.tokens[f.people.phrases.bounds(s, a.head)[1] + 1:][:1]
    return any(t.pos in {"NOUN", "PROPN", "ADJ"} for t in after) and is_shouted(f.page.article.text)


def is_town(f: Findings, a: Argument) -> bool:
    """A place that is no country and so does nothing."""
    name = f.names.at(a.sentence, a.head.i)
    return (name is not None and name.kind == "place" and name.actor is None and name.country is None) or is_street(f, a)


def is_ground(f: Findings, a: Argument) -> bool:
    """A town or a piece of land of no country's name: where forces go, which are sent against nobody there."""
    p = f.people.participant(a.sentence, a.head)
    return p.country is None and (is_town(f, a) or is_one(a.head, f.words.people.grounds) or p.kind == "place")


def is_street(f: Findings, a: Argument) -> bool:
    """Part of an address: "a shooting in 12 Elm St."."""
    field = None if a.sentence.field == "text" else "title"
    at = a.head.start
    return a.head.pos == "PROPN" and any(p.unresolved == STREET and p.field == field and p.span[0] <= at < p.span[1] for p in f.places)


def with_place(f: Findings, a: Argument) -> bool:
    """"the centre of Lyon", "Lima department"."""
    below = a.sentence.children(a.head, "nmod", "compound", "flat", "appos")
    return any((n := f.names.at(a.sentence, c.i)) is not None and n.kind == "place" for c in (a.head, *below))
