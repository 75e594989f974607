"""Weaves readings without a ledger: python examples/weave.py READINGS.jsonl FOLDER

Writes incidents.jsonl, disputes.jsonl, memberships.jsonl, origins.jsonl and roots.jsonl into FOLDER; `examples/check.py` holds them
against the expected ledger.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec

from selon.model import Reading
from selon.weaving.memory import Fabric, weave_all


def write(fabric: Fabric, folder: Path) -> None:
    """One file for each kind of thing."""
    folder.mkdir(parents=True, exist_ok=True)
    kinds: dict[str, Iterable[Any]] = {
        "incidents": fabric.incidents,
        "disputes": fabric.disputes,
        "memberships": fabric.memberships,
        "origins": fabric.origins,
        "roots": fabric.roots,
    }
    for name, things in kinds.items():
        (folder / f"{name}.jsonl").write_bytes(b"".join(msgspec.json.encode(t) + b"\n" for t in things))


def main() -> int:
    """Reads, weaves, writes."""
    decoder = msgspec.json.Decoder(Reading)
    with Path(sys.argv[1]).open("rb") as f:
        readings = [decoder.decode(line) for line in f if line.strip()]
    write(weave_all(readings), Path(sys.argv[2]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
