"""The tokeniser: one regular expression a language, kept as data in ``<lang>/tokens.toml``.

The expression's alternatives are tried in order at each place of the text. All white space is read as spaces, one for one, so
that a no-break space inside « » parts words like any other; offsets stay. Where several stand together, those after the
first become one token of spaces, as spaCy does it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from selon.errors import LanguageError

LANGUAGES = Path(__file__).parent
_WHITE = re.compile(r"\s")
# Most of a text: what is cut the same way wherever it stands between two blanks, so that it is looked up and not matched again. Only
# digits (groups of three) and a short form's full stop at the end (an initial's) are looked at together with what stands beyond a blank.
_OWN = re.compile(r"\D*(?:[^\d.]|[^\W\d_]{3}\.)")
_LONG = 40  # code points; what is longer is not remembered
_KNOWN = 100_000  # pieces of text between blanks that are remembered


def make_tokenizer(lang: str) -> Callable[[Language], PatternTokenizer]:
    """What spaCy calls to build the tokeniser of a language."""

    def create(nlp: Language) -> PatternTokenizer:
        return PatternTokenizer(nlp.vocab, lang)

    return create


@cache
def pattern(lang: str) -> re.Pattern[str]:
    """The language's expression. Raises LanguageError when there is none or it is broken."""
    path = LANGUAGES / lang / "tokens.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        parts = [_filled(rule["pattern"], data.get("lists", {})) for rule in data["rules"]]
        return re.compile("|".join(f"(?:{part})" for part in parts) + r"|\S")
    except (OSError, KeyError, re.error, tomllib.TOMLDecodeError) as error:
        raise LanguageError(f"{path}: no usable token rules ({error})") from error


def _filled(rule: str, lists: dict[str, list[str]]) -> str:
    """The rule with each ``{name}`` replaced by the alternatives of the list of that name, longest first."""
    for name, words in lists.items():
        alternatives = "|".join(re.escape(w).replace("'", "['’]") for w in sorted(words, key=lambda w: (-len(w), w)))
        rule = rule.replace("{" + name + "}", f"(?:{alternatives})")
    return rule


class PatternTokenizer:
    """Makes spaCy documents of a text; its tokens cover every character."""

    def __init__(self, vocab: Vocab, lang: str) -> None:
        self.vocab, self.lang = vocab, lang
        self._find, self._match = pattern(lang).finditer, pattern(lang).match
        self._known: dict[str, tuple[str, ...]] = {}

    def __call__(self, text: str) -> Doc:
        """The text's tokens; white space other than a space reads as a space, so lengths and offsets stay."""
        return self.doc(text, *self.cut(text))

    def cut(self, text: str) -> tuple[list[str], list[bool]]:
        """The tokens of a text and whether a space follows each, for those who need no Doc or will have it made later."""
        return self._cut(text if text.isprintable() else _WHITE.sub(" ", text))  # of all white space only the space is printable

    def doc(self, text: str, words: list[str], spaces: list[bool]) -> Doc:
        """The Doc of a text that has been cut."""
        doc = Doc(self.vocab, words=words, spaces=spaces)
        if "\u2019" in text:
            straighten(doc, words)
        return doc

    def _cut(self, plain: str) -> tuple[list[str], list[bool]]:
        """The tokens of a text whose only white space is spaces, and whether a space follows each."""
        words: list[str] = []
        spaces: list[bool] = []
        known = self._known
        past = start = 0
        for piece in plain.split(" "):
            end = start + len(piece)
            if piece and start >= past:
                found = known[piece] if piece in known else self._pieces(piece)
                if found:
                    if start - past == 1 and words:  # nearly always; the last token is no white space here
                        spaces[-1] = True
                    else:
                        _gap(words, spaces, start - past)
                    words += found
                    spaces += [False] * len(found)
                    past = end
            while piece and past < end:
                first = max(past, start)
                match = self._match(plain, first)
                after = max(match.end() if match else 0, first + 1)
                _gap(words, spaces, first - past)
                words.append(plain[first:after])
                spaces.append(False)
                past = after
            start = end + 1
        _gap(words, spaces, len(plain) - past)
        return words, spaces

    def _pieces(self, piece: str) -> tuple[str, ...]:
        """The tokens of what stands between two blanks, remembered; none where its surroundings may count."""
        if len(piece) > _LONG:
            return ()
        found = tuple(m.group() for m in self._find(piece)) if _OWN.fullmatch(piece) else ()
        if len(self._known) < _KNOWN:
            self._known[piece] = found
        return found

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterable[Doc]:
        """One document a text."""
        return map(self, texts)

    # The rules are the language's data, not the pipeline's: there is nothing to store.
    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Nothing: spaCy asks for it."""
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> PatternTokenizer:
        """Itself: spaCy asks for it."""
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Writes nothing: spaCy asks for it."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> PatternTokenizer:
        """Itself: spaCy asks for it."""
        return self


def straighten(doc: Doc, words: list[str]) -> None:
    """Lets the model see words with a typographic apostrophe as those with a straight one; `words` are the Doc's."""
    for i, word in enumerate(words):
        if "\u2019" in word and len(word) > 1:
            token = doc[i]
            token.norm_ = token.norm_.replace("\u2019", "'")


def _gap(words: list[str], spaces: list[bool], length: int) -> None:
    """Puts white space behind the last token: one space belongs to it, more are a token of their own."""
    if not length:
        return
    if words and not words[-1].isspace():
        spaces[-1] = True
        length -= 1
    if length:
        words.append(" " * length)
        spaces.append(False)


registry.tokenizers.register("selon.PatternTokenizer.v1", func=make_tokenizer)
