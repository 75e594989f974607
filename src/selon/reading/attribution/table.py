"""The candidates of a field with their numbers: what the rankers are fitted on and what they read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import msgspec

from selon.reading.attribution.content_features import content_rows
from selon.reading.attribution.cues import Cue, find_cues
from selon.reading.attribution.features import Spot, cue_row
from selon.reading.attribution.generate import Candidate, Worth, candidates_of
from selon.reading.attribution.lexicon import AttributionLexicon
from selon.reading.attribution.ranking import Row
from selon.reading.attribution.sources import Speaker, sources_of
from selon.reading.attribution.spans import Field


class CueEntry(msgspec.Struct, gc=False):
    """A cue with its place, its source and its numbers."""

    spot: Spot
    cue: Cue
    speakers: list[Speaker]
    row: Row


def cue_entries(field: Field, lex: AttributionLexicon, worth: Callable[[Spot, Cue], bool] = lambda _spot, _cue: True) -> list[CueEntry]:
    """The cues of a field that are worth a look, in text order."""
    out: list[CueEntry] = []
    for spot, cues in _spots(field, lex):
        for cue in cues:
            if worth(spot, cue):
                speakers = sources_of(cue, lex)
                out.append(CueEntry(spot, cue, speakers, cue_row(spot, cue, speakers[0] if speakers else None, lex)))
    return out


def _spots(field: Field, lex: AttributionLexicon) -> list[tuple[Spot, list[Cue]]]:
    """The sentences that hold cues, with what their neighbours say."""
    out: list[tuple[Spot, list[Cue]]] = []
    for k, s in enumerate(field.sentences):
        if s.parsed and (cues := find_cues(s, lex, field.held[k])):
            spot = Spot(field, k, cues)
            if out and (before := out[-1][0]).k == k - 1:
                spot.previous_say, before.next_say = len(before.saying), len(spot.saying)
            out.append((spot, cues))
    return out


ALL: Worth = defaultdict(lambda: True)


def candidates(entry: CueEntry, worth: Worth = ALL) -> list[Candidate]:
    """The candidates of a cue whose shape and reach are worth a look."""
    return candidates_of(entry.spot.field, entry.spot.k, entry.cue, entry.speakers, worth)


def contents(entry: CueEntry, lex: AttributionLexicon, worth: Worth) -> tuple[list[Candidate], list[Row]]:
    """The candidates of a cue that are worth a look and their numbers, without the cue's."""
    found = candidates(entry, worth)
    first = entry.speakers[0] if entry.speakers else None
    return found, content_rows(entry.spot, found, first, lex)
