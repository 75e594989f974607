"""Speed: reading against parsing alone, peak memory, start-up (`python -m bench.speed [SET] [N] [ROUNDS]`).

The yardstick is parsing every sentence of the same articles, one Doc a sentence, batch 256, in the same process: with our arithmetic
(`ratio`), and as `spacy.load` alone runs the same pipeline, with spaCy's own BLAS (`ratio_plain`). All is held on one core, and times are
the seconds that core worked for this process (`process_time`, all threads). Machines are lent by the slice and slow down for seconds at a
time; so articles go in lots, each lot is read and parsed in turns, ROUNDS times (4), and of each lot the least seconds count; `ratio_plain_first` is of
the first turn of each lot alone, when its new words are new to both (`ratio` knows them: it shares a pipeline with reading). With one round over
a whole set (`gva 2609 1`, 20 minutes) all that a first reading costs is in. A last run gives the layers' shares (bench.layers).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice

import numpy as np
from spacy.language import Language

from bench.layers import shares
from bench.readings import articles
from selon.languages.arithmetic import one_core
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline, plain_pipeline
from selon.languages.sentences import split_sentences
from selon.model import Article
from selon.reading.parses import parses_of
from selon.reading.parsing import BATCH
from selon.reading.reader import Reader

START = "import time; t = time.perf_counter(); import selon; selon.read('Three people were killed on Monday.', lang='{}'); print(time.perf_counter() - t)"

PEAK = """import resource, sys; from bench.speed import first_articles; from selon.reading.reader import Reader
for _ in Reader().read_all(first_articles(sys.argv[1], int(sys.argv[2]))): pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"""
ROUNDS = 4
LOT = BATCH  # articles: as many as go through the parser together


def first_articles(name: str, n: int) -> list[Article]:
    """The first articles of a set."""
    return list(islice(articles(name), n))


def _told(program: str, *words: str) -> float:
    """The number that a program prints in a process of its own."""
    return float(subprocess.run([sys.executable, "-c", program, *words], capture_output=True, text=True, check=True).stdout)


def _took(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _in_turns(works: list[Callable[[list[Article]], object]], group: list[Article], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds that each of the works takes for all articles: the least of each lot, and when it sees them first."""
    lots = [group[i : i + LOT] for i in range(0, len(group), LOT)]
    took = np.array([[_turn(works, lot, again=n > 0) for n in range(rounds)] for lot in lots])  # (lots, rounds, works)
    return took.min(axis=1).sum(axis=0).tolist(), took[:, 0].sum(axis=0).tolist()


def _turn(works: list[Callable[[list[Article]], object]], lot: list[Article], again: bool) -> list[float]:
    """Seconds of each of the works; a lot that is read again must not find its sentences parsed."""
    if again:
        parses_of.cache_clear()
    return [_took(partial(work, lot)) for work in works]


def _plain(lang: str) -> Language:
    return plain_pipeline(LANGUAGES / lang / "pipeline")


def _parse_all(group: list[Article], pipelines: dict[str, Language]) -> int:
    """Parses every sentence; the number of words."""
    words = 0
    for lang, nlp in pipelines.items():
        texts = (a.text[s:e] for a in group if a.lang == lang for s, e in split_sentences(a.text, lang))
        with one_core():
            words += sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    return words


def measure(name: str, n: int, rounds: int = ROUNDS) -> dict[str, float | dict[str, float]]:
    """Seconds of reading and of parsing alone, their ratios, words a second, peak memory in MB, start-up in seconds."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    group, peak = first_articles(name, n), _told(PEAK, name, str(n))  # of a process that this one, still small, begins: peaks are inherited
    reader = Reader()
    first = {a.lang or "en": a for a in reversed(group)}
    for article in first.values():
        reader.read(article)
    ours = {lang: load_pipeline(lang) for lang in sorted(first)}
    plain = {lang: _plain(lang) for lang in sorted(first)}

    def reading(lot: list[Article]) -> int:
        return sum(1 for _ in reader.read_all(lot))

    works: list[Callable[[list[Article]], object]] = [reading, partial(_parse_all, pipelines=ours), partial(_parse_all, pipelines=plain)]
    (read, alone, slow), (read_first, _, slow_first) = _in_turns(works, group, rounds)
    words = _parse_all(group, ours)
    return {
        "articles": len(group),
        "words": words,
        "read_s": read,
        "parse_s": alone,
        "ratio": read / alone,
        "ratio_plain": read / slow,
        "ratio_plain_first": read_first / slow_first,
        "words_per_s": words / read,
        "parse_words_per_s": words / alone,
        "peak_mb": peak,
        "start_s": min(_told(START.format("en")) for _ in range(2)),
        "layers": shares(reader, group),
    }


if __name__ == "__main__":
    of, many, turns = (*sys.argv[1:4], *("gva", "600", str(ROUNDS))[len(sys.argv) - 1 :])
    print(json.dumps(measure(of, int(many), int(turns)), indent=1))
