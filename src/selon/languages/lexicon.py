"""Lexicons: what is known of a language's words, as TOML files with a schema, checked on load.

A lexicon is `languages/<lang>/lexicon/<name>.toml`; its schema is a msgspec Struct of the room that reads it, so that a wrong
key or value is named with its file and entry.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from selon.errors import LanguageError, LexiconError

HERE = Path(__file__).parent
T = TypeVar("T")


def languages() -> tuple[str, ...]:
    """The languages there are: each folder here that has a lexicon."""
    return tuple(sorted(p.parent.name for p in HERE.glob("*/lexicon")))


def check_language(lang: str) -> str:
    """The language, if there is one of that name; LanguageError lists those there are."""
    if lang not in languages():
        raise LanguageError(f"language {lang!r} is not supported; there are: {', '.join(languages())}")
    return lang


@cache
def load_lexicon(lang: str, name: str, schema: type[T]) -> T:
    """The lexicon `name` of a language as its schema's values; LexiconError names file, entry and fault."""
    path = HERE / check_language(lang) / "lexicon" / f"{name}.toml"
    try:
        return msgspec.toml.decode(path.read_bytes(), type=schema)
    except FileNotFoundError:
        raise LexiconError(f"{path}: no such lexicon; add the file, see docs/languages.md") from None
    except (msgspec.DecodeError, msgspec.ValidationError) as e:
        raise LexiconError(f"{path}: {e}; see docs/languages.md for what the file may hold") from e
