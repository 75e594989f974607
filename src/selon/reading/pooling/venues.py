"""Where it happened, told as if it had done or suffered it: "the Harbour Club shooting", "shot a girl at a park", "a party that left two
hurt". A place or a house is known as such by its words or by the preposition; people, forces and states never are."""

from __future__ import annotations

from itertools import islice

from selon.languages.syntax import Token
from selon.reading.mentions import Argument, Mention
from selon.reading.names import is_shouted
from selon.reading.places import STREET
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.words import is_one
from selon.reading.predicates.phrases import preposition
from selon.reading.predicates.schema import predicates

HARMED = frozenset({"killed", "injured"})
FORCE = frozenset({"ASSAULT", "ACCIDENT"})
SELF = frozenset({"people", "person"})
UNARMED = frozenset({None, "EDU", "BUS", "MED", "CVL", "HLH", "REL"})
DEPTH = 4


def is_site(f: Findings, m: Mention, a: Argument) -> bool:
    """Whether a doer is where it happened: the name an act is called by, or what it was at that "left two dead"."""
    return m.type in FORCE and a.sentence is m.sentence and (_names_it(f, m, a.head) or (m.harm in HARMED and _around(f, m, a.head)))


def _names_it(f: Findings, m: Mention, t: Token) -> bool:
    """A name before the noun of an act that is of no person, no force and no state: "the Seattle shootings", not "Israeli strikes"."""
    if not m.nominal or t.pos != "PROPN" or t.rel != "compound" or t.head != m.trigger.i:
        return False
    name, p = f.names.at(m.sentence, t.i), f.people.participant(m.sentence, t)
    if name is None or name.actor is not None or p.country is not None or p.sector not in UNARMED:
        return False
    return name.kind in {"place", "organisation", "other"} and not is_shouted(f.page.article.text)


def _around(f: Findings, m: Mention, t: Token) -> bool:
    """What a relative clause of harm hangs on, where that itself hangs on an act as its place: "a shooting at a bar that left two dead"."""
    s = m.sentence
    verb = next((x for x in (m.trigger, *islice(s.ancestors(m.trigger), DEPTH)) if x.dep == "acl:relcl"), None)
    where = predicates(f.page.lang).sets["place"] | f.words.tally.during
    if verb is None or verb.head != t.i or preposition(s, t, predicates(f.page.lang)) not in where:
        return False
    return f.people.participant(s, t).kind not in SELF


def at_places(f: Findings, m: Mention, args: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """The sufferers without the places that somebody else of them was hurt at: "shot a girl at a park"."""
    known = predicates(f.page.lang)
    def there(a: Argument) -> bool:
        at = preposition(a.sentence, a.head, known)
        return at in known.sets["place"] and f.people.participant(a.sentence, a.head).kind not in SELF
    whole = any(preposition(a.sentence, a.head, known) is None and f.people.participant(a.sentence, a.head).kind in SELF for a in args)
    return tuple(a for a in args if not there(a)) if whole and m.type in FORCE else args


def is_half(f: Findings, a: Argument) -> bool:
    """Whether a nationality is cut off from the noun it tells of, as happens in capitals: "attacked a U.S. | military convoy"."""
    s, last = a.sentence, f.people.phrases.bounds(a.sentence, a.head)[1]
    if last + 1 >= len(s) or a.head.feats.get("Number") == "Plur" or not is_shouted(f.page.article.text):
        return False
    name = f.names.at(s, a.head.i)
    told = f.people.words.nationality(a.head.text) if name is None or name.kind == "nationality" else name.country
    return told is not None and (name is None or name.kind in {"nationality", "place"}) and s[last + 1].pos in {"NOUN", "PROPN", "ADJ"}


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
