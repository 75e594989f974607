"""Cascades of word patterns, read from a lexicon and walked through a trie: linear in the text for patterns of bounded length.

A pattern is a row of elements: a word (`prochain`), a class of words (`@the`), a category found by an earlier stage (`MONTH`),
alternatives (`@of|@the`), an optional one (`@the?`), one with no space before it (`~s`). Each stage sees what those before it
found. Categories carry values; a maker turns the values of a match into the value of the category it makes, or refuses with None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from selon.reading.numbers.words import Words, pieces

Edge = tuple[int, Any]      # where a category or class that begins at a word ends (exclusive, in words), and its value


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One pattern: what it makes (`make`), under which category (`as_`), with the constants its maker takes."""

    when: str
    make: str
    out: str = "T"
    unit: str = ""
    n: int = 0
    say: str = ""


Parts = tuple[tuple[str, Any], ...]
Maker = Callable[["Match"], Any]


class Match:
    """What a pattern caught: its rule and the values of the categories in it, in order."""

    __slots__ = ("parts", "rule")

    def __init__(self, rule: Rule, parts: Parts) -> None:
        self.rule, self.parts = rule, parts

    def get(self, category: str, nth: int = 0) -> Any:
        """The nth value of a category, None where it is not there."""
        found = [v for c, v in self.parts if c == category]
        return found[nth] if nth < len(found) else None

    @property
    def values(self) -> list[Any]:
        """All values in order."""
        return [v for _, v in self.parts]


class Node:
    """A state of the trie: where each element leads, those with no space before them apart, and the rules that end here."""

    __slots__ = ("close", "ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.close: dict[str, Node] = {}
        self.ends: list[Rule] = []

    def add(self, keys: Sequence[str], rule: Rule) -> None:
        """Puts a row of elements into the trie."""
        node = self
        for k in keys:
            tight = k.startswith("~") and len(k) > 1
            steps = node.close if tight else node.next
            node = steps.setdefault(k[1:] if tight else k, Node())
        node.ends.append(rule)

    def needs(self, key: str) -> frozenset[str]:
        """The elements one of which has to follow `key`, which leads here; itself where a rule ends."""
        return frozenset({key} if self.ends else {*self.next, *self.close})


def _choices(element: str) -> list[tuple[str, ...]]:
    """The rows of keys an element stands for."""
    optional = element.endswith("?") and len(element) > 1
    out: list[tuple[str, ...]] = [()] if optional else []
    for choice in element.removesuffix("?").split("|") if len(element) > 1 else [element]:
        tight, name = choice.startswith("~") and len(choice) > 1, choice.removeprefix("~") if len(choice) > 1 else choice
        keys = (name,) if name.startswith("@") or name.isupper() else pieces(name)
        out.append((("~" if tight else "") + keys[0], *keys[1:]))
    return out


def rows_of(pattern: str) -> Iterator[tuple[str, ...]]:
    """All rows of keys a pattern stands for."""
    rows: list[tuple[str, ...]] = [()]
    for element in pattern.split():
        rows = [(*r, *c) for r in rows for c in _choices(element)]
    yield from (r for r in rows if r)


class Stage:
    """The rules of one stage as a trie."""

    def __init__(self, rules: Sequence[Rule], makers: Mapping[str, Maker]) -> None:
        self.root, self.makers = Node(), makers
        for rule in rules:
            for row in rows_of(rule.when):
                self.root.add(row, rule)
        self._needs = {key: node.needs(key) for key, node in self.root.next.items()}

    def run(self, chart: Chart) -> None:
        """Adds to the chart what the rules find in it."""
        new: list[tuple[int, str, Edge]] = []
        for at, rule, end, parts in self._matches(chart):
            value = self.makers[rule.make](Match(rule, parts))
            if value is not None:
                new += [(at, out, (end, value)) for out in rule.out.split()]
        for at, key, edge in new:
            chart.add(at, key, edge)

    def _beginnings(self, chart: Chart) -> list[int]:
        """Positions where a rule may begin, in order: what can come second in it stands somewhere too."""
        there = chart.places.keys()
        found: set[int] = set()
        for key in there & self._needs.keys():
            if not there.isdisjoint(self._needs[key]):
                found |= chart.places[key]
        return sorted(found)

    def _matches(self, chart: Chart) -> list[tuple[int, Rule, int, Parts]]:
        """Where a rule begins, the rule, where it ends and what it caught; in order of the beginnings."""
        out: list[tuple[int, Rule, int, Parts]] = []
        beginnings = self._beginnings(chart)
        if not beginnings:
            return out
        words, found, known, low = chart.words, chart.found, chart.known, chart.words.low
        count = len(low)
        for at in beginnings:
            stack: list[tuple[Node, int, Parts]] = [(self.root, at, ())]
            while stack:
                node, i, parts = stack.pop()
                if node.ends:
                    out += [(at, rule, i, parts) for rule in node.ends]
                steps = node.next
                if i >= count or not (steps or node.close):
                    continue
                close = node.close if node.close and words.tight[i] else None
                if i in found:
                    for key, (end, value) in found[i]:
                        if (after := steps.get(key)) is not None:
                            stack.append((after, end, (*parts, (key, value)) if value is not None else parts))
                        if close and (after := close.get(key)) is not None:
                            stack.append((after, end, (*parts, (key, value)) if value is not None else parts))
                word = low[i]
                if word in known:
                    if (after := steps.get(word)) is not None:
                        stack.append((after, i + 1, parts))
                    if close and (after := close.get(word)) is not None:
                        stack.append((after, i + 1, parts))
        return out


class Chart:
    """What is found in one sentence: at each position, categories and classes with where they end."""

    __slots__ = ("found", "known", "places", "words")

    def __init__(self, words: Words, known: frozenset[str]) -> None:
        """`known` are the words patterns name; others need no edge."""
        self.words, self.known = words, known
        self.found: dict[int, list[tuple[str, Edge]]] = {}
        self.places: dict[str, set[int]] = {}       # of categories, classes and words that patterns name: where they begin

    def name(self, at: int, word: str) -> None:
        """Notes where a word stands that patterns name."""
        self.places.setdefault(word, set()).add(at)

    def add(self, at: int, key: str, edge: Edge) -> None:
        """Puts an edge in, once."""
        self.places.setdefault(key, set()).add(at)
        here = self.found.setdefault(at, [])
        if (key, edge) not in here:
            here.append((key, edge))


class _Fork:
    """A state of the phrases: the members that end here, and where the next word leads."""

    __slots__ = ("members", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Fork] = {}
        self.members: list[tuple[str, Any]] = []


class Phrases:
    """Words and phrases of the lexicon by their first words: which classes and categories they belong to."""

    def __init__(self) -> None:
        self.root = _Fork()

    def add(self, phrase: str, key: str, value: Any = None) -> None:
        """Makes a phrase a member of a class or category."""
        node = self.root
        for w in pieces(phrase):
            node = node.next.setdefault(w, _Fork())
        node.members.append((key, value))

    def words(self) -> frozenset[str]:
        """All words that stand in some phrase."""
        found: set[str] = set()
        forks = [self.root]
        while forks:
            steps = forks.pop().next
            found |= steps.keys()
            forks += steps.values()
        return frozenset(found)

    def at(self, words: Words, i: int) -> list[tuple[str, Edge]]:
        """The members that begin at a word."""
        out: list[tuple[str, Edge]] = []
        low = words.low
        node = self.root.next.get(low[i])
        while node is not None:
            i += 1
            if node.members:
                out += [(key, (i, value)) for key, value in node.members]
            node = node.next.get(low[i]) if i < len(low) else None
        return out
