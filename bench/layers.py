"""Where the time of reading goes: each layer's share (`python -m bench.layers [SET] [N]`, or from bench.speed).

The functions that the reader calls are timed from outside while articles are read once more, so that reading itself knows nothing of it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import wraps
from types import ModuleType
from typing import Any

from bench.readings import articles
from selon.model import Article
from selon.reading import cutting, parsing
from selon.reading import reader as reading
from selon.reading.parses import parses_of
from selon.reading.reader import Reader

STEPS: tuple[tuple[ModuleType, str, str], ...] = (
    (cutting, "split_sentences", "sentences"),
    (cutting, "_words", "words"),
    (parsing, "_chosen", "choice of sentences"),
    (parsing, "_parses", "parse"),
    (parsing, "_sentence", "parse to words"),
    (reading, "publication", "publication"),
    (reading, "find_times", "times"),
    (reading, "find_quantities", "quantities"),
    (reading, "find_names", "names"),
    (reading, "find_places", "places"),
    (reading, "find_people", "people"),
    (reading, "find_mentions", "mentions"),
    (reading, "find_claims", "claims"),
    (reading, "find_events", "events"),
    (reading, "find_tallies", "tallies"),
    (reading, "find_disputes", "disputes"),
)
REST = "rest"


@contextmanager
def _timed(module: ModuleType, name: str, label: str, spent: dict[str, float]) -> Iterator[None]:
    """Adds the processor seconds of a module's function to `spent` while inside."""
    plain: Callable[..., Any] = getattr(module, name)

    @wraps(plain)
    def timed(*args: Any, **named: Any) -> Any:
        begun = time.process_time()
        try:
            return plain(*args, **named)
        finally:
            spent[label] += time.process_time() - begun

    setattr(module, name, timed)
    try:
        yield
    finally:
        setattr(module, name, plain)


def shares(reader: Reader, group: list[Article]) -> dict[str, float]:
    """Hundredths of the processor time of reading the articles, by layer, the largest first; a step never calls another of STEPS."""
    spent = {label: 0.0 for _, _, label in STEPS}
    parses_of.cache_clear()  # the articles may have been read before
    with ExitStack() as stack:
        for module, name, label in STEPS:
            stack.enter_context(_timed(module, name, label, spent))
        begun = time.process_time()
        for _ in reader.read_all(group):
            pass
        total = time.process_time() - begun
    spent[REST] = total - sum(spent.values())
    return {label: round(100 * s / total, 1) for label, s in sorted(spent.items(), key=lambda x: -x[1])}


if __name__ == "__main__":
    chosen = list(articles(sys.argv[1] if len(sys.argv) > 1 else "gva"))[: int(sys.argv[2]) if len(sys.argv) > 2 else 100]
    one = Reader()
    for _ in one.read_all(chosen[:5]):
        pass
    print(json.dumps(shares(one, chosen), indent=1))
