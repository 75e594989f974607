"""The second judge of parts of speech: a linear model over hashed features of a word and its four neighbours.

Three things are known of a word: its form, the parts of speech it has in the treebanks ("kind", or by its looks and ending for an unknown
one), and its Brown cluster (Brown et al. 1992): words that much unlabelled text uses alike, as bits whose first ones are the wider class.
Both tables know words by 32-bit hashes. Learned by `training/opinion.py`; weights are whole sixteenths, one signed byte each.
"""

from __future__ import annotations

import zipfile
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

FILE = "opinion.npz"
SIZE = 1 << 17  # rows of the table of weights
SCALE = 16.0
_SEEN = 50_000  # words whose looks are remembered
_LONGEST = 60  # letters of a word that are looked at
_ENDING, _SHAPE = 2, 8
_BESIDE = (-2, -1, 0, 1, 2)  # a word alone has 2, 4, 15, 4 and 2 features there
_REACH = 2


class Table:
    """Words by the sorted 32-bit hashes of their forms, and a number for each."""

    def __init__(self, keys: NDArray[np.uint32], values: NDArray[np.uint32]) -> None:
        self.keys, self.values = keys, values
        self._sorted = keys.data  # for one word at a time numpy takes twice as long

    def get(self, word: str) -> int | None:
        """The word's number."""
        key = word_key(word)
        at = bisect_left(self._sorted, key)
        return int(self.values[at]) if at < len(self._sorted) and self._sorted[at] == key else None


def _own(w: Looks) -> tuple[str, ...]:
    """The features of a word alone."""
    low, cluster = w.low, w.cluster
    return (
        f"w{low}", f"f{w.form}", f"s1{low[-1:]}", f"s2{low[-2:]}", f"s3{low[-3:]}", f"s4{low[-4:]}",
        f"p2{low[:2]}", f"p3{low[:3]}", f"p4{low[:4]}", f"h{w.shape}", f"k{w.kind}",
        f"C{cluster}", f"C4{cluster[:4]}", f"C6{cluster[:6]}", f"C10{cluster[:10]}",
    )  # fmt: skip


def _neighbour(w: Looks, at: int) -> tuple[str, ...]:
    """The features of a word as the neighbour of another, `at` words from it."""
    place = f"{at:+d}"
    if at in (-1, 1):
        return f"{place}{w.low}", f"k{place}{w.kind}", f"C{place}{w.cluster}", f"C{place}6{w.cluster[:6]}"
    return f"{place}{w.low}", f"k{place}{w.kind}"


def _joint(near: Window, first: bool) -> tuple[str, ...]:
    """The features of a word and its neighbours together."""
    _, a, w, b, _ = near
    low, kind, cluster = w.low, w.kind, w.cluster
    before, after, wide, ending = a.kind, b.kind, cluster[:6], low[-3:]
    return (
        f"o{low}{first}", f"a{a.low} {low}", f"b{low} {b.low}", f"c{before}|{kind}", f"d{kind}|{after}", f"e{before}|{kind}|{after}",
        f"l{low}{before}", f"m{low}{after}", f"q{ending}{before}", f"r{ending}{after}",
        f"Ca{a.cluster[:6]}{wide}", f"Cb{wide}{b.cluster[:6]}", f"Ce{cluster}{w.form[:1].isupper()}{first}",
    )  # fmt: skip


def _hashed(features: tuple[str, ...]) -> list[int]:
    encoded = "\0".join(features).encode("utf-8", "surrogatepass").split(b"\0")  # all at once
    if len(encoded) != len(features):  # a word with that sign in it
        encoded = [f.encode("utf-8", "surrogatepass") for f in features]
    return [crc32(f) % SIZE for f in encoded]


class Looks(msgspec.Struct, frozen=True, eq=False):
    """What is known of one word: lower-cased form, shape, kind and cluster (bits, the widest class first)."""

    form: str
    low: str
    shape: str
    kind: str
    cluster: str
    _rows: dict[int, array[int]] = msgspec.field(default_factory=dict)

    def rows(self, at: int) -> array[int]:
        """The rows, in the table of weights, of its features `at` words from the one that is judged; worked out when first asked for."""
        found = self._rows.get(at)
        if found is None:
            found = self._rows[at] = array("I", _hashed(_neighbour(self, at) if at else _own(self)))
        return found


_START, _END = Looks("<s>", "<s>", "<s>", "<s>", "-"), Looks("</s>", "</s>", "</s>", "</s>", "-")


Window = tuple[Looks, Looks, Looks, Looks, Looks]


def _window(words: Sequence[Looks], i: int) -> Window:
    """The word at ``i`` between its four neighbours."""
    n = len(words)
    return (words[i - 2] if i > 1 else _START, words[i - 1] if i else _START, words[i],
            words[i + 1] if i + 1 < n else _END, words[i + 2] if i + 2 < n else _END)


