"""The atlas: size, opening, look-ups, memory (`python -m bench.atlas`); processor time, so that other work on the machine counts little.

Names are those of the gazetteer's own places, evenly drawn over the file, each asked once of a freshly opened gazetteer, so that nothing
is remembered; `unknown` are the same names with a word that no place has, which go the longer way over the loose key.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable

from selon.atlas.gazetteer import BUILT_IN, Gazetteer

NAMES = 5_000
STRANGE = "zqvx"
MEMORY = """
import psutil
from selon.atlas.gazetteer import BUILT_IN, Gazetteer
before = psutil.Process().memory_info().rss
g = Gazetteer(BUILT_IN)
for i in range(0, len(g), max(1, len(g) // {names})):
    g.candidates(g.entry(i).name)
print((psutil.Process().memory_info().rss - before) / 1e6)
"""


def _each(work: Callable[[str], object], names: Iterable[str]) -> float:
    """Microseconds of processor time a name."""
    group = list(names)
    begun = time.process_time()
    for name in group:
        work(name)
    return (time.process_time() - begun) / len(group) * 1e6


def _opening() -> float:
    begun = time.process_time()
    Gazetteer(BUILT_IN)
    return (time.process_time() - begun) * 1e3


def resident(names: int = NAMES) -> float:
    """MB that an open gazetteer adds to a fresh process, the file's mapped pages and remembered look-ups included."""
    code = MEMORY.format(names=names)
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)


def measure(names: int = NAMES, runs: int = 3) -> dict[str, float]:
    """Figures by name; times are the best of some runs, each with a gazetteer that remembers nothing."""
    drawn = Gazetteer(BUILT_IN)
    known = list(dict.fromkeys(drawn.entry(i).name for i in range(0, len(drawn), max(1, len(drawn) // names))))
    fresh = [Gazetteer(BUILT_IN) for _ in range(runs)]
    return {
        "file_mb": BUILT_IN.stat().st_size / 1e6,
        "open_ms": min(_opening() for _ in range(runs)),
        "candidates_us": min(_each(g.candidates, known) for g in fresh),
        "candidates_unknown_us": min(_each(g.candidates, (f"{n} {STRANGE}" for n in known)) for g in fresh),
        "is_name_us": min(_each(g.is_name, known) for g in fresh),
        "remembered_us": min(_each(g.candidates, known) for g in fresh),
        "resident_mb": resident(names),
    }


if __name__ == "__main__":
    print(json.dumps({k: round(v, 2) for k, v in measure().items()}, indent=1))
