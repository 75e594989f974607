"""Scores names on UNER English EWT dev: python -m bench.names [--errors]. Spans and labels must be exactly right."""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter

from bench.data import DATA
from selon.atlas.actors import load_actors
from selon.atlas.gazetteer import Gazetteer
from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.names import find_names
from selon.reading.parsing import pages

LABELS = {"person": "PER", "organisation": "ORG", "group": "ORG", "place": "LOC"}


def main() -> int:
    """Prints precision, recall and F1, each label and all."""
    with gzip.open(DATA / "ner" / "en-uner-dev.jsonl.gz", "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    gazetteer, actors = Gazetteer.open(), load_actors()
    right, predicted, gold = Counter[str](), Counter[str](), Counter[str]()
    for row, page in zip(rows, pages((Article(id=r["id"], text=r["text"]) for r in rows), "en", load_pipeline("en")), strict=True):
        want = {(e["start"], e["end"], e["label"]) for e in row["entities"]}
        got = {(n.span[0], n.span[1], LABELS[n.kind]) for n in find_names(page, actors, gazetteer.is_name).all if n.kind in LABELS}
        for counter, these in ((right, want & got), (predicted, got), (gold, want)):
            counter.update(x[2] for x in these)
        if "--errors" in sys.argv and want != got:
            missed, extra = ([(row["text"][a:b], k) for a, b, k in sorted(x)] for x in (want - got, got - want))
            print(row["text"][:200], "| missed", missed, "| extra", extra)
    for label in [*sorted(gold), "all"]:
        r, p, g = (sum(c.values()) if label == "all" else c[label] for c in (right, predicted, gold))
        print(f"{label} P {r / max(1, p):.3f} R {r / max(1, g):.3f} F1 {2 * r / max(1, p + g):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
