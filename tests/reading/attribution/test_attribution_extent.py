"""Contents mended by grammar, each rule on a content cut as the rankers may cut it."""

from __future__ import annotations

import pytest

from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.attribution.cues import find_cues
from selon.reading.attribution.extent import mended_extent
from selon.reading.attribution.generate import Candidate
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.attribution.sources import sources_of
from selon.reading.attribution.spans import Field
from selon.reading.parsing import pages

# language, text, cue, word that the content hangs from, content as cut, content mended
CASES = [
    # who spoke between two quotations
    ("en", "“The dam will hold,” said Oren Talbot, a retired engineer. “We checked it twice.”", "said", None,
     ["“The dam will hold,”", "a retired engineer", "“We checked it twice.”"], ["“The dam will hold,”", "“We checked it twice.”"]),
    ("fr", "« Le barrage tiendra », a dit Oren Talbot, un ingénieur. « Nous l'avons vérifié. »", "dit", None,
     ["« Le barrage tiendra »", "un ingénieur", "« Nous l'avons vérifié. »"], ["« Le barrage tiendra »", "« Nous l'avons vérifié. »"]),
    ("en", "The dam “will hold”, Oren Talbot said, although it is “very old” and “leaks”.", "said", None,
     ["The dam “will hold”", "although it is “very old”", "“leaks”"], ["The dam “will hold”", "although it is “very old”", "“leaks”"]),
    # from the conjunction on
    ("en", "The town fears that General Draum, back in command since May, will close the pass.", "fears", "close",
     ["will close the pass"], ["that General Draum, back in command since May, will close the pass"]),
    ("fr", "La ville craint que le général Draum, de retour depuis mai, ne ferme le col.", "craint", "ferme",
     ["de retour depuis mai, ne ferme le col"], ["que le général Draum, de retour depuis mai, ne ferme le col"]),
    ("en", "The clerk said that “the archive is closed”.", "said", "closed", ["“the archive is closed”"], ["“the archive is closed”"]),
    ("en", "The clerk uttered two words: “Not now.”", "uttered", None, ["“Not now.”"], ["“Not now.”"]),
    # the thing that the cue governs
    ("en", "The bishop reiterated his appeal for an end to the siege.", "reiterated", "end",
     ["for an end to the siege"], ["his appeal for an end to the siege"]),
    ("en", "The paper praised the clerk for opening the archive.", "praised", "opening",
     ["for opening the archive"], ["the clerk for opening the archive"]),
    ("en", "The deputies asked for answers to the seven questions.", "asked", "questions",
     ["to the seven questions"], ["answers to the seven questions"]),
    ("fr", "Le journal a critiqué le ministre pour son silence.", "critiqué", "silence", ["pour son silence"],
     ["le ministre pour son silence"]),
    ("en", "The clerk told the visitors to leave the hall.", "told", "leave", ["to leave the hall"], ["the visitors to leave the hall"]),
    ("en", "The clerk told the visitors that the hall was shut.", "told", "shut", ["that the hall was shut"], ["that the hall was shut"]),
    ("fr", "Le greffier a appelé les visiteurs à quitter la salle.", "appelé", "quitter", ["à quitter la salle"],
     ["les visiteurs à quitter la salle"]),
    # members of an enumeration
    ("en", "They found that the bridge had lost two cables, and that the third one might go.", "found", "lost",
     ["that the bridge had lost two cables"], ["that the bridge had lost two cables, and that the third one might go"]),
    ("fr", "Ils affirment que le pont a perdu deux câbles, et que le troisième peut céder.", "affirment", "perdu",
     ["que le pont a perdu deux câbles"], ["que le pont a perdu deux câbles, et que le troisième peut céder"]),
    ("en", "He said the storm would delay cement, timber and glass.", "said", "delay",
     ["the storm would delay cement"], ["the storm would delay cement, timber and glass"]),
    ("en", "He hopes to buy the mill, restore its wheel and open it to visitors.", "hopes", "buy",
     ["to buy the mill"], ["to buy the mill, restore its wheel and open it to visitors"]),
    ("fr", "Elle veut élargir la route, construire un pont et planter des arbres.", "veut", "élargir",
     ["élargir la route"], ["élargir la route, construire un pont et planter des arbres"]),
    ("en", "The mayor vowed to rebuild the school and he left the hall.", "vowed", "rebuild",
     ["to rebuild the school"], ["to rebuild the school"]),
    ("en", "The firm announced cuts in three plants, including the oldest one.", "announced", "cuts",
     ["cuts in three plants"], ["cuts in three plants, including the oldest one"]),
    ("fr", "La firme a annoncé la fermeture de trois usines, notamment de la plus ancienne.", "annoncé", "fermeture",
     ["la fermeture de trois usines"], ["la fermeture de trois usines, notamment de la plus ancienne"]),
    ("en", "He said the storm would delay cement, and police closed the port.", "said", "delay",
     ["the storm would delay cement"], ["the storm would delay cement"]),
    # headings, and a sentence before the quotation
    ("fr", "LE POINT DU SOIR – « Nous avons perdu deux bateaux », a affirmé le directeur.", "affirmé", None,
     ["LE POINT DU SOIR – « Nous avons perdu deux bateaux »"], ["« Nous avons perdu deux bateaux »"]),
    ("en", "NATO – and nobody else – will “decide on the base,” the general said.", "said", None,
     ["NATO – and nobody else – will “decide on the base,”"], ["NATO – and nobody else – will “decide on the base,”"]),
]


@pytest.mark.parametrize(("lang", "text", "cue", "node", "cut", "whole"), CASES)
def test_extent(lang: str, text: str, cue: str, node: str | None, cut: list[str], whole: list[str]) -> None:
    page = next(iter(pages([Article(id="x", text=text, lang=lang)], lang, load_pipeline(lang))))
    lex, field = attribution_lexicon(lang), Field(text, page.body, page.quotes("text"))
    s = next(s for s in page.body if any(t.text == cue for t in s))
    found = next(c for c in find_cues(s, lex, ()) if any(t.text == cue for t in c.words))
    speakers = sources_of(found, lex)
    hangs = next((t for t in s if t.text == node), None)
    spans = tuple((text.index(w), text.index(w) + len(w)) for w in cut)
    c = Candidate(found, spans, "clause", hangs, 0, speakers[0] if speakers else None)
    mended = mended_extent(field, c, frozenset(t.start for t in found.words), lex)
    assert [text[a:b] for a, b in mended] == whole
