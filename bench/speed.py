"""Speed: reading against parsing alone, peak memory, start-up (`python -m bench.speed [SET] [N]`).

The yardstick is the same pipeline, with the same arithmetic, parsing every sentence of the same articles, one Doc a sentence, batch 256,
in the same process. All is held on one core, and times are the seconds that core worked for this process (`process_time`, all threads),
so that other work on the machine is not measured; the seconds on the clock stand beside them. Both are run twice, alternately, and the
faster run of each counts, as of the two of `ratio_plain`. A last run gives the layers' shares (bench.layers). `ratio_plain` sets reading against the pipeline as `spacy.load` alone runs it, with spaCy's own BLAS.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language

from bench.layers import shares
from bench.readings import articles
from selon.languages.arithmetic import one_core
from selon.languages.casing import LANGUAGES
from selon.languages.pipelines import load_pipeline, plain_pipeline
from selon.languages.sentences import split_sentences
from selon.model import Article
from selon.reading.reader import Reader

START = "import time; t = time.perf_counter(); import selon; selon.read('Three people were killed on Monday.', lang='{}'); print(time.perf_counter() - t)"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of work on the core and seconds on the clock."""

    core: float
    clock: float


def _took(work: Callable[[], object]) -> Took:
    core, clock = time.process_time(), time.perf_counter()
    work()
    return Took(time.process_time() - core, time.perf_counter() - clock)


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


def measure(name: str, n: int) -> dict[str, float | dict[str, float]]:
    """Seconds of reading and of parsing alone, their ratios, words a second, peak memory in MB, start-up in seconds."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    group = list(articles(name))[:n]
    reader = Reader()
    first = {a.lang or "en": a for a in reversed(group)}
    for article in first.values():
        reader.read(article)
    ours = {lang: load_pipeline(lang) for lang in sorted(first)}
    _parse_all(group[:1], ours)
    read, parse = [], []
    for _ in range(2):
        parse.append(_took(lambda: _parse_all(group, ours)))
        read.append(_took(lambda: sum(1 for _ in reader.read_all(group))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    plain = {lang: _plain(lang) for lang in sorted(first)}
    slow = min(_took(lambda: _parse_all(group, plain)).core for _ in range(2))
    words = _parse_all(group, ours)
    start = min(
        float(subprocess.run([sys.executable, "-c", START.format("en")], capture_output=True, text=True, check=True).stdout)
        for _ in range(2)
    )
    core, alone = min(t.core for t in read), min(t.core for t in parse)
    return {
        "articles": len(group),
        "words": words,
        "read_s": core,
        "parse_s": alone,
        "ratio": core / alone,
        "ratio_plain": core / slow,
        "read_clock_s": min(t.clock for t in read),
        "words_per_s": words / core,
        "parse_words_per_s": words / alone,
        "peak_mb": peak,
        "start_s": start,
        "layers": shares(reader, group),
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1] if len(sys.argv) > 1 else "gva", int(sys.argv[2]) if len(sys.argv) > 2 else 600), indent=1))
