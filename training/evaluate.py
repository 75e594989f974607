"""Scores the shipped pipeline on raw text: ``python -m training.evaluate --lang fr --data ../shared/data``.

Scores are those of the CoNLL-18 shared task (Zeman et al. 2018): tokens and sentences are right when both their ends are, and
tags and attachments count on aligned words, as F1. As in its script, LAS compares relations without their subtype.
The gold side has merged tokens as `training.treebanks` makes them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from selon.languages.arithmetic import one_core
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline
from selon.languages.sentences import split_sentences
from training.corpus import dev_trees
from training.report import write_report
from training.splitter import documents, raw_text
from training.treebanks import Tree

Span = tuple[int, int]
_SPEED_RUNS = 3


@dataclass(slots=True)
class Analysis:
    """A text's sentences and words: for each word (tag, features, lemma, span of its head or itself, relation)."""

    sentences: set[Span] = field(default_factory=set)
    words: dict[Span, tuple[str, str, str, Span, str]] = field(default_factory=dict)

    def add(self, other: Analysis, base: int) -> None:
        """Takes in another text's analysis, moved by ``base``."""
        self.sentences |= {_moved(span, base) for span in other.sentences}
        for span, (tag, feats, lemma, head, rel) in other.words.items():
            self.words[_moved(span, base)] = (tag, feats, lemma, _moved(head, base), rel)


def _moved(span: Span, base: int) -> Span:
    return span[0] + base, span[1] + base


def gold_analysis(trees: list[Tree]) -> tuple[str, Analysis]:
    """A document's text, paragraphs parted by a blank line, and its gold analysis."""
    out, text = Analysis(), ""
    for paragraph in _paragraphs(trees):
        text += "\n\n" if text else ""
        part, spans = raw_text(paragraph)
        for tree, (start, end) in zip(paragraph, spans, strict=True):
            out.add(_gold_sentence(tree), len(text) + start)
            out.sentences.add((len(text) + start, len(text) + end))
        text += part
    return text, out


def _paragraphs(trees: list[Tree]) -> Iterator[list[Tree]]:
    current: list[Tree] = []
    for tree in trees:
        if tree.new_par and current:
            yield current
            current = []
        current.append(tree)
    yield current


def _gold_sentence(tree: Tree) -> Analysis:
    out, at, spans = Analysis(), 0, []
    for word in tree.words:
        spans.append((at, at + len(word.form)))
        at += len(word.form) + word.space
    for word, span in zip(tree.words, spans, strict=True):
        feats = "|".join(f"{k}={v}" for k, v in sorted(word.feats.items()))
        out.words[span] = (word.upos, feats, word.lemma, spans[word.head], word.deprel)
    return out


def analyse(nlp: Language, texts: list[str], lang: str) -> list[Analysis]:
    """What splitter, tokeniser and pipeline make of raw texts."""
    pieces = [(i, span) for i, text in enumerate(texts) for span in split_sentences(text, lang)]
    docs = nlp.pipe([make_doc(nlp, texts[i][a:b]) for i, (a, b) in pieces], batch_size=256)
    out = [Analysis() for _ in texts]
    for (i, (start, end)), doc in zip(pieces, docs, strict=True):
        out[i].add(_doc_analysis(doc), start)
        out[i].sentences.add((start, end))
    return out


def make_doc(nlp: Language, sentence: str) -> Doc:
    """One sentence as reading hands it to the pipeline: no boundary inside."""
    doc = nlp.make_doc(sentence)
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _doc_analysis(doc: Doc) -> Analysis:
    out = Analysis()
    for token in doc:
        if not token.is_space:
            head = token.head
            span, above = (token.idx, token.idx + len(token)), (head.idx, head.idx + len(head))
            out.words[span] = (token.pos_, str(token.morph), token.lemma_, above, token.dep_.lower())
    return out


def scores(gold: Analysis, got: Analysis) -> dict[str, float]:
    """F1 in percent of each measure; ``lemma_verbs`` is the share of aligned gold verbs with the right lemma."""
    both = [(gold.words[s], got.words[s]) for s in gold.words.keys() & got.words.keys()]
    total = len(gold.words) + len(got.words)

    def f1(right: int) -> float:
        return 200 * right / total

    attached = [(g, p) for g, p in both if g[3] == p[3]]
    verbs = [g[2] == p[2] for g, p in both if g[0] == "VERB"]
    return {
        "tokens": f1(len(both)),
        "sentences": 200 * len(gold.sentences & got.sentences) / (len(gold.sentences) + len(got.sentences)),
        "upos": f1(sum(g[0] == p[0] for g, p in both)),
        "feats": f1(sum(g[1] == p[1] for g, p in both)),
        "lemma": f1(sum(g[2] == p[2] for g, p in both)),
        "lemma_verbs": 100 * sum(verbs) / max(len(verbs), 1),
        "uas": f1(len(attached)),
        "las": f1(sum(_universal(g[4]) == _universal(p[4]) for g, p in attached)),
        "las_subtypes": f1(sum(g[4] == p[4] for g, p in attached)),
    }


def _universal(relation: str) -> str:
    return relation.partition(":")[0]


def evaluate(lang: str, data: Path) -> dict[str, float]:
    """All scores of the shipped pipeline on the dev treebank's raw text, its speed (words/s) and its size (MB)."""
    nlp = load_pipeline(lang)
    texts, gold, got = [], Analysis(), Analysis()
    base = 0
    for document in documents(dev_trees(lang, data)):
        text, analysis = gold_analysis(document)
        gold.add(analysis, base)
        texts.append(text)
        base += len(text) + 1
    base = 0
    for text, analysis in zip(texts, analyse(nlp, texts, lang), strict=True):
        got.add(analysis, base)
        base += len(text) + 1
    result = scores(gold, got)
    result["words_per_second"] = speed(nlp, texts, lang)
    result["megabytes"] = size(LANGUAGES / lang / "pipeline")
    return {key: round(value, 2) for key, value in result.items()}


def speed(nlp: Language, texts: list[str], lang: str) -> float:
    """Words a second of processor time, splitting included; the best of a few runs, since the machine has other work."""
    best = 0.0
    for _ in range(_SPEED_RUNS):
        with one_core():
            start = time.process_time()
            words = sum(len(analysis.words) for analysis in analyse(nlp, texts, lang))
            best = max(best, words / (time.process_time() - start))
    return best


def size(folder: Path) -> float:
    """Size on disk in MB (millions of bytes)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    """Scores and, with ``--write``, puts the scores into training/scores and docs/pipelines.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", required=True)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    result = evaluate(args.lang, args.data)
    print(json.dumps(result, indent=1))
    if args.write:
        write_report(args.lang, result)


if __name__ == "__main__":
    main()
