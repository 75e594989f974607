"""The nominals that may be the source of a claim, and their numbers."""

from __future__ import annotations

import numpy as np
import pytest

from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.attribution.decoding import rank
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.attribution.quotes import find_quotes
from selon.reading.attribution.ranking import load_model
from selon.reading.attribution.spans import Field
from selon.reading.attribution.speakers import nominees
from selon.reading.parsing import pages

TEXTS = [
    ("fr", "« Oui dit », a-t-il dit."),      # a guess that stands within the words of its cue
    ("fr", "« La guerre est finie dit », a-t-il dit à la presse."),
    ("en", "“We left,” the mayor told reporters, and “nobody” spoke, he said on Monday."),
]


@pytest.mark.parametrize(("lang", "text"), TEXTS)
def test_every_candidate_has_nominees_with_whole_numbers(lang: str, text: str) -> None:
    lex, nlp = attribution_lexicon(lang), load_pipeline(lang)
    (page,) = pages([Article(id="a", text=text, lang=lang)], lang, nlp, lambda _, cuts: [True] * len(cuts))
    field = Field(text, page.body, find_quotes(text))
    found = [(r, n) for (ranked,) in [rank([field], lex, load_model())] for r in ranked for n in nominees(field, r.candidate, r.entry.speakers, lex)]
    assert found
    assert all(np.isfinite(n.row).all() for _, n in found)
