"""Sentences of conflict news with their trees, drawn from a grammar of our own: ``synthetic/<lang>.toml``.

The treebanks hold little news of war, and a parser that learned from them alone takes "Police shot two men" for a noun phrase.
The grammar gives such sentences in thousands, each verb as finite verb, passive and participle, and the nouns of the same
form as nouns. What it draws depends on the seed alone.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from training.treebanks import Tree, Word

FOLDER = Path(__file__).with_name("synthetic")
LONGEST = 38  # words; a longer sentence is drawn again
_DEEP = 9  # rules inside one another; from here on, what may be left out is left out
_NUMBERS = ("s", "p")
_CLOSING = (".", ",", "'s", "-", ")")
_OPENING = ("-", "(")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a rule: its relation ("" for the head), its symbol, and whether a headless rule is spread out here."""

    relation: str
    symbol: str
    spread: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """Rules by symbol, as alternatives and their weights; words, verbs by class and form, features by name."""

    rules: dict[str, tuple[list[list[Part]], list[int]]] = field(default_factory=dict)
    nouns: dict[str, list[Word]] = field(default_factory=dict)
    verbs: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    features: dict[str, dict[str, str]] = field(default_factory=dict)
    before: dict[str, tuple[str, str]] = field(default_factory=dict)


@cache
def grammar(lang: str) -> Grammar | None:
    """The grammar of a language; None when it has none. Raises KeyError or ValueError when it is broken."""
    path = FOLDER / f"{lang}.toml"
    if not path.exists():
        return None
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    out = Grammar(features={name: _features(text) for name, text in data["features"].items()})
    out.before.update({word: (start, other) for word, (start, other) in data.get("before", {}).items()})
    for name, group in data["nouns"].items():
        out.nouns[name] = [_word(form, group["tag"], out.features.get(group["feats"], {})) for form in group["words"].split()]
    for name, rows in data["verbs"].items():
        out.verbs[name] = [_inflected(row, data["inflection"]) for row in rows]
    for name, rows in data["rules"].items():
        for number in _NUMBERS if "#" in name else ("",):
            out.rules[name.replace("#", number)] = _alternatives([row.replace("#", number) for row in rows])
    return out


def _features(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split("|"))


def _word(form: str, tag: str, feats: dict[str, str], relation: str = "root") -> Word:
    return Word(form, form.lower(), tag, dict(feats), 0, relation, True)


def _inflected(row: str, endings: dict[str, list[list[str]]]) -> dict[str, str]:
    """Forms of a verb by name: base, third, past, part, ing, and the particle."""
    verb, _, particle = row.partition("+")
    forms = dict(zip(("base", "past", "part", "ing"), verb.split(), strict=False))
    base = forms["base"]
    forms["third"] = _ended(base, endings["third"])
    forms.setdefault("past", _ended(base, endings["past"]))
    forms.setdefault("part", forms["past"])
    forms.setdefault("ing", _ended(base, endings["ing"]))
    forms["particle"] = particle
    return forms


def _ended(base: str, endings: list[list[str]]) -> str:
    pattern, end = next((p, e) for p, e in endings if re.search(p, base))
    return re.sub(pattern, end, base, count=1)


def _alternatives(rows: list[str]) -> tuple[list[list[Part]], list[int]]:
    alternatives, weights = [], []
    for row in rows:
        parts = row.split()
        weights.append(int(parts.pop(0)[1:]) if parts[0].startswith("*") else 1)
        alternatives.append([_part(part if "=" in part else f"={part}") for part in parts])
    return alternatives, weights


def _part(text: str) -> Part:
    relation, _, symbol = text.partition("=")
    return Part(relation.removeprefix("~"), symbol, relation.startswith("~"))


def synthetic_trees(lang: str, count: int, seed: int) -> list[Tree]:
    """``count`` different sentences of a language, [] when it has no grammar."""
    rules = grammar(lang)
    if rules is None:
        return []
    rng = random.Random(seed)
    trees: list[Tree] = []
    seen: set[str] = set()
    while len(trees) < count:
        words = _Drawing(rules, rng).phrase("START", 0)
        tree = Tree("synthetic", f"synthetic-{len(trees)}", f"synthetic-{len(trees)}", True, _finished(words, rules))
        if len(words) <= LONGEST and tree.text not in seen:
            seen.add(tree.text)
            trees.append(tree)
    return trees


def _finished(words: list[Word], rules: Grammar) -> list[Word]:
    """Spaces, the capital at the beginning and forms that depend on the next word."""
    for word, following in pairwise(words):
        start, other = rules.before.get(word.form, ("", ""))
        if other and re.match(start, following.form):
            word.form = other
        word.space = following.form not in _CLOSING and word.form not in _OPENING
    if len(words) > 1 and words[-2].form.endswith(words[-1].form):
        words.pop()  # one stop for "Aug." and for the sentence
    words[0].form = words[0].form[:1].upper() + words[0].form[1:]
    return words


@dataclass(frozen=True, slots=True)
class _Drawing:
    rules: Grammar
    rng: random.Random

    def phrase(self, symbol: str, depth: int) -> list[Word]:
        """The words of a symbol; heads are places in the list, the head of all is the one that is its own head."""
        if symbol in self.rules.nouns:
            word = self.rng.choice(self.rules.nouns[symbol])
            return [replace(word, feats=dict(word.feats))]
        if symbol in self.rules.rules:
            return self._joined(self._drawn(symbol, depth), depth)
        if "/" in symbol:
            form, tag, *name = symbol.split("/")
            return [_word(form, tag, self.rules.features[name[0]] if name and name[0] else {})]
        return self._verb(*symbol.split("."))

    def _drawn(self, symbol: str, depth: int) -> list[Part]:
        """One alternative of a rule, with headless rules spread out in it."""
        alternatives, weights = self.rules.rules[symbol]
        out: list[Part] = []
        for part in self.rng.choices(alternatives, weights)[0]:
            if not part.spread:
                out.append(part)
            elif depth < _DEEP and self.rng.random() < 0.6:
                out += self._drawn(part.symbol, depth)
        return out

    def _joined(self, parts: list[Part], depth: int) -> list[Word]:
        words: list[Word] = []
        tops: list[tuple[int, str]] = []
        for part in parts:
            piece = self.phrase(part.symbol, depth + 1)
            base = len(words)
            for place, word in enumerate(piece):
                if word.head == place:
                    tops.append((base + place, part.relation))
                word.head += base
            words += piece
        top = next(place for place, relation in tops if not relation)
        for place, relation in tops:
            if relation:
                words[place].head, words[place].deprel = top, relation
        return words

    def _verb(self, group: str, form: str) -> list[Word]:
        verb = self.rng.choice(self.rules.verbs[group])
        column = {"pass": "part", "past_s": "past", "past_p": "past", "pres_s": "third", "pres_p": "base"}.get(form, form)
        word = _word(verb[column], "VERB", self.rules.features[form])
        word.lemma = verb["base"]
        if not verb["particle"]:
            return [word]
        return [word, _word(verb["particle"], "ADP", {}, "compound:prt")]
