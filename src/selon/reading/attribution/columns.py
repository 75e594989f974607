"""The columns of the rankers' tables, in order. Names of classes, relations and kinds; the model's files refer to their places."""

from __future__ import annotations

SORTS = (
    "verb", "noun", "adjective", "adverb", "preposition", "colon", "dash", "quote",
)
CLASSES = (
    "say", "declare", "add", "reply", "explain", "tell", "write", "read", "manner", "argue", "claim", "suggest", "note", "warn", "ask",
    "question", "request", "promise", "threaten", "agree", "admit", "confirm", "deny", "retract", "accuse", "criticize", "praise",
    "describe", "discuss", "show", "report", "cite", "predict", "expect", "think", "know", "watch", "doubt", "hope", "fear", "want",
    "intend", "decide", "support", "oppose", "like", "dislike", "react", "offer", "refuse", "seem", "appoint", "permit", "investigate",
    "invite", "matter", "design", "convince", "other", "statement", "document", "denial", "criticism", "opposition", "belief", "plan",
    "threat", "prediction", "decision", "evidence", "adherent", "reputation", "sure", "feeling", "will", "judging", "likely", "said",
    "reported", "according", "to", "colon", "quote",
)
SHAPES = (
    "clause", "after", "near", "object", "oblique", "oblique_bare", "pair", "subject", "raised", "raised_all", "modifier", "parataxis",
    "phrase", "predicate", "before", "before_near", "around", "beyond", "host", "antecedent", "quoted", "quoted_one", "previous", "next",
    "next_paragraph", "next_sentence", "bare", "after_colon", "signed",
)
DEPS = (
    "root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "amod", "nsubj", "obj", "obl", "nmod", "compound",
)
NODES = (
    "ccomp", "xcomp", "advcl", "acl", "obj", "obl", "nmod", "nsubj", "parataxis", "root",
)
MARKERS = (
    "about", "for", "against", "of", "to", "as", "with", "from", "by", "in", "if", "that", "how", "because",
)
SOURCES = (
    "none", "subject", "agent", "head", "owner", "of", "shared", "control", "beside", "preposition", "before", "relative", "light",
)
FORMS = (
    "Fin", "Inf", "Ger", "Part",
)
CUE_PLAIN = (
    "present", "past", "passive", "negated", "modal", "imperative", "asked", "auxiliaries", "quoted_cue", "position", "position_left",
    "sentence_words", "first_sentence", "paragraph_start", "quotes", "wholly_quoted", "next_quoted", "previous_quoted", "has_ccomp",
    "has_xcomp", "has_obj", "has_obl", "has_subject", "has_particle", "source_pronoun", "source_proper", "source_noun", "source_first",
    "source_speaks", "source_person", "source_words", "source_gap", "source_after", "parent_class", "parent_say", "comma_before",
    "comma_after", "quote_before", "quote_after", "colon_after", "ends_colon", "cues_here", "say_here", "order_here",
)
CONTENT_PLAIN = (
    "reach", "log_length", "log_words_here", "share", "pieces", "opens_quote", "closes_quote", "quoted_share", "after_cue", "gap",
    "holds_source", "other_source", "node_finite", "node_subject", "node_pronoun", "node_proper", "node_said", "node_speaks",
    "comma_at_start", "comma_at_end", "colon_at_start", "sentence_end", "sentence_start", "cues_inside", "say_inside", "options", "longest",
    "rank_length", "to_paragraph_end", "crosses_quote",
)


def _one_hot(names: tuple[str, ...], prefix: str) -> list[str]:
    return [f"{prefix}={n}" for n in names]


CUE_NAMES = [*_one_hot(SORTS, "sort"), *_one_hot(CLASSES, "class"), *_one_hot(DEPS, "cue"), *_one_hot(FORMS, "form"),
             *_one_hot(SOURCES, "source"), *CUE_PLAIN]
CONTENT_NAMES = [*_one_hot(SHAPES, "shape"), *_one_hot(NODES, "node"), *_one_hot(MARKERS, "marker"), *CONTENT_PLAIN]
NAMES = [*CUE_NAMES, *CONTENT_NAMES]
