"""The gva articles woven into incidents, and their rival: TF-IDF with a 30-day window.

python -m bench.weaving            # writes .cache/woven-*.jsonl and prints the scorer's figures of both
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from bench.data import DATA, rows
from bench.readings import CACHE, read_set
from selon.model import Reading
from selon.weaving.clusters import components
from selon.weaving.memory import weave_all

WINDOW = 30  # days between two publications
COSINE = 0.25  # of the rival: of 0.25 to 0.4 the best on gva dev (B-cubed F1 0.916, 0.906, 0.888, 0.862)
ROOT = Path(__file__).resolve().parent.parent


def weaving_digest() -> str:
    """Digest of the code and weights that weave."""
    h = sha256()
    for path in sorted((ROOT / "src" / "selon" / "weaving").rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            h.update(path.read_bytes())
    return h.hexdigest()[:16]


def _write(path: Path, things: Iterable[Any]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(t) + b"\n" for t in things))


def woven(name: str) -> tuple[Path, Path]:
    """Memberships and incidents of a set, as files; woven now where they are not kept."""
    read = read_set(name)
    stem = f"woven-{weaving_digest()}-{read.stem}"
    articles, incidents = CACHE / f"{stem}-articles.jsonl", CACHE / f"{stem}-incidents.jsonl"
    if not incidents.exists():
        decoder = msgspec.json.Decoder(Reading)
        with read.open("rb") as f:
            fabric = weave_all([decoder.decode(line) for line in f])
        _write(articles, fabric.memberships)
        _write(incidents, fabric.incidents)
    return articles, incidents


def rival(name: str) -> tuple[Path, Path]:
    """What TF-IDF makes of a set: articles are tied where their cosine is at least COSINE and they came within WINDOW days."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    articles = list(rows(name))
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english").fit_transform(
        f"{a['title']} {a['text']}" for a in articles
    )
    days = np.array([np.datetime64(str(a["published"])[:10], "D").astype(int) for a in articles])
    near = (vectors @ vectors.T).tocoo()
    edges = [(int(i), int(j), 1.0) for i, j, v in zip(near.row, near.col, near.data, strict=True)
             if i < j and v >= COSINE and abs(days[i] - days[j]) <= WINDOW]  # fmt: skip
    home = {i: f"t{g[0]}" for g in components(len(articles), edges) for i in g}
    paths = CACHE / "tfidf-articles.jsonl", CACHE / "tfidf-incidents.jsonl"
    _write(paths[0], ({"id": str(a["id"]), "lead": home[i], "incidents": [home[i]]} for i, a in enumerate(articles)))
    _write(paths[1], ())
    return paths


def scored_woven(name: str, files: tuple[Path, Path]) -> dict[str, float]:
    """The scorer's figures."""
    command: Sequence[str] = [
        sys.executable, str(DATA.parent / "tools" / "score.py"), "incidents", "--gold", str(DATA / name), "--readings", str(read_set(name)),
        "--articles", str(files[0]), "--incidents", str(files[1]), "--json",
    ]  # fmt: skip
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return {k: float(v) for k, v in json.loads(told).items()}


def main() -> None:
    """Prints both, side by side."""
    ours, theirs = scored_woven("gva", woven("gva")), scored_woven("gva", rival("gva"))
    for key in ours:
        if key.startswith(("b3", "incident")):
            print(f"{key:32} {ours[key]:10.4f} {theirs.get(key, 0.0):10.4f}")


if __name__ == "__main__":
    main()
