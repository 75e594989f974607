"""What nouns stand for: most uses decide, senses that fall apart are left out, and the table is the same twice."""

from pathlib import Path

import pytest

pytest.importorskip("training")
from selon.languages.senses import FILE, senses, write_senses
from training.senses import classes

FILES = {"animal": [5], "person": [18], "abstract": [7, 9]}
LINES = [
    "otter%1:05:00:: 02444819 1 3",
    "baker%1:18:00:: 09831962 1 2", "baker%1:18:01:: 09831963 2 0",
    "crane%1:06:00:: 03126707 1 4", "crane%1:05:00:: 02012849 2 3",          # a machine mostly, a bird often
    "idea%1:09:00:: 05833840 1 138", "idea%1:05:00:: 05833841 2 1",
    "Baker%1:15:00:: 09831964 1 9", "ice_cream%1:05:00:: 07614500 1 9", "run%2:38:00:: 01926311 1 106",
]


def test_most_uses_decide() -> None:
    assert classes(LINES, FILES, 0.7) == {"otter": "animal", "baker": "person", "idea": "abstract"}


def test_the_table_is_written_alike_and_read_back(tmp_path: Path) -> None:
    table = {"otter": "animal", "idea": "abstract", "baker": "person"}
    write_senses(table, tmp_path)
    first = (tmp_path / FILE).read_bytes()
    write_senses(dict(reversed(table.items())), tmp_path)
    assert (tmp_path / FILE).read_bytes() == first


def test_shipped() -> None:
    english = senses("en")
    assert len(english) > 40_000
    assert (english["elm"], english["eagle"], english["clerk"], english["policy"]) == ("plant", "animal", "person", "abstract")
    assert "strike" not in english
    french = senses("fr")
    assert len(french) > 3_500
    assert (french["chêne"], french["agneau"], french["boulanger"], french["tristesse"]) == ("plant", "animal", "person", "abstract")
