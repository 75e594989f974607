"""The quality gate: no figure may fall under its floor (`python -m bench.floors`).

bench/floors.toml pins, for each set, the digest of the data and the least value of each figure. `--raise` lifts floors to what was
measured, less a margin for the noise of a change elsewhere; a floor is lowered only by hand, with a reason in the changelog.
"""

from __future__ import annotations

import argparse
import math
import sys

from bench.data import DATA, FILES
from bench.readings import data_digest
from bench.run import BENCHMARKS, measure
from bench.table import FLOORS, floors

MARGIN = 0.005  # below what was measured


def _faults(measured: dict[str, dict[str, float]]) -> list[str]:
    out = []
    for name, held in floors().items():
        if name in FILES and held.get("digest") != data_digest(name):
            print(f"{name}: the data are not those the floors were set on; gate skipped")
            continue
        for key, least in held.items():
            if key != "digest" and measured[name].get(key, 0.0) < least:
                out.append(f"{name}: {key} is {measured[name].get(key, 0.0):.4f}, floor {least:.3f}")
    return out


def _raise(measured: dict[str, dict[str, float]]) -> None:
    held, shown = floors(), {b.data: b.shown for b in BENCHMARKS}
    lines = ["# Least figures on dev data; see bench/floors.py. Raised by `python -m bench.floors --raise`.\n"]
    for name, figures in measured.items():
        if name not in held and name not in shown:
            continue  # a rival beside us
        lines.append(f"[{name}]")
        if name in FILES:
            lines.append(f'digest = "{data_digest(name)}"')
        for key in shown.get(name, tuple(figures)):
            least = max(math.floor((figures[key] - MARGIN) * 1000) / 1000, held.get(name, {}).get(key, 0.0))
            lines.append(f'"{key}" = {least:.3f}')
        lines.append("")
    FLOORS.write_text("\n".join(lines))


def main() -> int:
    """0 where every floor holds or the data are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="lift", action="store_true")
    args = parser.parse_args()
    if not DATA.is_dir():
        print("quality gate skipped: the benchmark data (../shared/data) are not at hand")
        return 0
    measured = measure(rivals=False)
    faults = _faults(measured)
    print("\n".join(faults) or f"quality gate: {sum(len(f) - ('digest' in f) for f in floors().values())} floors hold")
    if args.lift:
        _raise(measured)
    return 1 if faults and not args.lift else 0


if __name__ == "__main__":
    sys.exit(main())
