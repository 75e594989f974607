"""Event mentions: YAML cases in both languages, and what must hold of any text."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.languages.lexicon import languages
from selon.languages.pipelines import load_pipeline
from selon.model import Article
from selon.reading.mentions import Argument, Mention, find_mentions
from selon.reading.page import Page
from selon.reading.parsing import pages
from selon.reading.predicates.schema import predicates

FRAMES = yaml.safe_load((Path(__file__).parent / "cases" / "frames.yaml").read_text(encoding="utf-8"))
UNTOLD = 3          # frames that neither these cases nor the others speak of, in both languages; may only fall
CASES = [c for p in sorted(Path(__file__).parent.glob("cases/mentions*.yaml")) for c in yaml.safe_load(p.read_text(encoding="utf-8"))]
FIELDS = ("type", "mode", "status", "outcome", "hedged", "harm", "generic", "background")


@cache
def read(lang: str, text: str | None, title: str | None = None) -> tuple[Page, tuple[Mention, ...]]:
    page = next(pages([Article(id="x", text=text or "", title=title, lang=lang)], lang, load_pipeline(lang)))
    return page, find_mentions(page, None, None)


def heads(arguments: tuple[Argument, ...]) -> set[str]:
    return {a.head.text for a in arguments}


def fits(page: Page, m: Mention, want: dict[str, Any]) -> bool:
    words = page.words(m.span, "title" if m.sentence.field == "title" else None)
    return (all(getattr(m, k) == want[k] for k in FIELDS if k in want) and want.get("trigger", words) == words
            and all(set(want[k]) <= heads(getattr(m, k)) for k in ("actor", "target", "weapon") if k in want)
            and not any(set(want.get(f"not_{k}", ())) & heads(getattr(m, k)) for k in ("actor", "target")))


def shown(page: Page, m: Mention) -> str:
    a = {k: sorted(heads(getattr(m, k))) for k in ("actor", "target", "weapon")}
    return f"{m.frame} {m.type} {m.mode} {m.status} {m.outcome} hedged={m.hedged} generic={m.generic} background={m.background} {a}"


@pytest.mark.parametrize("case", CASES, ids=[str(c.get("text") or c.get("title"))[:60] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    page, found = read(case["lang"], case.get("text"), case.get("title"))
    told = "\n".join(shown(page, m) for m in found)
    for want in case.get("events", []):
        assert any(fits(page, m, want) for m in found), f"{want} not in\n{told}"
    new = [m for m in found if not m.generic and not m.background]
    for no in case.get("none_of", []):
        assert not any(m.type == no for m in new), f"{no} in\n{told}"
    if case.get("nothing"):
        assert not new, told


@pytest.mark.parametrize("case", FRAMES, ids=[f"{c['lang']}: {c['frame']}" for c in FRAMES])
def test_frame(case: dict[str, Any]) -> None:
    _, found = read(case["lang"], case["text"])
    assert case["frame"] in {m.frame for m in found}, [m.frame for m in found]


def test_nearly_every_frame_has_a_case() -> None:
    told = {(c["lang"], c["frame"]) for c in FRAMES}
    told |= {(c["lang"], m.frame) for c in CASES for m in read(c["lang"], c.get("text"), c.get("title"))[1]}
    known = {lang: predicates(lang) for lang in languages()}
    every = {(lang, p.frame.code) for lang, k in known.items() for table in (k.verbs, k.nouns, k.adjectives) for ps in table.values() for p in ps}
    assert len(every - told) <= UNTOLD, sorted(every - told)


def test_frames_are_many_and_unlike() -> None:
    for lang in languages():
        known = predicates(lang)
        entries = [(k, p) for table in (known.verbs, known.nouns, known.adjectives) for k, ps in table.items() for p in ps]
        assert len(entries) >= 400, f"{lang}: {len(entries)}"
        types = {p.frame.type for _, p in entries}
        assert len(types) == 20, f"{lang}: no frame for all types, only {sorted(types)}"


def test_every_code_has_one_frame() -> None:
    for lang in languages():
        known = predicates(lang)
        frames = {id(p.frame): p.frame for table in (known.verbs, known.nouns, known.adjectives) for ps in table.values() for p in ps}
        codes = [f.code for f in frames.values()]
        assert len(codes) == len(set(codes)), sorted(c for c in codes if codes.count(c) > 1)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(lang=st.sampled_from(["en", "fr"]), words=st.lists(st.sampled_from(
    ["attack", "killed", "by", "the", "attaque", "de", "tué", "?", "«", "’", "qui", "and", "12",
     "was", "\x00", "a été", "troops", ",", "✂", "said"]), max_size=25))
def test_any_text(lang: str, words: list[str]) -> None:
    page, found = read(lang, " ".join(words))
    assert [m.span for m in found] == sorted((m.span for m in found), key=lambda s: (s[0], 0)) or len(found) > 0
    for m in found:
        assert m.sentence.start <= m.span[0] < m.span[1] <= m.sentence.end
        assert page.words(m.span).strip() and 0 < m.confidence <= 1
        for role in (m.actor, m.target, m.weapon, m.place, m.time):
            assert len({a.head.i for a in role}) == len(role)
            assert all(a.head in a.sentence.tokens for a in role)


def test_same_text_same_mentions() -> None:
    text = "Rebels attacked the base near the town on Monday, killing 12 soldiers. The army denied it."
    page = next(pages([Article(id="x", text=text, lang="en")], "en", load_pipeline("en")))
    assert find_mentions(page, None, None) == find_mentions(page, None, None)
