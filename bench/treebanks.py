"""The sentences of the treebanks as articles of their own, where a language has no set of news to read (French)."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator

from bench.data import DATA
from selon.articles.intake import Intake, to_article
from selon.articles.raw import RawArticle
from selon.languages.lexicon import languages
from selon.model import Article

SHORTEST = 30  # letters; below stand titles of sections and names
SENTENCE = re.compile(r"^# sent_id = (.*)$|^# text = (.*)$", re.MULTILINE)


def sentences(lang: str, name: str) -> Iterator[Article]:
    """The sentences of a treebank's file, in its order, without a day."""
    with lzma.open(DATA / "ud" / lang / f"{name}.conllu.xz", "rt", encoding="utf-8") as f:
        text = f.read()
    for block in text.split("\n\n"):
        found = {kind: value for m in SENTENCE.finditer(block) for kind, value in zip(("id", "text"), m.groups(), strict=True) if value}
        if len(found.get("text", "")) > SHORTEST:
            raw = RawArticle(id=found["id"], text=found["text"], lang=lang)
            yield to_article(raw, f"{name} {found['id']}", Intake(supported=languages()))
