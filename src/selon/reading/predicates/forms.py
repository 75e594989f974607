"""Lemmas that a form may have by its ending, where the tagger or the table of lemmas does not know a word; what the lexicon has of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.languages.syntax import Token
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.schema import Form, Predicates

LEAST = 3           # letters of a root
MOST = 100_000      # forms that are remembered


def roots(form: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The lemmas, the first ending of the list first; a doubled consonant is undone too ("stopped", "stop")."""
    for ending, base in endings:
        if form.endswith(ending) and len(form) > len(ending) + LEAST - 1:
            root = form[:len(form) - len(ending)]
            yield root + base
            if len(root) > LEAST and root[-1] == root[-2] and len(base) != 1:      # "rapping" is no rape
                yield root[:-1] + base


def form_of(known: Predicates, t: Token) -> Form:
    """What the lexicon has of a word, remembered for the language."""
    key = t.lower, t.lemma
    found = known.forms.get(key)
    if found is None:
        if len(known.forms) > MOST:
            known.forms.clear()
        found = known.forms[key] = _form(known, t)
    return found


def _form(known: Predicates, t: Token) -> Form:
    table = known.governor
    irregular = known.grammar.forms.get(t.lower)
    keys = (*([irregular] if irregular else []), lemma(t), *roots(t.lower, known.grammar.endings))
    governor = table.get(lemma(t)) or table.get(t.lower)
    verb = next((k for k in keys if k in known.verbs), None)
    frames = [p.frame for p in known.verbs.get(verb or "", ()) if not p.weight]
    return Form(
        keys=keys,
        verb=verb,
        light=next((k for k in keys if k in known.light), None),
        governor=governor,
        verb_governor=governor if governor is not None else next((table[k] for k in keys if k in table), None),
        idioms=tuple(p for k in keys for p in known.idioms.get(k, ())),
        forceful=tuple(f.code for f in frames if f.type == "ASSAULT" and f.actor != "none" and not f.needs),
    )
