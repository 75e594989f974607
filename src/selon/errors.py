"""The errors selon raises on purpose; everything else is a fault of selon itself.

SelonError
├── InputError          an input that cannot be read: named, with what to do; the other inputs go on
├── LanguageError       a language, pipeline or lexicon that is missing or broken
│   └── LexiconError    a lexicon file with a fault: file, entry, what was found, what is allowed
├── AtlasError          a gazetteer or actor list that is missing, of another version, or corrupt
├── LedgerError         a ledger that is missing, locked, read-only, full, damaged, or of a newer version; nothing was changed
└── UsageError          an option that makes no sense
"""

from __future__ import annotations


class SelonError(Exception):
    """Root of all errors raised on purpose. The message says where, what was found, and what to do next."""


class InputError(SelonError):
    """An input that cannot be read; carries the input's name so that the caller can go on with the others."""

    def __init__(self, name: str, problem: str, advice: str = "") -> None:
        self.name, self.problem, self.advice = name, problem, advice
        # Names, and words of foreign libraries, may hold what moves a terminal's cursor; the message is one line of plain signs.
        message = f"{name}: {problem}" + (f" ({advice})" if advice else "")
        super().__init__("".join(c if c.isprintable() else " " for c in message))


class LanguageError(SelonError):
    """A language or pipeline that is missing or does not provide what reading needs."""


class LexiconError(LanguageError):
    """A lexicon file with a fault."""


class AtlasError(SelonError):
    """A gazetteer or actor list that is missing, corrupt, or of another version."""


class LedgerError(SelonError):
    """A ledger that is missing, locked, read-only, full, damaged, or of a newer version; nothing was changed."""


class UsageError(SelonError):
    """An option or combination of options that makes no sense."""
