"""Learns the table of endings that `selon.languages.lemmas` reads, from treebanks and the lexicon of spacy-lookups-data."""

from __future__ import annotations

import gzip
import importlib.util
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from selon.languages.lemmas import FORM_TAGS, Lemmatizer
from training.treebanks import Tree

Edit = tuple[int, str]
# Part of speech in the lexicon's tables to UD's.
_TAGS = {"verb": ("VERB", "AUX"), "noun": ("NOUN",), "adj": ("ADJ",), "adv": ("ADV",)}
# Only these parts of speech take new words, so only for these may endings speak for words never seen.
_OPEN = frozenset({"VERB", "NOUN", "ADJ", "ADV"})
_TREEBANK = 50  # what one sighting in a treebank weighs against an entry of the lexicon


def lexicon_folder() -> Path:
    """Where the tables of spacy-lookups-data (MIT) are. Raises ModuleNotFoundError when it is not installed."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("spacy-lookups-data is needed for training: install the dependency group 'train'")
    return Path(spec.origin).parent / "data"


def lexicon_tables(lang: str) -> dict[str, Any]:
    """The lemma tables of a language."""
    folder = lexicon_folder()
    names = ("exc", "index", "rules", "lookup")
    return {name: json.loads(gzip.decompress((folder / f"{lang}_lemma_{name}.json.gz").read_bytes())) for name in names}


def lexicon_words(tables: dict[str, Any]) -> set[str]:
    """All word forms and lemmas of the lexicon that are written in small letters."""
    words = set(tables["lookup"]) | {w for index in tables["index"].values() for w in index}
    words |= {w for exceptions in tables["exc"].values() for w in exceptions}
    return {w for w in words if w.islower() and w.isalpha()}


def lexicon_pairs(tables: dict[str, Any], seen: dict[str, Counter[str]]) -> Iterator[tuple[str, str, str]]:
    """(tag, form, lemma) of the lexicon: listed exceptions, lemmas as their own forms, and forms its rules explain.

    Of several lemmas of a form the one most often ``seen`` in the treebanks, else the lexicon's first.
    """
    forms = lexicon_words(tables)
    for part, tags in _TAGS.items():
        exceptions = tables["exc"].get(part, {})
        index = set(tables["index"].get(part, []))
        rules = tables["rules"].get(part, [])
        if part == "verb":  # the French list of infinitives is short
            index |= {lemma for lemmas in exceptions.values() for lemma in lemmas}
        for form in sorted(forms | index):
            lemma = _analysis(form, exceptions, index, rules, seen[tags[0]], part == "adj")
            if lemma is not None:
                for tag in tags[:1]:
                    yield tag, form, lemma


def _analysis(
    form: str, exceptions: dict[str, list[str]], index: set[str], rules: list[list[str]], seen: Counter[str], strict: bool
) -> str | None:
    if form in exceptions:
        # The French table lists participles as adjectives under their verb; the treebanks do not.
        known = [lemma for lemma in exceptions[form] if lemma in index or not strict]
        return max(known, key=lambda lemma: seen[lemma], default=None)
    if form in index:
        return form
    found = [form[: len(form) - len(old)] + new for old, new in rules if old and form.endswith(old)]
    return next((lemma for lemma in found if lemma in index), None)


def edit_of(form: str, lemma: str) -> Edit:
    """The shortest cut from the end and addition that turn a form into its lemma."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def treebank_pairs(trees: Iterable[Tree]) -> Iterator[tuple[str, str, str]]:
    """(tag, form, lemma) of each word of the treebanks."""
    for tree in trees:
        for word in tree.words:
            form = word.form.replace("\u2019", "'")
            if word.lemma and word.lemma != "_":
                yield word.upos, form if word.upos in FORM_TAGS else form.lower(), word.lemma.replace("\u2019", "'")


def learn(trees: list[Tree], tables: dict[str, Any]) -> Lemmatizer:
    """The lemmatizer of treebanks and lexicon together."""
    votes: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for tag, form, lemma in treebank_pairs(trees):
        votes[tag][form][lemma] += _TREEBANK
        seen[tag][lemma] += 1
    for tag, form, lemma in lexicon_pairs(tables, seen):
        votes[tag][form][lemma] += 1
    rules: dict[str, dict[str, Edit]] = {}
    for tag in sorted(votes):
        best = {form: min(c, key=lambda x: (-c[x], x)) for form, c in votes[tag].items()}
        weight = {form: (2 if max(c.values()) >= _TREEBANK else 1) for form, c in votes[tag].items()}
        rules[tag] = _endings(best, weight) if tag in _OPEN else _listed(best)
    return Lemmatizer(rules)


def _listed(best: dict[str, str]) -> dict[str, Edit]:
    """Names, signs and small words: only forms whose lemma differs, each for itself."""
    return {"^" + form: edit_of(form, lemma) for form, lemma in sorted(best.items()) if form != lemma}


def _endings(best: dict[str, str], weight: dict[str, int]) -> dict[str, Edit]:
    """The endings needed for every form to come out right: an ending is listed where it overrules the one it ends in."""
    edits = {"^" + form: edit_of(form, lemma) for form, lemma in best.items()}
    out: dict[str, Edit] = {}
    stack: list[tuple[str, Edit | None, list[str]]] = [("", None, sorted(edits))]
    while stack:
        ending, inherited, words = stack.pop()
        counts: Counter[Edit] = Counter()
        for word in words:
            if edits[word][0] <= len(word) - 1:
                counts[edits[word]] += weight.get(word[1:], 1)
        fitting = {e: n for e, n in counts.items() if len(words) > 1 or e}
        chosen = min(fitting, key=lambda e: (-fitting[e], e))
        if chosen != inherited:
            out[ending] = chosen
        if len(counts) == 1 and _safe(chosen, ending):
            continue
        longer: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) > len(ending):
                longer[word[len(word) - len(ending) - 1 :]].append(word)
        stack += [(key, chosen, group) for key, group in sorted(longer.items())]
    return out


def _safe(edit: Edit, ending: str) -> bool:
    """Whether the edit takes away no more than what the ending is known to be."""
    return edit[0] <= len(ending)
