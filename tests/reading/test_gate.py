"""The gate before the parser: it keeps what tells, learns what can be learnt, and holds no word of any text."""

from __future__ import annotations

import numpy as np
import pytest

from selon.languages.lemmas import Lemmatizer
from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.attribution.columns import CLASSES
from selon.reading.attribution.lexicon import attribution_lexicon
from selon.reading.gate import LEAD, LENGTHS, MARKS, RARITIES, Gate, GateModel, WordClasses, load_gate, quoted
from selon.reading.parsing import Cut, everything, pages
from selon.reading.predicates.schema import predicates
from training.gate import fit, model, rows

HEAD = "The town council met on Monday. It was a long evening. Few people came. "
TOLD = {
    "en": "Gunmen killed four guards near the port. The minister denied that his troops had fired. \"We are safe,\" the mayor said. "
          "According to the army, nobody came.",
    "fr": "Des hommes armés ont tué quatre gardes près du port. Le ministre a démenti que ses troupes aient tiré. "
          "Selon l'armée, personne n'est venu.",
}
IDLE = "Copyright 2019 The Daily Lantern. Home Weather Sports Jobs. Open 9 to 5."


def cuts_of(text: str, lang: str) -> list[Cut]:
    kept: list[Cut] = []

    def keep(_: str, cuts: list[Cut]) -> list[bool]:  # type: ignore[misc]
        kept.extend(cuts)
        return [False] * len(cuts)

    list(pages([Article(id="x", text=text, lang=lang)], lang, load_pipeline(lang), keep))  # type: ignore[arg-type]
    return kept


def gate(lang: str) -> Gate:
    table = load_pipeline(lang).get_pipe("selon_lemmatizer")
    assert isinstance(table, Lemmatizer)
    return Gate.load(lang, table.lemma)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_what_tells_goes_to_the_parser(lang: str) -> None:
    text = HEAD + TOLD[lang]
    assert all(gate(lang).tells(text, cuts_of(text, lang)))


def test_furniture_does_not_but_the_head_of_a_text_always_does() -> None:
    text = HEAD + TOLD["en"] + "\n" + IDLE
    one = gate("en")
    one.model = GateModel(load_gate().bias, -1.5, load_gate().weights)
    told = one.tells(text, cuts_of(text, "en"))
    assert all(told[:-3]) and not any(told[-3:])
    assert all(one.tells(IDLE, cuts_of(IDLE, "en"))[:LEAD])


def test_quotations_are_seen_in_every_sentence_they_touch() -> None:
    text = "\"We left. Nobody stayed,\" she said. They drove on."
    touched, paragraphs = quoted(text, cuts_of(text, "en"))
    assert touched[0] and not touched[-1] and paragraphs == {0}


def test_everything_is_everything() -> None:
    assert everything(IDLE, cuts_of(IDLE, "en")) == [True] * 3


def test_holds_no_word() -> None:
    names = {"length", "place", "quoted", "beside_quotation", "paragraph_start", "paragraph_alone", "digits", "year", "capital",
             "capitals", "locution", "light", "mark:other"}
    names |= {f"mark:{m}" for m in MARKS} | {f"rarity:{i}" for i in range(RARITIES + 1)} | {f"length:{i}" for i in range(LENGTHS + 1)}
    for lang in ("en", "fr"):
        lexicon, events = attribution_lexicon(lang), predicates(lang)
        types = {p.frame.type for table in (events.verbs, events.nouns, events.adjectives) for found in table.values() for p in found}
        names |= {f"says:{sort}:{c}" for sort in ("verb", "noun", "adjective", "adverb", "phrase") for c in CLASSES}
        names |= {f"speaker:{c}" for c in lexicon.schema.speakers} | {f"word:{c}" for c in lexicon.words}
        names |= {f"marker:{c}" for c in lexicon.schema.markers}
        names |= {f"event:{sort}:{t}{end}" for t in types for sort, end in (
            ("verb", ":alone"), ("verb", ":beside"), ("noun", ":alone"), ("noun", ":beside"), ("adjective", ""))}
        names |= {f"noun:{c}" for found in events.classes.values() for c in found} | {f"set:{c}" for c in events.sets}
        names |= {f"governor:{c}" for c in events.grammar.passes}
    assert sorted(set(load_gate().weights) - names) == []


def test_the_fit_finds_what_tells() -> None:
    seen = [({"a": float(i % 2), "b": float(i % 3)}, float(i % 2)) for i in range(60)]
    found = model(seen)
    assert found == model(seen) and found.weights["a"] > 1 > abs(found.weights.get("b", 0.0))
    w = fit(np.array([[r["a"], r["b"]] for r, _ in seen]), np.array([y for _, y in seen]))
    assert round(float(w[-1]), 3) == found.bias


def test_reading_weighs_as_the_fit_does() -> None:
    text = HEAD + TOLD["en"]
    cuts, one = cuts_of(text, "en"), gate("en")
    for least in (-30.0, -1.0, 0.0, 1.0):
        one.model = GateModel(load_gate().bias, least, load_gate().weights)
        odds = [one.model.bias + sum(one.model.weights.get(n, 0.0) * x for n, x in row.items()) for row in rows(text, cuts, one.classes)]
        assert one.tells(text, cuts) == [i < LEAD or x >= least or one.sure(cuts[i].words) for i, x in enumerate(odds)]


@pytest.mark.parametrize(("lang", "told"), [("en", "Four rockets were launched at a depot."), ("fr", "Deux drones ont frappé un dépôt.")])
def test_blows_and_arms_are_always_parsed(lang: str, told: str) -> None:
    text = HEAD + "\n" + told + " " + ("It was a fine day." if lang == "en" else "Il faisait beau.")
    cuts, one = cuts_of(text, lang), gate(lang)
    one = Gate(one.classes, GateModel(0.0, 1000.0, {}))
    assert [text[slice(*c.span)] for c, yes in zip(cuts, one.tells(text, cuts), strict=True) if yes][LEAD:] == [told]


def test_function_words_have_no_made_up_lemmas() -> None:
    classes = WordClasses.load("en", lambda form, tag: "attack")
    assert not any(name.startswith("event:") for name in classes.of("for"))
    assert any(name.startswith("event:") for name in classes.of("raids"))
