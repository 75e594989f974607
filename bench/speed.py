"""Speed: reading against parsing alone, peak memory, start-up (`python -m bench.speed [SET] [N]`).

The yardstick is the same pipeline parsing every sentence of the same articles, one Doc a sentence, batch 256, in the same process.
Both are run twice, alternately, and the faster run of each counts, so that a burst of other work on the machine does not decide.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable

from bench.readings import articles
from selon.languages.pipelines import load_pipeline
from selon.languages.sentences import split_sentences
from selon.model import Article
from selon.reading.reader import Reader

START = "import time; t = time.perf_counter(); import selon; selon.read('Three people were killed on Monday.', lang='{}'); print(time.perf_counter() - t)"


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _parse_all(group: list[Article]) -> int:
    words = 0
    for lang in sorted({a.lang or "en" for a in group}):
        nlp = load_pipeline(lang)
        texts = (a.text[s:e] for a in group if a.lang == lang for s, e in split_sentences(a.text, lang))
        words += sum(len(doc) for doc in nlp.pipe(texts, batch_size=256))
    return words


def measure(name: str, n: int) -> dict[str, float]:
    """Seconds of reading and of parsing alone, their ratio, words a second, peak memory in MB, start-up in seconds."""
    group = list(articles(name))[:n]
    reader = Reader()
    for lang in {a.lang: a for a in group}.values():
        reader.read(lang)
    words = _parse_all(group[:1])
    read, parse = [], []
    for _ in range(2):
        parse.append(_seconds(lambda: _parse_all(group)))
        read.append(_seconds(lambda: sum(1 for _ in reader.read_all(group))))
    words = _parse_all(group)
    start = min(
        float(subprocess.run([sys.executable, "-c", START.format("en")], capture_output=True, text=True, check=True).stdout)
        for _ in range(2)
    )
    return {
        "articles": len(group),
        "words": words,
        "read_s": min(read),
        "parse_s": min(parse),
        "ratio": min(read) / min(parse),
        "words_per_s": words / min(read),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "start_s": start,
    }


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1] if len(sys.argv) > 1 else "gva", int(sys.argv[2]) if len(sys.argv) > 2 else 600), indent=1))
