"""Sentences of our own with their trees: parsed by the shipped pipeline, then mended by whoever reads them.

    python -m training.annotate sheet en NAME.txt          # one sentence a line; prints each word's number, form, tag, head and relation
    python -m training.annotate keep en NAME.txt           # with the mends in NAME.fix, checked, into training/treebank/en/NAME.conllu
    python -m training.annotate mend en NAME.fix           # further mends of sentences that are kept

What is kept no longer depends on the pipeline that parsed it. A line of NAME.fix is a sentence's number, a colon and mends parted by
semicolons: "5>8 obl" (word 5 hangs on word 8 as obl), "5>0" (is the root), "9 VERB Part Pass" (its tag, and values its features must have:
the likeliest features with them are taken), "drop" (leave the sentence out). A sentence that no line names is right as it was parsed.
"""

from __future__ import annotations

import argparse
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc, Token

from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline, plain_pipeline
from training.corpus import OWN
from training.treebanks import Word, read

_ARC = re.compile(r"(\d+)\s*>\s*(\d+)(?:\s+([a-z]+(?::[a-z]+)?))?")
_TAG = re.compile(r"(\d+)\s+([A-Z]+)((?:\s+\w+)*)")


@dataclass(slots=True)
class Row:
    """One word; ``head`` counts from one, 0 for the root."""

    form: str
    lemma: str
    tag: str
    feats: str
    head: int
    relation: str
    space: bool


@dataclass(slots=True)
class Annotator:
    """Parses the lines of a file and brings mends to them."""

    lang: str
    nlp: Language = field(init=False)
    plain: Language = field(init=False)

    def __post_init__(self) -> None:
        self.nlp, self.plain = load_pipeline(self.lang), plain_pipeline(LANGUAGES / self.lang / "pipeline")

    def parsed(self, line: str) -> list[Row]:
        """The words of one sentence."""
        doc = self.nlp(self._whole(line))
        return [_row(token) for token in doc if not token.is_space]

    def tagged(self, line: str, place: int, tag: str, values: list[str]) -> str:
        """The likeliest features of a word, counted from one, that go with a tag and have the values. Raises ValueError for none."""
        tagger = self.plain.get_pipe("morphologizer")
        scores: NDArray[np.float32] = tagger.model.predict([self.plain(self._whole(line))])[0][place - 1]  # type: ignore[attr-defined]
        wanted = {f"POS={tag}"}
        best: tuple[float, str] | None = None
        for score, label in zip(scores, tagger.labels, strict=True):  # type: ignore[attr-defined]
            parts = set(label.split("|"))
            if wanted <= parts and set(values) <= {p.partition("=")[2] for p in parts} and (best is None or score > best[0]):
                best = float(score), "|".join(sorted(parts - wanted))
        if best is None:
            raise ValueError(f"no {tag} with {' '.join(values) or 'any features'}")
        return best[1]

    def _whole(self, line: str) -> Doc:
        doc = self.nlp.make_doc(line)
        for token in doc[1:]:
            token.is_sent_start = False
        return doc

    def mended(self, line: str, rows: list[Row], mends: str) -> list[Row] | None:
        """The words of a sentence after its mends; None where it is dropped. Raises ValueError where a mend or the tree is unsound."""
        for mend in filter(None, map(str.strip, mends.split(";"))):
            if mend == "drop":
                return None
            if arc := _ARC.fullmatch(mend):
                self._hang(rows, int(arc[1]), int(arc[2]), arc[3])
            elif tag := _TAG.fullmatch(mend):
                row = rows[_place(rows, int(tag[1])) - 1]
                row.tag, row.feats = tag[2], self.tagged(line, int(tag[1]), tag[2], tag[3].split())
            else:
                raise ValueError(f"cannot read {mend!r}")
        _check(rows)
        return rows

    def _hang(self, rows: list[Row], place: int, head: int, relation: str | None) -> None:
        row = rows[_place(rows, place) - 1]
        row.head = _place(rows, head) if head else 0
        row.relation = "root" if not head else relation or row.relation
        if row.relation not in self._relations:
            raise ValueError(f"no relation {row.relation!r}")

    @property
    def _relations(self) -> set[str]:
        labels = self.plain.get_pipe("parser").labels  # type: ignore[attr-defined]
        return {label.lower().partition("||")[0] for label in labels}


