"""Imports spaCy without its command line.

`import spacy` loads `spacy.cli`, and with it an HTTP client and a project manager that reading never uses: two fifths of the import
(measured 2026-11-23: 3.2 s with, 1.9 s without, one busy core). The real `spacy.cli` is there for whoever asks for it afterwards.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

PARTS = ("spacy.cli", "spacy.cli.info")


def _info(*args: Any, **kwargs: Any) -> Any:
    """`spacy.info`, loaded when it is called."""
    from spacy.cli.info import info  # noqa: PLC0415

    return info(*args, **kwargs)


def import_spacy() -> None:
    """Imports spaCy once; does nothing where it is imported already."""
    if "spacy" in sys.modules:
        return
    for name in PARTS:
        sys.modules[name] = ModuleType(name)
    sys.modules[PARTS[1]].__dict__["info"] = _info
    try:
        import spacy  # noqa: F401, PLC0415
    finally:
        for name in PARTS:
            sys.modules.pop(name, None)