class Words:
    """What is known of words; ``names`` are the kinds by their number in ``kinds``."""

    def __init__(self, kinds: Table, names: Sequence[str], clusters: Table) -> None:
        self.kinds, self.names, self.clusters = kinds, tuple(names), clusters
        self._remembered = lru_cache(maxsize=_SEEN)(self._looks)

    def looks(self, form: str) -> Looks:
        """What is known of a form; of noise without a space, of its beginning."""
        return self._remembered(form[:_LONGEST])

    def _looks(self, form: str) -> Looks:
        form = form.replace("’", "'")
        low = form.lower()
        kind = self.kinds.get(low)
        cluster = self.clusters.get(form)
        if cluster is None and low != form:
            cluster = self.clusters.get(low)
        if cluster is None:
            cluster = self.clusters.get(form.title())
        first = "A" if form[:1].isupper() else "0" if form[:1].isdigit() else "a"
        return Looks(
            form,
            low,
            shape(form),
            f"?{first}{low[-_ENDING:]}" if kind is None else self.names[kind],
            "-" if cluster is None else f"{cluster:b}"[::-1],
        )

    def features(self, words: Sequence[Looks], i: int) -> Iterator[str]:
        """All features of the word at ``i``; `words` are those of its sentence."""
        near = _window(words, i)
        for at, w in zip(_BESIDE, near, strict=True):
            yield from _neighbour(w, at) if at else _own(w)
        yield from _joint(near, i == 0)

    def rows(self, words: Sequence[Looks], i: int) -> array[int]:
        """The rows of the table of weights that the features of a word have; always as many."""
        near = _window(words, i)
        aa, a, w, b, bb = near
        return aa.rows(-2) + a.rows(-1) + w.rows(0) + b.rows(1) + bb.rows(2) + array("I", _hashed(_joint(near, i == 0)))


class Opinion:
    """The judge: weights by row and part of speech. `margin` is what a network must be ahead not to be doubted."""

    def __init__(self, words: Words, tags: Sequence[str], weights: NDArray[np.int8], share: float, margin: float) -> None:
        self.words, self.tags, self.weights, self.share, self.margin = words, tuple(tags), weights, share, margin

    def columns(self, tags: Sequence[str]) -> NDArray[np.intp]:
        """The column of each of these parts of speech; one that was not learned has the last, which adds nothing to any."""
        known = {tag: i for i, tag in enumerate(self.tags)}
        return np.array([known.get(tag, len(self.tags)) for tag in tags], dtype=np.intp)

    def scores(self, sentences: Sequence[Sequence[str]], wanted: NDArray[np.intp]) -> NDArray[np.float32]:
        """A row for each wanted word (indexes over all sentences, rising), a column for each part of speech and one of zeros."""
        rows = array("I")  # of one word after the other
        at, first = 0, 0
        for sentence in sentences:
            last = first + len(sentence)
            while at < len(wanted) and wanted[at] < last:
                i = int(wanted[at]) - first
                beside = max(i - _REACH, 0)
                rows += self.words.rows([self.words.looks(w) for w in sentence[beside : i + _REACH + 1]], i - beside)
                at += 1
            first = last
        out = np.zeros((at, len(self.tags) + 1), dtype=np.float32)
        if at:
            found = self.weights.take(np.array(rows).reshape(at, -1), axis=0)
            out[:, :-1] = found.sum(axis=1, dtype=np.int32) * np.float32(self.share / SCALE)
        return out

    def write(self, path: Path) -> None:
        """Writes the judge; the same judge gives the same bytes."""
        kinds, clusters = self.words.kinds, self.words.clusters
        np.savez_compressed(
            path,
            tags=np.array(self.tags),
            weights=self.weights,
            settings=np.array([self.share, self.margin]),
            kind_names=np.array(self.words.names),
            kind_keys=kinds.keys,
            kind_values=kinds.values,
            cluster_keys=clusters.keys,
            cluster_values=clusters.values,
        )

    @classmethod
    def read(cls, path: Path) -> Opinion:
        """The judge in a file. Raises ValueError naming the file where it is not one or not whole."""
        try:
            with np.load(BytesIO(path.read_bytes()), allow_pickle=False) as data:
                part = {name: data[name] for name in data.files}
            kinds, clusters = Table(part["kind_keys"], part["kind_values"]), Table(part["cluster_keys"], part["cluster_values"])
            tags, weights = [str(t) for t in part["tags"]], part["weights"]
            share, margin = (float(x) for x in part["settings"])
        except (OSError, KeyError, EOFError, zipfile.BadZipFile, ValueError) as error:
            raise ValueError(f"{path}: no judge of parts of speech ({error})") from error
        if weights.shape != (SIZE, len(tags)) or weights.dtype != np.int8:
            raise ValueError(f"{path}: weights of shape {weights.shape}, not {(SIZE, len(tags))}")
        return cls(Words(kinds, [str(n) for n in part["kind_names"]], clusters), tags, weights, share, margin)


def word_key(word: str) -> int:
    """The 32 bits a word is known by."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def shape(form: str) -> str:
    """Capitals, small letters and digits as A, a, 0, runs of three and more cut to two; at most eight signs."""
    out = ""
    last = more = ""  # the last sign of `out`, and the same where it stands there twice
    for c in form[: 4 * _SHAPE]:
        sign = "a" if c.islower() else "A" if c.isupper() else "0" if c.isdigit() else c
        if sign != more:
            more = sign if sign == last else ""
            last = sign
            out += sign
    return out[:_SHAPE]
