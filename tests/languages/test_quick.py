"""What makes the pipelines quick changes nothing: the same vectors and the same parses as spaCy's own code gives."""

from typing import Any

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from selon.languages.arithmetic import one_core, quickened
from selon.languages.casing import LANGUAGES
from selon.languages.encoding import encoding
from selon.languages.pipelines import load_pipeline, plain_pipeline
from selon.languages.stepping import TOGETHER, Steps, can_step, stepping

SENTENCES = {
    "en": [
        "Three people were killed and four others wounded when a drone hit a barracks near the border late on Monday, the ministry said.",
        "No one was hurt, according to the mayor.",
        "Police!",
        "What the men, who had been seen in the town that morning, wanted there nobody could say.",
        "",
        " ",
    ],
    "fr": [
        "Trois personnes ont été tuées et quatre autres blessées lorsqu'un drone a touché une caserne près de la frontière, selon le ministère.",
        "Aucun blessé, a dit le maire.",
        "Police !",
        "",
        " ",
    ],
}
ANALYSIS = ["POS", "MORPH", "HEAD", "DEP", "LEMMA", "SENT_START"]


def plain(lang: str) -> Language:
    return quickened(plain_pipeline(LANGUAGES / lang / "pipeline"))


def texts(lang: str) -> list[str]:
    """More than one group of the parser, of all lengths."""
    return [" ".join(SENTENCES[lang][: 1 + i % 3]) for i in range(TOGETHER)] + SENTENCES[lang] * 3


def analyses(docs: list[Doc]) -> list[list[list[int]]]:
    return [doc.to_array(ANALYSIS).tolist() for doc in docs]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_vectors_and_parses_are_those_of_spacy(lang: str) -> None:
    with one_core():
        expected, found = list(plain(lang).pipe(texts(lang))), list(load_pipeline(lang).pipe(texts(lang)))
    for a, b in zip(found, expected, strict=True):
        assert np.allclose(a.tensor, b.tensor, rtol=1e-4, atol=1e-4)
    assert analyses(found) == analyses(expected)
    assert any(t.dep_ == "nsubj" for t in found[0])


def test_what_stood_in_memory_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """New memory holds anything; where it held no numbers, adding to rows that nobody reads gave a warning."""
    empty = np.empty

    def unclean(*args: Any, **kwargs: Any) -> NDArray[Any]:
        out: NDArray[Any] = empty(*args, **kwargs)
        if out.dtype == np.float32:
            out.view(np.uint32).fill(0x7FA00000)        # a signalling NaN
        return out

    monkeypatch.setattr(np, "empty", unclean)
    found = list(stepping(encoding(quickened(plain_pipeline(LANGUAGES / "en" / "pipeline")))).pipe(SENTENCES["en"]))
    monkeypatch.undo()
    assert analyses(found) == analyses(list(load_pipeline("en").pipe(SENTENCES["en"])))


def test_both_parts_are_in_use() -> None:
    nlp = load_pipeline("en")
    assert nlp.get_pipe("tok2vec").model.layers[0].name == "block_encoder"
    assert "selon_steps" in nlp.pipe_names
    assert "parser" not in nlp.pipe_names


def test_one_doc_is_parsed_as_among_others() -> None:
    nlp = load_pipeline("en")
    assert analyses([nlp(SENTENCES["en"][0])]) == analyses(list(nlp.pipe(SENTENCES["en"][:4])))[:1]


def test_groups_are_bounded_by_sentences_and_by_words(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp, sizes = load_pipeline("en"), list[int]()
    whole = analyses(list(nlp.pipe(texts("en"))))
    steps = nlp.get_pipe("selon_steps")
    plain = Steps._parse
    monkeypatch.setattr("selon.languages.stepping.WORDS", 60)
    monkeypatch.setattr(Steps, "_parse", lambda self, group: (sizes.append(sum(map(len, group))), plain(self, group)))
    assert analyses(list(nlp.pipe(texts("en")))) == whole
    assert isinstance(steps, Steps)
    assert len(sizes) > 3
    assert all(n <= 60 or n == max(map(len, whole)) for n in sizes)


def test_given_sentence_borders_are_kept() -> None:
    nlp = load_pipeline("en")
    doc = nlp.make_doc("Police came. Nobody ran.")
    doc.from_array(["SENT_START"], np.array([[1], *[[-1]] * (len(doc) - 1)], dtype=np.int64).astype(np.uint64))
    assert len(list(next(iter(nlp.pipe([doc]))).sents)) == 1


def test_a_network_of_one_layer_keeps_its_own() -> None:
    """There the first layer would be the last, which is worked out otherwise."""
    nlp = spacy.blank("en")
    model = {"@architectures": "spacy.HashEmbedCNN.v2", "width": 32, "depth": 1, "embed_size": 50, "window_size": 1, "maxout_pieces": 3,
             "subword_features": True, "pretrained_vectors": None}
    nlp.add_pipe("tok2vec", config={"model": model})
    nlp.initialize()
    found = encoding(quickened(nlp)).get_pipe("tok2vec").model
    assert len(found.layers) == 2
    assert np.isfinite(nlp("Police came.").tensor).all()


def test_what_is_built_otherwise_keeps_its_own() -> None:
    nlp = spacy.blank("en")
    assert stepping(encoding(nlp)).pipe_names == []
    other = nlp.add_pipe("beam_parser")
    assert not can_step(other)
    assert stepping(nlp).pipe_names == ["beam_parser"]
    with pytest.raises(ValueError, match="by itself"):
        Steps(other)
