"""No text breaks the reader, and every span of a reading holds exactly its words: on arbitrary Unicode, in both languages."""

from __future__ import annotations

import time
from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import selon
from selon import model
from selon.errors import InputError
from selon.model import Reading, Value

SPANS = ("span", "trigger")                     # fields that hold one span
LISTS = ("content", "cue", "mentions")          # fields that hold several
LANGS = ("fr", "en")

SENTENCES = (
    "Des drones ont attaqué mercredi la base d’al-Tanf, ont déclaré jeudi deux responsables américains.",
    "« Rien ne prouve que Téhéran ait ordonné ces attaques », a-t-il ajouté.",
    "Depuis le 17 octobre, au moins 19 attaques ont visé des bases en Irak et en Syrie, selon le Pentagone.",
    "Quinze personnes auraient été tuées, dont quatre enfants, près de Deir ez-Zor.",
    "At least 19 attacks have hit bases in Iraq and Syria since Oct. 17, the Pentagon said.",
    '"We will not leave," said the minister, "whatever happens."',
    "A U.S. official denied on Friday that a dozen outposts had been abandoned.",
    "FOUR ROCKETS WERE FIRED AT THE BASE, SOURCES SAID.",
    "An official told Agency A: “15 drones and four missiles were shot down”.",
)
BLANKS = ("\u00a0", "\u202f", "\u2028", "\u2029", "\u0085", "\u200b", "\u200d", "\ufeff", "\x00", "\x07", "\x1b[31m", "\r\n", "\r",
          "\n", "\n\n", "\t", "\x0b", "\x0c")
LETTERS = ("e\u0301", "a\u0300\u0323\u0308", "\u0301", "ﬁ", "İ", "ß", "ſ", "Ǆ", "½", "²", "Ⅳ", "١٧", "１９",
           "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1eb\U0001f1f7", "\U0001f44d\U0001f3fd", "\U0001f3f4\U000e0067\U000e007f",
           "𝟙𝟟", "𐍈", "\u202e", "\u2066", "\u2069", "קרב ב־17 באוקטובר", "هجوم على القاعدة", "攻撃")
MARKS = ("«", "»", "“", "”", "‘", "’", '"', "'", "''", "``", "„", "‹", "–", "—", "…", "(", "]", "%", "<b>", "&nbsp;", "#", "@x", "-", "•")
NUMBERS = ("100M", "538400", "1.400", "1 400", "1,400", "12/13/2023", "31 février", "Feb. 30", "17-24 octobre", "M.", "U.S.",
           "https://example.org/a?b=c", "9" * 400, "0", "-1", "1e9")
ODD = BLANKS + LETTERS + MARKS + NUMBERS
pieces = st.one_of(st.sampled_from(SENTENCES), st.sampled_from(ODD), st.text(max_size=12), st.just(" "))
joined = st.builds(lambda parts, mark: mark.join(parts), st.lists(pieces, min_size=1, max_size=12), st.sampled_from(["", " ", "\n"]))
texts = st.one_of(joined, st.text(max_size=120))
broken = st.builds(lambda sentence, at, odd: sentence[:at] + odd + sentence[at:],
                   st.sampled_from(SENTENCES), st.integers(0, 60), st.sampled_from(ODD))
DATES = ("2023", "2023-10", "2023-10-01/2023-10-15", "0001-01-01", "9999-12-31")
patient = settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def values(value: object) -> Iterator[Value]:
    """A value and every value inside it."""
    if isinstance(value, Value):
        yield value
        for name in value.__struct_fields__:
            yield from values(getattr(value, name))
    elif isinstance(value, tuple):
        for v in value:
            yield from values(v)


def spans(value: Value) -> Iterator[tuple[int, int]]:
    for name in value.__struct_fields__:
        if name in SPANS:
            yield getattr(value, name)
        elif name in LISTS:
            yield from getattr(value, name)


def check(reading: Reading, text: str, title: str | None = None) -> None:
    """The offset rule, for every value; the text comes back unchanged and the reading survives its JSON."""
    assert reading.text == text
    assert reading.title == (title or None)
    for value in values(reading):
        if isinstance(value, Reading):
            continue
        where = title or "" if getattr(value, "field", None) == "title" else text
        for start, end in spans(value):
            assert 0 <= start < end <= len(where), value
        if hasattr(value, "span") and hasattr(value, "text"):
            assert where[value.span[0]:value.span[1]] == value.text, value
    assert msgspec.json.decode(msgspec.json.encode(reading), type=Reading) == reading


def read(text: str, lang: str | None, title: str | None = None, published: str | None = "2023-10-27") -> Reading | None:
    """The reading, or null where the text has nothing but blanks, the one thing that is refused."""
    try:
        return selon.read(text, title=title, published=published, lang=lang)
    except InputError:
        assert not text.strip()
        return None


