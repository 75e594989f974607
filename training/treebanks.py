"""Reads CoNLL-U treebanks as the pipelines see them.

Three things are changed on the way in, for training and for scoring alike:

* a multiword token stays one token when its words are not simply its letters cut in two: French "du" (de + le) is one
  adposition, "auxquels" (à + lequel) one pronoun, while English "don't" stays the two words "do" and "n't";
* what hung on a word that was merged hangs on the merged token;
* labels are brought to one scheme (``recipe.toml`` says which).
"""

from __future__ import annotations

import lzma
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One token. ``head`` is the index of its head in the sentence, its own index for the root."""

    form: str
    lemma: str
    upos: str
    feats: dict[str, str]
    head: int
    deprel: str
    space: bool


@dataclass(slots=True)
class Tree:
    """One sentence with the names of its file, document and itself."""

    corpus: str
    sent_id: str
    doc: str
    new_par: bool
    words: list[Word] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words with the spaces between them, without the space after the last."""
        parts = [w.form + (" " if w.space else "") for w in self.words[:-1]]
        return "".join(parts) + self.words[-1].form


@dataclass(slots=True)
class _Row:
    number: int
    columns: list[str]


@dataclass(slots=True)
class _Range:
    first: int
    last: int
    form: str
    space: bool


def read(path: Path, corpus: str) -> list[Tree]:
    """All sentences of a CoNLL-U file (``.xz`` or plain). Raises OSError when it is not there."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        return list(_trees(stream, corpus))


def _trees(lines: Iterable[str], corpus: str) -> Iterator[Tree]:
    meta: dict[str, str] = {}
    rows: list[_Row] = []
    ranges: list[_Range] = []
    doc = ""
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            meta[key.strip()] = value.strip()
        elif line:
            _row(line.split("\t"), rows, ranges)
        elif rows:
            doc = meta.get("newdoc id", doc)
            tree = Tree(corpus, meta.get("sent_id", ""), doc, _opens_paragraph(meta))
            tree.words = _merge(rows, ranges)
            yield tree
            meta, rows, ranges = {}, [], []


def _opens_paragraph(meta: dict[str, str]) -> bool:
    return any(key.startswith(("newpar", "newdoc")) for key in meta)


def _row(columns: list[str], rows: list[_Row], ranges: list[_Range]) -> None:
    if "." in columns[0]:  # an empty node of the enhanced graph
        return
    if "-" in columns[0]:
        first, last = (int(n) for n in columns[0].split("-"))
        ranges.append(_Range(first, last, columns[1], "SpaceAfter=No" not in columns[9]))
    else:
        rows.append(_Row(int(columns[0]), columns))


def _merge(rows: list[_Row], ranges: list[_Range]) -> list[Word]:
    """One list of words; each multiword token merged into one unless its words spell it."""
    groups: list[list[_Row]] = [[row] for row in rows]
    forms: dict[int, tuple[str, bool]] = {}
    spaces: dict[int, bool] = {}
    for span in ranges:
        members = [row for row in rows if span.first <= row.number <= span.last]
        if "".join(row.columns[1] for row in members) == span.form:
            spaces.update({row.number: False for row in members})
            spaces[span.last] = span.space
            continue
        groups = [g for g in groups if g[0] not in members or g[0] is members[0]]
        next(g for g in groups if g[0] is members[0])[:] = members
        forms[span.first] = (span.form, span.space)
    place = {row.number: index for index, group in enumerate(groups) for row in group}
    return [_word(group, index, place, forms, spaces) for index, group in enumerate(groups)]


def _word(
    group: list[_Row], index: int, place: dict[int, int], forms: dict[int, tuple[str, bool]], spaces: dict[int, bool]
) -> Word:
    numbers = {row.number for row in group}
    leader = next(row for row in group if int(row.columns[6]) not in numbers)
    columns, head = leader.columns, int(leader.columns[6])
    form, space = columns[1], spaces.get(leader.number, "SpaceAfter=No" not in columns[9])
    feats = _feats(columns[5])
    if len(group) > 1:
        form, space = forms[group[0].number]
        for row in group:
            feats.update(_feats(row.columns[5]))
    return Word(form, columns[2], columns[3], feats, place[head] if head else index, columns[7], space)


def _feats(text: str) -> dict[str, str]:
    return {} if text == "_" else dict(pair.split("=", 1) for pair in text.split("|"))
