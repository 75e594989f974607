"""Parts of files: together they are the file, whatever the file; object stores and Parquet are read as files are."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from selon.articles import files, parts, stored
from selon.articles.intake import Intake, take
from selon.articles.parts import Part, cut, files_of, halves, parts_of
from selon.articles.raw import Found
from selon.errors import InputError, UsageError
from tests.articles.samples import TEXT, page, warc

ROWS = [{"id": f"a{i}", "text": f"{TEXT} {i}", "published": "2024-05-07", "other": 1} for i in range(700)]
LINES = b"\n".join(json.dumps(r).encode() for r in ROWS)
HOW = Intake(supported=("en", "fr"))


def parquet(path: Path, rows: list[dict[str, object]], group: int = 100) -> None:
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=group)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """One file of each kind, whole and broken."""
    (tmp_path / "a.jsonl").write_bytes(LINES + b"\n\n{broken\n")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINES)[:-2000])
    (tmp_path / "c.warc").write_bytes(warc(*((f"https://x.example/{i}", page(f"{TEXT} {i}").encode()) for i in range(300))) + warc(("https://x.example/p", b"x"), kind="image/png"))
    (tmp_path / "d.warc.gz").write_bytes(gzip.compress((tmp_path / "c.warc").read_bytes())[:-400])
    parquet(tmp_path / "e.parquet", [{**r, "published": date(2024, 5, 7)} for r in ROWS])
    (tmp_path / "f.csv").write_text("id,text\n" + "\n".join(f"{i},{TEXT}" for i in range(600)), encoding="utf-8")
    (tmp_path / "g.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "h.txt").write_bytes(b"\0\1\2\3" * 100)
    (tmp_path / "i.jsonl").write_bytes(b"")
    (tmp_path / "j.parquet").write_bytes(b"PAR1 no")
    return tmp_path


def found(items: Iterator[Found]) -> list[object]:
    """What a file yields, its closing fault too."""
    out: list[object] = []
    try:
        out.extend(str(x) if isinstance(x, InputError) else x for x in items)
    except InputError as e:
        out.append(str(e))
    return out


NO_PAGES = "records that are no pages"


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl.gz", "c.warc", "d.warc.gz", "e.parquet", "f.csv", "g.txt", "h.txt", "i.jsonl"])
def test_the_parts_of_a_file_are_the_file(name: str, made: Path) -> None:
    whole = found(files.from_file(made / name))
    cuts = parts_of(str(made / name))
    assert [p.first for p in cuts] == [0, *(p.last for p in cuts[:-1])]
    assert len(cuts) == max(1, -(-len(whole) // parts.LEAST)) or name in ("i.jsonl",)
    assert [x for p in cuts for x in found(cut(p))] == whole
    smaller = [h for p in cuts for h in (halves(p) or [p])]
    assert [x for p in smaller for x in found(cut(p)) if NO_PAGES not in str(x)] == [x for x in whole if NO_PAGES not in str(x)]


def test_a_part_of_one_item_has_no_halves() -> None:
    assert halves(Part("x", "m", 3, 4)) == []
    assert halves(Part("x", "m", 3, 6)) == [Part("x", "m", 3, 4), Part("x", "m", 4, 6)]


def test_a_large_file_has_sixteen_parts_at_most(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LEAST", 10)
    cuts = parts_of(str(made / "e.parquet"))
    assert len(cuts) == parts.MOST_PARTS
    assert [x for p in cuts for x in found(cut(p))] == found(files.from_file(made / "e.parquet"))


def test_a_file_that_changed_meanwhile_is_refused(made: Path) -> None:
    (part,) = parts_of(str(made / "g.txt"))
    (made / "g.txt").write_text("Other words.", encoding="utf-8")
    with pytest.raises(InputError, match="was changed while it was read"):
        cut(part)


def test_parquet_that_is_none_and_columns_that_are_not_there(made: Path) -> None:
    assert [str(e) for e in take(str(made / "j.parquet"), HOW) if "is no Parquet file that can be read" in str(e)]
    parquet(made / "k.parquet", [{"body": "x"}])
    assert "has no column `text` or `html`" in str(next(take(str(made / "k.parquet"), HOW)))
    parquet(made / "l.parquet", [{"text": TEXT, "outlet": 3}, {"text": TEXT, "outlet": 4}])
    assert all("is not a JSON object of an article" in str(e) for e in take(str(made / "l.parquet"), HOW))
    articles = list(take(str(made / "e.parquet"), HOW))
    assert [a.id for a in articles if not isinstance(a, InputError)] == [r["id"] for r in ROWS]


def test_sources_are_files_folders_and_lists_of_them(made: Path) -> None:
    (made / "list.txt").write_text(f"{made / 'a.jsonl'}\n\n{made / 'c.warc'}\n", encoding="utf-8")
    assert [str(f) for f in files_of([f"@{made / 'list.txt'}"])] == [str(made / "a.jsonl"), str(made / "c.warc")]
    assert [Path(str(f)).name for f in files_of([str(made)])][:3] == ["a.jsonl", "b.jsonl.gz", "c.warc"]
    (fault,) = files_of([f"@{made / 'none.txt'}"])
    assert isinstance(fault, InputError)
    for source in ("-", "https://x.example/feed"):
        with pytest.raises(UsageError, match="without --cluster"):
            list(files_of([source]))


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch, made: Path) -> Iterator[Any]:
    """An object store: fsspec's own, in memory."""
    monkeypatch.setattr(stored, "STORES", (*stored.STORES, "memory"))
    files = pytest.importorskip("fsspec", reason="object stores need fsspec: pip install 'selon[ray]'").filesystem("memory")
    for path in made.iterdir():
        files.pipe(f"/news/2024/{path.name}", path.read_bytes())
    yield files
    files.rm("/news", recursive=True)


def test_object_stores_are_read_as_files_are(store: Any, made: Path) -> None:
    for name in ("a.jsonl", "b.jsonl.gz", "c.warc", "e.parquet"):
        here = [str(x).replace(str(made), "memory://news/2024") for x in take(str(made / name), HOW)]
        assert [str(x) for x in take(f"memory://news/2024/{name}", HOW)] == here
    assert [f.name for f in files_of(["memory://news/2024/*.warc*"]) if not isinstance(f, InputError)] == ["c.warc", "d.warc.gz"]
    assert len(list(files_of(["memory://news/"]))) == 10
    cuts = parts_of("memory://news/2024/a.jsonl")
    assert len(cuts) == 3
    assert [found(cut(p))[:-1] for p in cuts]
    store.pipe("/news/2024/a.jsonl", LINES)
    with pytest.raises(InputError, match="was changed"):
        cut(cuts[0])


def test_what_an_object_store_refuses_is_one_line(store: Any) -> None:
    for source in ("memory://news/none.jsonl", "memory://none/*.jsonl"):
        (fault,) = take(source, HOW)
        assert isinstance(fault, InputError)
        assert "\n" not in str(fault)
    (fault,) = take("gs://bucket/x.jsonl", HOW)
    assert "cannot be read" in str(fault), "the store's own package is not installed here"
