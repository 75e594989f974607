"""What may tell something is parsed; what cannot is not."""

from __future__ import annotations

import pytest

from selon.languages.pipelines import load_pipeline
from selon.reading.selection import Selection


@pytest.fixture(scope="module", params=["en", "fr"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


TOLD = {
    "en": ["Gunmen killed four guards.", "The minister denied it.", "According to the army, nobody came.", "They blew the bridge up.", "He left: nobody knew why."],
    "fr": ["Des hommes armés ont tué quatre gardes.", "Le ministre a démenti.", "Selon l'armée, personne n'est venu.", "Ils ont fait sauter le pont."],
}
NOT_TOLD = {"en": ["Home Weather Sports Jobs", "Home Monday 7 p.m. Channel 5"], "fr": ["Accueil Météo Sports Emploi", "Accueil Lundi 19 h Chaîne 5"]}


def test_sentences_that_tell_are_parsed(lang: str) -> None:
    nlp = load_pipeline(lang)
    selection = Selection.load(lang, nlp)
    assert [t for t in TOLD[lang] if not selection.worth([w.text for w in nlp.make_doc(t)])] == []


def test_page_furniture_is_not(lang: str) -> None:
    nlp = load_pipeline(lang)
    selection = Selection.load(lang, nlp)
    assert [t for t in NOT_TOLD[lang] if selection.worth([w.text for w in nlp.make_doc(t)])] == []
