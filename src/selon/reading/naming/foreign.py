"""Listed bodies of a country that a page in capitals never speaks of: an abbreviation or a general name there is another one's.

Where case tells nothing, "LET" may be a verb, "PCC" the party of any country, "THE METROPOLITAN POLICE" that of any city.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from selon.atlas.actors import Actor
from selon.atlas.phrases import fold
from selon.languages.syntax import Sentence
from selon.reading.naming.runs import Run
from selon.reading.naming.words import Words

COMMON = frozenset(("party", "police"))     # kinds whose names are alike in many countries


def without_foreign(runs: Iterable[Run], sentences: Sequence[Sentence], words: Words) -> list[Run]:
    """The runs, without the listed actor where only another country is told of."""
    told = {c for s in sentences for t in s if (c := words.nationality(t.text) or words.country(t.text)) is not None}
    return [replace(r, actor=None) if r.actor is not None and told and _is_foreign(r, r.actor, told) else r for r in runs]


def _is_foreign(r: Run, actor: Actor, told: set[str]) -> bool:
    if actor.kind == "person" or actor.country is None or actor.country in told:
        return False
    short = r.first == r.last and fold(r.tokens[0].text) != fold(actor.name)
    return short or actor.kind in COMMON
