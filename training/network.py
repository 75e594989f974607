"""The pipeline's networks: one shared encoder, a tagger for UPOS with features, and a transition parser."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from selon.languages import lemmas as _lemmas  # noqa: F401  registers the component
from selon.languages import tokens as _tokens  # noqa: F401  registers the tokeniser
from selon.languages.tokens import straighten
from selon.languages.vectors import Table
from training.treebanks import Tree


def blank(lang: str, settings: dict[str, Any], vectors: Table | None = None) -> Language:
    """An untrained pipeline, with static vectors where it is given some. ``settings`` is the language's table ``network`` of recipe.toml.

    The base is spaCy's "xx": the tokeniser is our own, and loading the French one's rules alone takes seconds.
    """
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "selon.PatternTokenizer.v1", "lang": lang}}})
    if vectors is not None:
        vectors.place(nlp)
    width, rows = settings["width"], settings["rows"]
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": width, "attrs": list(rows), "rows": list(rows.values()),
             "include_static_vectors": vectors is not None}  # fmt: skip
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": width, "window_size": 1, "maxout_pieces": 3,
              "depth": settings["depth"]}  # fmt: skip
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": width, "upstream": "*"}
    tagger = {"@architectures": "spacy.Tagger.v2", "nO": None, "normalize": False, "tok2vec": shared}
    nlp.add_pipe("morphologizer", config={"model": tagger})
    parser = {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "parser", "extra_state_tokens": True,
              "hidden_width": settings["hidden"], "maxout_pieces": 2, "use_upper": True, "nO": None, "tok2vec": shared}  # fmt: skip
    nlp.add_pipe("parser", config={"min_action_freq": 10, "learn_tokens": False, "model": parser})
    return nlp


def example(nlp: Language, tree: Tree) -> Example:
    """A sentence to learn from; its boundaries are given, as reading gives them."""
    return Example(bare_doc(nlp, tree), gold_doc(nlp, tree))


def bare_doc(nlp: Language, tree: Tree) -> Doc:
    """The words alone, in one sentence."""
    words = [w.form.replace("\u00a0", " ") for w in tree.words]
    doc = Doc(nlp.vocab, words=words, spaces=[w.space for w in tree.words], sent_starts=_starts(tree))
    straighten(doc, [t.text for t in doc])
    return doc


def gold_doc(nlp: Language, tree: Tree) -> Doc:
    """The words with tags, features and tree."""
    return Doc(
        nlp.vocab,
        words=[w.form.replace("\u00a0", " ") for w in tree.words],
        spaces=[w.space for w in tree.words],
        pos=[w.upos for w in tree.words],
        morphs=["|".join(f"{k}={v}" for k, v in sorted(w.feats.items())) for w in tree.words],
        heads=[w.head for w in tree.words],
        deps=["ROOT" if w.deprel == "root" else w.deprel for w in tree.words],
        sent_starts=_starts(tree),
    )


def _starts(tree: Tree) -> list[bool | int | None]:
    return [i == 0 for i in range(len(tree.words))]
