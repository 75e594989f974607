"""The products behind the pipelines: right, and the same for a row whatever stands beside it."""

from itertools import pairwise

import numpy as np
import pytest
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_info

from selon.languages.arithmetic import LEAST, MANY, ROWS, BlockOps, alike, in_order, one_core, places_alike, quickened
from selon.languages.casing import LANGUAGES
from selon.languages.encoding import encoding
from selon.languages.pipelines import load_pipeline, plain_pipeline

RANDOM = np.random.default_rng(5)
SHAPES = [(n, k, m) for n in (1, 2, 3, ROWS - 1, ROWS, ROWS + 1, 3 * ROWS + 17, MANY, 2 * MANY + ROWS + 5) for k, m in ((128, 3328), (384, 384), (512, 384), (128, 97))]
TEXTS = {
    "en": ["Three people were killed when a drone hit a barracks.", "No one was hurt, the ministry said.", "Police!", "Why now?"],
    "fr": ["Trois personnes ont été tuées lorsqu'un drone a touché une caserne.", "Aucun blessé, selon le ministère.", "Police !", "Pourquoi ?"],
}


def floats(*shape: int) -> np.ndarray:
    return RANDOM.standard_normal(shape).astype(np.float32)


@pytest.mark.parametrize(("n", "k", "m"), SHAPES)
def test_a_row_does_not_depend_on_its_neighbours(n: int, k: int, m: int) -> None:
    ops, x, w = BlockOps(), floats(n, k), floats(m, k)
    with one_core():
        whole = ops.gemm(x, w, trans2=True)
        for i in {0, n // 2, n - 1}:
            assert ops.gemm(x[i : i + 1], w, trans2=True).tobytes() == whole[i].tobytes()
            assert ops.gemm(x[i:], w, trans2=True)[0].tobytes() == whole[i].tobytes()
    assert np.allclose(whole, x.astype(np.float64) @ w.T.astype(np.float64), atol=1e-3)


def test_the_places_of_a_block_are_each_of_one_way() -> None:
    ways = alike()
    assert ways is not None
    assert sorted(i for places in ways for i in places.tolist()) == list(range(ROWS))


@pytest.mark.parametrize("count", [0, 1, 5, ROWS, MANY + 3, 3 * MANY + ROWS - 1])
@pytest.mark.parametrize("ways", [1, 2, 3])
def test_every_row_stands_once_and_at_a_place_of_its_way(count: int, ways: int, monkeypatch: pytest.MonkeyPatch) -> None:
    places_of = tuple(np.arange(way, ROWS, ways) for way in range(ways))
    monkeypatch.setattr("selon.languages.arithmetic.alike", lambda: places_of)
    own = RANDOM.integers(0, 2**32, count).astype(np.uint32)
    order = in_order(count, lambda: own)
    assert order.rows[order.places].tolist() == list(range(count))
    assert len(set(order.places.tolist())) == count
    assert ways == 1 or ((order.places % ways) == own % ways).all()
    assert len(order.rows) == sum(order.sizes)
    assert all(size in (ROWS, MANY) or (size % LEAST == 0 and size < MANY) for size in order.sizes)
    x = floats(count, 3)
    stood = [order.of(x, block) for block in order.blocks()]
    assert count == 0 or np.concatenate(stood)[order.places].tobytes() == x.tobytes()


@pytest.mark.parametrize(("k", "m"), [(128, 107), (128, 60), (64, 200)])
def test_a_small_block_works_rows_out_as_the_whole_does(k: int, m: int) -> None:
    count, y = 64, floats(m, k).T
    with one_core():
        places, sizes = places_alike(count, k, m)
        x = floats(count, k)
        whole = np.zeros((sizes[-1], k), dtype=np.float32)
        whole[places] = x
        expected = np.dot(whole, y)[places]
        assert len(sizes) == count + 1
        for n in range(1, count + 1):
            small = np.zeros((sizes[n], k), dtype=np.float32)
            small[places[:n]] = x[:n]
            assert np.dot(small, y)[places[:n]].tobytes() == expected[:n].tobytes()


def test_products_of_transposed_factors_and_into_a_given_place() -> None:
    ops, x, y = BlockOps(), floats(5, 7), floats(5, 9)
    assert np.allclose(ops.gemm(x, y, trans1=True), x.T @ y, atol=1e-5)
    place = np.empty((5, 9), dtype=np.float32)
    assert ops.gemm(floats(5, 3), floats(3, 9), out=place) is place


def test_nothing_times_something_is_nothing() -> None:
    assert BlockOps().gemm(floats(0, 8), floats(8, 3)).shape == (0, 3)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_an_analysis_does_not_depend_on_its_batch(lang: str) -> None:
    nlp, texts = load_pipeline(lang), TEXTS[lang] * 30
    with one_core():
        together = list(nlp.pipe(texts, batch_size=256))
        for size in (1, 3, 50):
            for a, b in zip(together, nlp.pipe(texts, batch_size=size), strict=True):
                assert a.tensor.tobytes() == b.tensor.tobytes()
                assert a.to_array(["POS", "MORPH", "HEAD", "DEP", "LEMMA"]).tolist() == b.to_array(["POS", "MORPH", "HEAD", "DEP", "LEMMA"]).tolist()


def threads() -> list[int]:
    return [i["num_threads"] for i in threadpool_info() if i["user_api"] == "blas" and i["internal_api"] == "openblas"]


def test_one_core_inside_and_as_before_outside() -> None:
    before = threads()
    with one_core():
        with one_core():
            assert set(threads()) <= {1}
        assert set(threads()) <= {1}
    assert threads() == before


def test_one_core_is_lifted_by_an_error() -> None:
    before = threads()
    with pytest.raises(KeyError), one_core():
        raise KeyError
    assert threads() == before


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_remembered_word_is_the_word_worked_out(lang: str) -> None:
    plain, nlp = quickened(plain_pipeline(LANGUAGES / lang / "pipeline")), load_pipeline(lang)
    words, (embed, encode) = nlp.get_pipe("tok2vec").model.layers[0].attrs["words"], plain.get_pipe("tok2vec").model.layers
    weights = next(node for node in encode.walk() if node.name == "maxout").get_param("W")  # (width, pieces, 3 * width)
    texts = [*TEXTS[lang], "L’armée n’a pas dit combien.", "al-Tanf al-Tanf AL-TANF", " ", *TEXTS[lang]]
    with one_core():
        expected = np.concatenate(embed.predict(list(map(plain.make_doc, texts))))
        for _ in range(2):
            rows, table = words.of(list(map(nlp.make_doc, texts)))
            assert table.vectors[rows].tobytes() == expected.tobytes()
            assert not table.vectors[0].any()
            assert not table.brought[:, 0].any()
            whole = sum(part[rows] for part in table.brought)
            wide = weights.swapaxes(0, 1).reshape(-1, weights.shape[2])
            assert np.allclose(whole, np.concatenate([expected] * 3, axis=1) @ wide.T, atol=1e-4)


def load_fresh(lang: str) -> Language:
    """A pipeline that has seen no word, whatever other tests have read."""
    return encoding(quickened(plain_pipeline(LANGUAGES / lang / "pipeline")))


def test_a_full_table_makes_room_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    before = [doc.tensor.tobytes() for doc in load_pipeline("en").pipe(TEXTS["en"])]
    monkeypatch.setattr("selon.languages.remembering.KEPT", 12)
    nlp = load_fresh("en")
    words = nlp.get_pipe("tok2vec").model.layers[0].attrs["words"]
    for _ in range(3):
        for text, tensor in zip(TEXTS["en"], before, strict=True):
            rows, table = words.of([nlp.make_doc("Nothing new.")])
            kept = table.vectors[rows].tobytes()
            assert nlp(text).tensor.tobytes() == tensor
            assert table.vectors[rows].tobytes() == kept        # who has a table can go on with it
            assert len(words.table.rows) <= 12
    assert [doc.tensor.tobytes() for doc in nlp.pipe(TEXTS["en"])] == before        # more words at once than there is room for
    assert len(words.table.rows) > 12


def test_a_word_said_in_each_generation_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.languages.remembering.KEPT", 6)
    words = load_fresh("en").get_pipe("tok2vec").model.layers[0].attrs["words"]
    vocab, learned = load_pipeline("en").vocab, []
    work_out = words._learned
    monkeypatch.setattr(words, "_learned", lambda new, *given: learned.extend(new) or work_out(new, *given))
    tables = []
    with one_core():
        for pair in pairwise(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]):
            doc = Doc(vocab, ["army", *pair])
            rows, table = words.of([doc])
            tables.append(table)
            assert table.vectors[rows].tobytes() == words._vectors(doc.to_array(words.columns), doc.to_array(NORM).tolist()).tobytes()
            for brought, weights in zip(table.brought, words.weights, strict=True):
                assert brought[rows].tobytes() == words.ops.gemm(table.vectors[rows], weights).tobytes()
    assert len({id(table) for table in tables}) > 2
    assert len(learned) == len(set(learned)) == 11
    words.of([Doc(vocab, ["one"])])
    assert len(learned) == 12, "said by nobody for two generations"


def test_a_remembering_pipeline_is_not_trained() -> None:
    nlp = load_pipeline("en")
    with pytest.raises(ValueError, match="cannot be trained"):
        nlp.get_pipe("tok2vec").model([nlp.make_doc("Why?")], is_train=True)