def _row(token: Token) -> Row:
    root = token.head.i == token.i
    feats = str(token.morph)
    return Row(token.text, token.lemma_, token.pos_, feats, 0 if root else token.head.i + 1, "root" if root else token.dep_.lower(),
               bool(token.whitespace_))  # fmt: skip


def _kept(word: Word, place: int) -> Row:
    feats = "|".join(f"{k}={v}" for k, v in word.feats.items())
    return Row(word.form, word.lemma, word.upos, feats, 0 if word.head == place else word.head + 1, word.deprel, word.space)


def _place(rows: list[Row], place: int) -> int:
    if not 1 <= place <= len(rows):
        raise ValueError(f"no word {place}")
    return place


def _check(rows: list[Row]) -> None:
    roots = [i for i, row in enumerate(rows, 1) if not row.head]
    if len(roots) != 1:
        raise ValueError(f"roots: {roots}")
    for i in range(1, len(rows) + 1):
        seen, at = set[int](), i
        while at:
            if at in seen:
                raise ValueError(f"a circle at {sorted(seen)}")
            seen.add(at)
            at = rows[at - 1].head
    for i, row in enumerate(rows, 1):
        if row.head and row.relation == "root":
            raise ValueError(f"word {i} is called root")


def sheet(annotator: Annotator, lines: list[str]) -> str:
    """All sentences to be read."""
    out = []
    for number, line in enumerate(lines, 1):
        out.append(f"# {number} {line}")
        for i, row in enumerate(annotator.parsed(line), 1):
            shown = " ".join(f.partition("=")[2] for f in row.feats.split("|") if f.startswith(("VerbForm", "Tense", "Voice")))
            out.append(f"{i} {row.form} {row.tag}{' ' + shown if shown else ''} > {row.head} {row.relation}")
    return "\n".join(out)


def conllu(name: str, number: int, line: str, rows: list[Row]) -> str:
    """One sentence in CoNLL-U."""
    out = [f"# sent_id = {name}-{number}", f"# text = {line}"]
    for i, row in enumerate(rows, 1):
        misc = "_" if row.space or i == len(rows) else "SpaceAfter=No"
        out.append("\t".join([str(i), row.form, row.lemma, row.tag, "_", row.feats or "_", str(row.head), row.relation, "_", misc]))
    return "\n".join(out) + "\n\n"


def keep(annotator: Annotator, path: Path, out: Path) -> list[str]:
    """Writes the sentences of a file as parsed and mended; the faults of the mends, whose sentences are left out."""
    given = [(number, line, annotator.parsed(line)) for number, line in enumerate(_lines(path), 1)]
    return _write(annotator, path.stem, given, _mends(path.with_suffix(".fix")), out)


def mend(annotator: Annotator, fixes: Path, kept: Path) -> list[str]:
    """Brings mends to sentences that are kept; the faults, for which all stay as they were."""
    given = []
    for tree in read(kept, "own"):
        rows = [_kept(word, place) for place, word in enumerate(tree.words)]
        given.append((int(tree.sent_id.rpartition("-")[2]), tree.text, rows))
    beside = kept.with_suffix(".new")
    faults = _write(annotator, kept.stem, given, _mends(fixes), beside)
    if faults:
        beside.unlink()
    else:
        beside.replace(kept)
    return faults


def _mends(path: Path) -> dict[int, str]:
    mends: dict[int, str] = {}
    for row in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        place, colon, text = row.partition(":")
        if colon and place.strip().isdigit():
            mends[int(place)] = f"{mends.get(int(place), '')};{text}"
    return mends


def _write(annotator: Annotator, name: str, given: list[tuple[int, str, list[Row]]], mends: dict[int, str], out: Path) -> list[str]:
    faults, kept = [], []
    for number, line, rows in given:
        try:
            mended = annotator.mended(line, rows, mends.get(number, ""))
        except ValueError as error:
            faults.append(f"{number}: {error}")
            continue
        if mended is not None:
            kept.append(conllu(name, number, line, mended))
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("".join(kept), encoding="utf-8")
    return faults


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main() -> int:
    """The command; 1 where a mend is unsound."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["sheet", "keep", "mend"])
    parser.add_argument("lang")
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    annotator = Annotator(args.lang)
    if args.what == "sheet":
        print(sheet(annotator, _lines(args.file)))
        return 0
    faults = (keep if args.what == "keep" else mend)(annotator, args.file, OWN / args.lang / f"{args.file.stem}.conllu")
    print("\n".join(faults) or "all mends are sound")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
