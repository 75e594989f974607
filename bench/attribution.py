"""Claims alone, measured without the other layers, and textacy's direct quotations beside them.

    python -m bench.attribution selon OUT.jsonl polnear compartment=dev
    python -m bench.attribution textacy OUT.jsonl polnear compartment=dev
    python -m bench.attribution calibration OUT.jsonl polnear compartment=dev

calibration also prints, for each tenth of confidence, the claims and how many of them share half of their content with a claim of the
gold. The last line on standard error is the time a word: for selon over pages already parsed, for textacy with the parsing.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from spacy.attrs import LANG

from bench.data import language
from bench.pages import cached_pages
from selon.languages.pipelines import load_pipeline
from selon.languages.syntax import Sentence
from selon.model import Field, Source, Span
from selon.reading.claims import find_claims
from selon.reading.page import Page

Pairs = Sequence[tuple[dict[str, Any], Page]]


class Words:
    """A source as its words, nothing resolved."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def source(self, sentence: Sentence, span: Span) -> Source:
        """The words of the span."""
        field: Field | None = "title" if sentence.field == "title" else None
        text = self.page.words(span, field)
        return Source(span=span, text=text, name=text, field=field)

    def is_place(self, sentence: Sentence, span: Span) -> bool:
        """No."""
        return False


def readings(pairs: Pairs) -> Iterator[dict[str, Any]]:
    """One object an article, as the scorer takes it."""
    for row, page in pairs:
        claims = find_claims(page, Words(page), None)
        yield {"id": row["id"], "text": page.article.text, "claims": json.loads(msgspec.json.encode(claims))}


def textacy_readings(pairs: Pairs) -> Iterator[dict[str, Any]]:
    """The same from textacy's direct_quotations; an article it gives up on (it raises at an odd number of marks) has no claims."""
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415  installed for this comparison alone

    for row, page in pairs:
        nlp = load_pipeline(page.lang)
        getters: dict[int, Any] = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
        getters[LANG] = lambda _, lang=page.lang: lang  # our pipelines leave it unset, and textacy asks for it
        doc = nlp(page.article.text)
        try:
            found = list(direct_quotations(doc))
        except ValueError:
            found = []
        claims = [
            {
                "id": f"c{i}",
                "source": _span(q.speaker, page),
                "cue": [[t.idx, t.idx + len(t)] for t in q.cue],
                "content": [[q.content.start_char, q.content.end_char]],
            }
            for i, q in enumerate(found, 1)
        ]
        yield {"id": row["id"], "text": page.article.text, "claims": claims}


def calibration(pairs: Pairs, found: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The rows of a table: tenth of confidence, claims, share of them whose content has half of its union with one of the gold's; and the
    mean distance between confidence and that share, each tenth weighed by its claims."""
    tries, hits, sure = [0] * 10, [0] * 10, [0.0] * 10
    for (row, _), reading in zip(pairs, found, strict=True):
        gold = [_covered(a["content"]) for a in row["attributions"] if a["content"]]
        for c in reading["claims"]:
            mine, tenth = _covered(c["content"]), min(9, int(10 * c["confidence"]))
            tries[tenth] += 1
            sure[tenth] += c["confidence"]
            hits[tenth] += any(2 * len(mine & g) >= len(mine | g) for g in gold)
    for tenth, n in enumerate(tries):
        if n:
            yield f"| {tenth / 10:.1f}-{(tenth + 1) / 10:.1f} | {n} | {hits[tenth] / n:.2f} |"
    error = sum(abs(s - h) for s, h in zip(sure, hits, strict=True)) / max(1, sum(tries))
    yield f"expected calibration error {error:.3f}"


def _covered(spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b)}


def _span(tokens: Sequence[Any], page: Page) -> dict[str, Any] | None:
    if not tokens:
        return None
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    return {"span": [start, end], "text": page.article.text[start:end]}


def timed(make: Callable[[Pairs], Iterator[dict[str, Any]]], pairs: Pairs) -> tuple[list[dict[str, Any]], float]:
    """The readings of a set and the microseconds of processor time a word they took."""
    words = sum(len(s) for _, page in pairs for s in page.sentences)
    start = time.process_time()
    found = list(make(pairs))
    return found, 1e6 * (time.process_time() - start) / words


def main(argv: Sequence[str]) -> int:
    """Writes the readings of a set."""
    which, out, name, *where = argv
    pairs = cached_pages(name, dict(w.split("=", 1) for w in where))
    found, took = timed(textacy_readings if which == "textacy" else readings, pairs)
    if which == "calibration":
        print("| confidence | claims | right |\n|---|---|---|", *calibration(pairs, found), sep="\n")
    with Path(out).open("w", encoding="utf-8") as f:
        f.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in found)
    print(f"{language(name, pairs[0][0])}: {took:.1f} microseconds of processor time a word", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
