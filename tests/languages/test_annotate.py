"""Sentences of our own and the mends of their trees: what is sound is kept word for word, what is not is named."""

from pathlib import Path

import pytest

pytest.importorskip("training")
from training.annotate import Annotator, keep, mend, sheet
from training.corpus import OWN, own_trees
from training.treebanks import read

LINE = "Police shot two men near the old bridge."


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator("en")


def test_the_sheet_has_every_word(annotator: Annotator) -> None:
    lines = sheet(annotator, [LINE]).splitlines()
    assert lines[0] == f"# 1 {LINE}"
    assert [line.split()[1] for line in lines[1:]] == ["Police", "shot", "two", "men", "near", "the", "old", "bridge", "."]
    assert "2 shot VERB Past Fin > 0 root" in lines


def test_mends_are_kept(annotator: Annotator, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LINE}\n\n{LINE}\n", encoding="utf-8")
    (tmp_path / "a.fix").write_text("1: 8>4 nmod; 7 NOUN Sing\n1: 7>8 compound\n2: drop\n", encoding="utf-8")
    assert keep(annotator, tmp_path / "a.txt", tmp_path / "out" / "a.conllu") == []
    [tree] = read(tmp_path / "out" / "a.conllu", "own")
    assert tree.text == LINE
    old, bridge = tree.words[6], tree.words[7]
    assert (old.upos, old.feats, old.head, old.deprel) == ("NOUN", {"Number": "Sing"}, 7, "compound")
    assert (bridge.head, bridge.deprel) == (3, "nmod")


@pytest.mark.parametrize(("mends", "fault"), [
    ("12>2 obj", "no word 12"), ("2>3 obl", "roots: []"), ("4>0", "roots: [2, 4]"), ("3>4; 4>3 obj", "a circle"), ("4>2 object", "no relation 'object'"),
    ("4 VERB Fem", "no VERB with Fem"), ("4 to 2", "cannot read '4 to 2'"),
])
def test_what_is_unsound_is_named(annotator: Annotator, tmp_path: Path, mends: str, fault: str) -> None:
    (tmp_path / "a.txt").write_text(f"{LINE}\n{LINE}\n", encoding="utf-8")
    (tmp_path / "a.fix").write_text(f"2: {mends}\n", encoding="utf-8")
    [found] = keep(annotator, tmp_path / "a.txt", tmp_path / "a.conllu")
    assert found.startswith("2: ") and fault in found
    assert len(read(tmp_path / "a.conllu", "own")) == 1


def test_kept_sentences_are_mended_again(annotator: Annotator, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"{LINE}\nNobody was hurt.\n", encoding="utf-8")
    keep(annotator, tmp_path / "a.txt", tmp_path / "a.conllu")
    before = (tmp_path / "a.conllu").read_text(encoding="utf-8")
    (tmp_path / "a.fix").write_text("2: 9>1 obj\n1: 8>4 nmod\n", encoding="utf-8")
    assert mend(annotator, tmp_path / "a.fix", tmp_path / "a.conllu") == ["2: no word 9"]
    assert (tmp_path / "a.conllu").read_text(encoding="utf-8") == before
    (tmp_path / "a.fix").write_text("1: 8>4 nmod\n2: drop\n", encoding="utf-8")
    assert mend(annotator, tmp_path / "a.fix", tmp_path / "a.conllu") == []
    [tree] = read(tmp_path / "a.conllu", "own")
    assert (tree.words[7].head, tree.text) == (3, LINE)


def test_no_tree_loses_its_root(annotator: Annotator) -> None:
    with pytest.raises(ValueError, match="roots"):
        annotator.mended(LINE, annotator.parsed(LINE), "2>1 nsubj")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_treebank_is_sound(lang: str) -> None:
    """Every tree has one root that every word reaches; no sentence stands in it twice, and what is held back is not learned from."""
    trees = [t for held in (False, True) for t in own_trees(lang, held)]
    assert len(trees) > 1000
    for tree in trees:
        assert sum(w.head == i for i, w in enumerate(tree.words)) == 1
        for i in range(len(tree.words)):
            seen = set()
            while tree.words[i].head != i:
                assert i not in seen, tree.sent_id
                seen.add(i)
                i = tree.words[i].head
    assert len({t.text for t in trees}) == len(trees)
    files = {f.stem for f in (OWN / lang).glob("*.conllu")}
    assert {t.sent_id.rsplit("-", 1)[0] for t in trees} == files
