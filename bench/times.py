"""The rival beside us: dateparser's search over the sentences of the `times` set, in the form of readings.

    python -m bench.times OUT.jsonl     then score OUT.jsonl as any readings of the set
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from dateparser.search import search_dates

from bench.data import rows


def readings() -> Iterator[dict[str, Any]]:
    """One reading a sentence; dateparser gives single moments, which become days."""
    for row in rows("times"):
        settings = {"RELATIVE_BASE": datetime.fromisoformat(row["published"]), "PREFER_DATES_FROM": "past"}
        found, at, times = search_dates(row["text"], languages=[row["lang"]], settings=settings) or [], 0, []
        for words, moment in found:
            start = row["text"].find(words, at)
            if start >= 0:
                at, day = start + len(words), moment.date().isoformat()
                times.append({"span": [start, at], "start": day, "end": day})
        yield {"id": row["id"], "text": row["text"], "times": times}


def main() -> None:
    """Writes the readings."""
    Path(sys.argv[1]).write_text("".join(json.dumps(r) + "\n" for r in readings()), encoding="utf-8")


if __name__ == "__main__":
    main()
