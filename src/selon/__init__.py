"""Who says what happened, where, when, how many, and who says otherwise.

>>> import selon
>>> reading = selon.read("The ministry said three people were killed on Monday.", published="2024-05-07")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selon.errors import SelonError

if TYPE_CHECKING:
    from selon.api import read
    from selon.ledger.queries import Query
    from selon.ledger.store import Ledger
    from selon.model import Article, Reading
    from selon.reading.reader import Reader

__version__ = "0.1.0"
__all__ = ["Article", "Ledger", "Query", "Reader", "Reading", "SelonError", "read"]
# Loaded late: the parser's library takes a second, which `selon --help` need not pay.
_WHERE = {
    "Article": "selon.model", "Ledger": "selon.ledger.store", "Query": "selon.ledger.queries", "Reader": "selon.reading.reader",
    "Reading": "selon.model", "read": "selon.api",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'selon' has no attribute {name!r}")
    import importlib  # noqa: PLC0415

    return getattr(importlib.import_module(_WHERE[name]), name)
