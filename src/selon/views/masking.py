"""Names of persons kept back in what is shown to others.

Shown are persons of public role: those of the actor list, and those whose words name an office. Kept back are all others, and always
minors, the accused, hostages and victims of sexual violence. Groups, organisations and states are no persons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import msgspec
from msgspec.structs import replace

from selon.atlas.actors import load_actors
from selon.atlas.nations import demonyms
from selon.atlas.phrases import fold
from selon.languages.lexicon import languages, load_lexicon
from selon.model import Figure, Incident, Participant, Responsibility, WovenDispute
from selon.reading.naming.words import ActorWords, first_names

WITHHELD = "[name withheld]"
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Of whom the targets are hostages, accused or victims of sexual violence, by type and mode; and the figures that tell of captives.
ALWAYS = {("ASSAULT", "sexual"), ("ASSAULT", "abduct"), ("COERCE", "arrest"), ("ACCUSE", None)}
CAPTIVES = frozenset({"abducted", "captured", "arrested"})


class PrivacyWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """languages/<lang>/lexicon/privacy.toml."""

    minors: tuple[str, ...]
    accused: tuple[str, ...]
    captives: tuple[str, ...]
    offices: tuple[str, ...]


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of those always kept back, and words of offices, of all languages: an incident is woven from several."""
    found = [load_lexicon(lang, "privacy", PrivacyWords) for lang in languages()]
    return frozenset(w for f in found for w in (*f.minors, *f.accused, *f.captives)), frozenset(w for f in found for w in f.offices)


def _in(text: str, words: frozenset[str]) -> bool:
    return any(w.lower() in words for w in WORD.findall(text))


def is_name(text: str) -> bool:
    """Whether words are the name of a person that nobody need know: a first name before another, and in no list of actors."""
    parts = WORD.findall(text)
    return len(parts) > 1 and text[:1].isupper() and fold(parts[0]) in first_names() and load_actors().named(text) is None


def _strings(value: object) -> Iterator[str]:
    """All strings in a value of lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for v in value.values() if isinstance(value, dict) else value:
            yield from _strings(v)


@cache
def _nouns() -> frozenset[str]:
    """Words that describe people and name nobody: roles, kinds, peoples, of all languages."""
    found = {
        w.lower()
        for lang in languages()
        for s in _strings(msgspec.to_builtins(load_lexicon(lang, "actors", ActorWords)))
        for w in WORD.findall(s)
    }
    return frozenset(found) | {w for words in _words() for w in words}


def names_somebody(p: Participant) -> bool:
    """Whether what a person is called is a name rather than a description ("U.S. official", "Les Américains")."""
    parts = [w for w in WORD.findall(p.name) if len(w) > 1]
    if not p.name[:1].isupper() or not parts:
        return False
    if any(demonyms(lang).get(w) for lang in languages() for w in parts):
        return False
    if len(parts) > 1 and any(fold(w) in first_names() and w[:1].isupper() for w in parts):
        return True
    return not any(w.lower() in _nouns() for w in parts)


def is_private(p: Participant, always: bool) -> bool:
    """Whether a participant is a person whose name is kept back; `always` where what they suffered or are accused of decides it."""
    if p.kind == "people":
        return is_name(p.name)
    if p.kind != "person" or not names_somebody(p):
        return False
    held, offices = _words()
    known = load_actors().named(p.name)
    if always or _in(p.text, held):
        return True
    return known is None and not _in(f"{p.text} {p.name}", offices)


def _participants(people: tuple[Participant, ...], always: Callable[[Participant], bool], kept_back: set[str]) -> tuple[Participant, ...]:
    def one(p: Participant) -> Participant:
        if not is_private(p, always(p)):
            return p
        kept_back.update((p.name, p.text))
        return replace(p, name=WITHHELD, text=WITHHELD)

    return tuple(one(p) for p in people)


def _accused(r: Responsibility, kept_back: set[str]) -> Responsibility:
    known = load_actors().named(r.actor)
    person = is_name(r.actor) or (known is not None and known.kind == "person" and r.kind == "accused") or r.actor in kept_back
    if not person:
        return r
    kept_back.add(r.actor)
    return replace(r, actor=WITHHELD)


def _figure(f: Figure, kept_back: set[str]) -> Figure:
    def name(source: str | None) -> str | None:
        return WITHHELD if source and (source in kept_back or is_name(source)) else source

    said = tuple(replace(s, root_source=name(s.root_source), text=without(s.text, kept_back)) for s in f.said)
    return replace(f, said=said, history=tuple(replace(h, root_source=name(h.root_source)) for h in f.history))


def without(text: str, kept_back: set[str]) -> str:
    """A text with those names taken out."""
    for name in sorted(kept_back, key=lambda n: (-len(n), n)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, text)
    return text


def mask(i: Incident) -> tuple[Incident, set[str]]:
    """The incident without private persons' names, and the names that were kept back."""
    kept_back: set[str] = set()
    accused = {r.actor for r in i.responsibility if r.kind == "accused"}
    suffered = (i.type, i.mode) in ALWAYS or (i.type, None) in ALWAYS or bool(CAPTIVES & i.figures.keys())
    targets = _participants(i.targets, lambda p: suffered, kept_back)
    actors = _participants(i.actors, lambda p: p.name in accused, kept_back)
    masked = replace(
        i, targets=targets, actors=actors,
        responsibility=tuple(_accused(r, kept_back) for r in i.responsibility),
        title=without(i.title, kept_back),
    )  # fmt: skip
    return replace(masked, figures={k: _figure(f, kept_back) for k, f in i.figures.items()}), kept_back


def mask_dispute(d: WovenDispute, kept_back: set[str]) -> WovenDispute:
    """The dispute without those names."""
    sides = tuple(replace(s, says=without(s.says, kept_back)) for s in d.sides)
    return replace(d, sides=sides, note=without(d.note, kept_back) if d.note else d.note)
