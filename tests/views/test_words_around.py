"""The words shown around a span: of its own sentence, without the dateline, at most so many to each side."""

from __future__ import annotations

from selon.model import Reading
from selon.views.terminal import BESIDE, words_around
from selon.views.web.excerpts import quote

DATED = "OSLO, 3 mars (Agence Z) - Un drone a touché un dépôt au nord de la ville. Personne n'a été blessé."
LONG = "La mairie, " + "qui siège dans le vieux palais, " * 9 + "a condamné l'attaque, " + "sans rien ajouter à ce sujet, " * 9 + "hier."


def _reading(text: str, title: str | None = None) -> Reading:
    return Reading(id="a", lang="fr", title=title, url=None, outlet=None, credit=None, translated=None, published=None, text=text)


def _span(text: str, word: str) -> tuple[int, int]:
    return text.index(word), text.index(word) + len(word)


def test_neither_the_dateline_nor_the_next_sentence_is_shown() -> None:
    r, span = _reading(DATED), _span(DATED, "touché")
    assert words_around(r, span, None) == "Un drone a touché un dépôt au nord de la ville."
    q = quote(r, span)
    assert q.before + q.words + q.after == words_around(r, span, None)


def test_a_long_sentence_is_cut_between_words() -> None:
    shown = words_around(_reading(LONG), _span(LONG, "condamné"), None)
    assert "a condamné l'attaque" in shown and len(shown) <= 2 * BESIDE + len("condamné")
    assert f" {shown} " in f" {LONG} "


def test_a_title_is_shown_whole() -> None:
    r = _reading(DATED, "Un dépôt touché par un drone")
    assert words_around(r, (9, 15), "title") == "Un dépôt touché par un drone"
