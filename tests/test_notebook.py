"""The notebook of the docs runs from its first cell to its last, and shows what its cells gave."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.filterwarnings("default")  # what pandas, polars and duckdb say of each other is not ours
def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("notebook", ROOT / "docs" / "notebook.py")
    assert spec is not None
    assert spec.loader is not None
    runner = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runner)
    kept = json.loads((ROOT / "docs" / "notebook.ipynb").read_text(encoding="utf-8"))
    fresh = json.loads(json.dumps(kept))
    monkeypatch.chdir(ROOT)
    names = runner.run(fresh)
    assert len(names["frame"]) > 5
    assert names["done"].written >= 1
    assert (names["folder"] / "brief.html").stat().st_size > 10_000
    for old, new in zip(kept["cells"], fresh["cells"], strict=True):
        if old["cell_type"] == "code":
            assert [o["output_type"] for o in old["outputs"]] == [o["output_type"] for o in new["outputs"]], "run docs/notebook.py"
            assert str(names["folder"]) not in json.dumps(old["outputs"])
