"""Why inputs were left out, counted: the closing lines of a long run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from selon.errors import InputError

MOST = 12  # reasons; the rest are counted together


def reasons(faults: Iterable[InputError]) -> list[str]:
    """`12 × language 'de' is not supported`, the most frequent first; numbers and what a library said do not part two reasons."""
    counted = Counter(re.sub(r"[\d,]+", "…", f.problem.partition(":")[0]) for f in faults)
    lines = [f"{n} × {why}" for why, n in sorted(counted.items(), key=lambda x: (-x[1], x[0]))]
    return [*lines[:MOST], f"{len(lines) - MOST} other reasons"] if len(lines) > MOST else lines