@pytest.mark.parametrize("lang", LANGS)
@patient
@given(text=st.one_of(texts, broken))
@example(text="")
@example(text="\x00")
@example(text="«" * 400)
@example(text="« " + SENTENCES[0])
@example(text="\u2028".join(SENTENCES))
@example(text="\n".join(f"- {s}" for s in SENTENCES))
@example(text="\U0001f468\u200d\U0001f469 " + SENTENCES[2] + " \U0001f1eb\U0001f1f7")
@example(text="".join(c + "\u0301" for c in SENTENCES[4]))
def test_spans_hold_their_words(lang: str, text: str) -> None:
    reading = read(text, lang)
    if reading is not None:
        check(reading, text)


@pytest.mark.parametrize("lang", LANGS)
@patient
@given(title=st.one_of(texts, broken), text=st.sampled_from(SENTENCES))
def test_spans_in_titles_hold_their_words(lang: str, title: str, text: str) -> None:
    reading = read(text, lang, title=title)
    assert reading is not None
    check(reading, text, title)


@patient
@given(text=texts, published=st.one_of(st.none(), st.sampled_from(DATES)))
def test_any_publication_date_will_do(text: str, published: str | None) -> None:
    reading = read(text, "en", published=published)
    if reading is not None:
        check(reading, text)


@patient
@given(text=st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join))
def test_the_same_text_gives_the_same_bytes(text: str) -> None:
    first, second = selon.read(text, published="2023-10-27"), selon.read(text, published="2023-10-27")
    assert msgspec.json.encode(first) == msgspec.json.encode(second)


@pytest.mark.parametrize("lang", LANGS)
def test_something_is_found_in_the_sentences_used_here(lang: str) -> None:
    """The other tests would hold if nothing were ever found."""
    text = "\n".join(s for s in SENTENCES if ("the" in s.lower().split() or " a " in s.lower() or "An " in s) == (lang == "en"))
    reading = selon.read(text, published="2023-10-27", lang=lang)
    found = {type(v).__name__ for v in values(reading)}
    assert {"Claim", "Source", "Event", "Voice", "Tally", "Quantity", "Place", "Time"} <= found


def test_a_lone_surrogate_is_read_or_refused() -> None:
    try:
        reading = selon.read("\ud800 " + SENTENCES[4], lang="en")
    except InputError:
        return
    assert reading.text.startswith("\ud800")


MEGABYTE = 1_000_000
LONG = {
    "one word": "a" * MEGABYTE,
    "no full stop": "the base and " * (MEGABYTE // 13),
    "open marks": "« " * (MEGABYTE // 2),
    "brackets": "(" * MEGABYTE,
    "numbers": "17 " * (MEGABYTE // 3),
    "dates": "17 octobre 2023 " * (MEGABYTE // 16),
    "capitals": "Base Camp " * (MEGABYTE // 10),
    "accents": "\u0301" * MEGABYTE,
    "blank lines": "a" + "\n" * MEGABYTE + "b",
}


def seconds(text: str, lang: str) -> float:
    start = time.perf_counter()
    check(selon.read(text, published="2023-10-27", lang=lang), text)
    return time.perf_counter() - start


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", LONG)
def test_a_megabyte_in_one_line_is_read_in_linear_time(kind: str, lang: str) -> None:
    seconds("b", lang)                                              # loads what is loaded once
    tenth, whole = seconds(LONG[kind][:MEGABYTE // 10] + " b", lang), seconds(LONG[kind], lang)
    assert whole < 3 * 10 * max(tenth, 0.2), f"{tenth:.1f} s for a tenth, {whole:.1f} s for all"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", LONG)
def test_a_long_line_is_read(kind: str, lang: str) -> None:
    text = LONG[kind][:10_000] + " b"
    check(selon.read(text, published="2023-10-27", lang=lang), text)


@pytest.mark.slow
def test_a_megabyte_of_sentences_in_one_line() -> None:
    text = " ".join(SENTENCES) * (MEGABYTE // len(" ".join(SENTENCES)))
    check(selon.read(text, published="2023-10-27", lang="en"), text)


def test_the_walk_knows_every_field_that_holds_spans() -> None:
    """A span in a new field of the model is not passed over silently."""
    for struct in (s for s in vars(model).values() if isinstance(s, type) and issubclass(s, Value)):
        for f in msgspec.structs.fields(struct):
            holds = str(f.type) in ("tuple[int, int]", "tuple[tuple[int, int], ...]")
            assert holds == (f.name in SPANS + LISTS), (struct, f.name)
