"""Loads the spaCy pipeline of a language: the one shipped here, or another installed one with UD labels."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

from selon.errors import LanguageError
from selon.languages import lemmas as _lemmas  # noqa: F401  registers the component
from selon.languages import tagging as _tagging  # noqa: F401  registers the tagger
from selon.languages import tokens as _tokens  # noqa: F401  registers the tokeniser
from selon.languages.arcs import ArcModel
from selon.languages.arithmetic import quickened
from selon.languages.casing import LANGUAGES
from selon.languages.encoding import encoding
from selon.languages.stepping import stepping
from selon.languages.vectors import with_vectors

# What is of no use to a reading, or would move the sentence boundaries that are given.
_UNUSED = ("ner", "senter", "sentencizer", "entity_linker", "entity_ruler", "textcat")
# Relations and parts of speech that only UD has, or has under these names.
_RELATIONS = frozenset({"nsubj", "obj", "case", "root"})
_TAGS = frozenset({"VERB", "NOUN", "PROPN", "ADP", "AUX"})

# All that our pipelines look at of a new word; spaCy would also find out whether it is an address, a number, a bracket and so
# on; such attributes are false on the Docs of these pipelines.
_LOOKED_AT = frozenset({LOWER, NORM, PREFIX, SUFFIX, SHAPE, IS_SPACE})


def languages() -> list[str]:
    """Languages with a pipeline, by code."""
    return sorted(path.parent.parent.name for path in LANGUAGES.glob("*/pipeline/meta.json"))


@cache
def load_pipeline(lang: str, override: str | None = None) -> Language:
    """The pipeline of a language, for reading (it cannot be trained); ``override`` names an installed spaCy pipeline, or a folder, to
    use in its place.

    Raises LanguageError when there is none, or when it lacks something a reading needs (all that is missing is named).
    """
    if override:
        return _load_other(lang, override)
    folder = LANGUAGES / lang / "pipeline"
    if not (folder / "meta.json").exists():
        known = ", ".join(languages()) or "none"
        raise LanguageError(f"no pipeline for language {lang!r}; there are: {known}")
    try:
        nlp = plain_pipeline(folder)
        looks = nlp.vocab.lex_attr_getters  # type: ignore[attr-defined]
        nlp.vocab.lex_attr_getters = {name: of for name, of in looks.items() if name in _LOOKED_AT}  # type: ignore[attr-defined]
        return _quick(nlp, ArcModel.read(folder))
    except (OSError, ValueError) as error:
        raise LanguageError(f"{folder}: the pipeline cannot be loaded ({error}); install selon again") from error


def _quick(nlp: Language, arcs: ArcModel | None = None) -> Language:
    """The pipeline with all that makes it quicker and, where it has a model for that, tells how it hesitated."""
    return stepping(encoding(quickened(nlp)), arcs)


def plain_pipeline(folder: Path) -> Language:
    """The pipeline in a folder of ours as spaCy alone runs it; it can be trained. Raises OSError or ValueError where it is not whole."""
    return with_vectors(_widened(spacy.load(folder)), folder)


def _widened(nlp: Language) -> Language:
    """Brings weights that are stored with 16 bits to the 32 that the operations need; in place."""
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        for node in model.walk() if model is not None else ():
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == np.float16:
                    node.set_param(name, node.get_param(name).astype(np.float32))
    return nlp


def _load_other(lang: str, name: str) -> Language:
    try:
        nlp = spacy.load(Path(name) if Path(name).is_dir() else name, exclude=_UNUSED)
    except (OSError, ValueError, ImportError) as error:
        raise LanguageError(
            f"pipeline {name!r} for {lang!r} cannot be loaded ({str(error).splitlines()[0]}); "
            f"install it with `python -m spacy download {name}` or leave the option out"
        ) from error
    faults = _faults(nlp, lang)
    if faults:
        raise LanguageError(f"pipeline {name!r} for {lang!r} cannot be used: {'; '.join(faults)}")
    return _quick(nlp)


def _faults(nlp: Language, lang: str) -> list[str]:
    """What the pipeline lacks, in words; [] when it has all."""
    faults = []
    if nlp.lang not in (lang, "xx"):
        faults.append(f"it is for language {nlp.lang!r}")
    if not nlp.has_pipe("parser"):
        faults.append("it has no component 'parser' (UD dependencies)")
    else:
        labels = {label.lower() for label in _labels(nlp, "parser")}
        missing = sorted(_RELATIONS - labels)
        if missing:
            faults.append(f"its parser does not use Universal Dependencies (no label {', '.join(missing)})")
    if not any("lemmatizer" in pipe for pipe in nlp.pipe_names):
        faults.append("it has no lemmatizer")
    if not nlp.has_pipe("morphologizer") and not nlp.has_pipe("attribute_ruler"):
        faults.append("it gives no UD parts of speech (component 'morphologizer', or 'tagger' with 'attribute_ruler')")
    elif nlp.has_pipe("morphologizer"):
        tags = {part[4:] for label in _labels(nlp, "morphologizer") for part in label.split("|") if part.startswith("POS=")}
        if tags and not tags >= _TAGS:
            faults.append(f"its morphologizer lacks the UD parts of speech {', '.join(sorted(_TAGS - tags))}")
    return faults


def _labels(nlp: Language, component: str) -> tuple[str, ...]:
    return tuple(getattr(nlp.get_pipe(component), "labels", ()))
