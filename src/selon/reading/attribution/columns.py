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
    "sentence_words", "headline", "paragraph_start", "quotes", "wholly_quoted", "next_quoted", "previous_quoted", "has_ccomp",
    "has_xcomp", "has_obj", "has_obl", "has_subject", "has_particle", "source_pronoun", "source_proper", "source_noun", "source_first",
    "source_speaks", "source_person", "source_words", "source_gap", "source_after", "parent_class", "parent_say", "comma_before",
    "comma_after", "quote_before", "quote_after", "colon_after", "ends_colon", "cues_here", "say_here", "order_here",
    "depth", "under_say", "under_cue", "joined_say", "subtree_share", "locution", "classes", "object_proper", "object_pronoun",
    "object_speaks", "object_words", "finite_clause", "previous_say", "next_say", "capitals",
)
CONTENT_PLAIN = (
    "reach", "log_length", "log_words_here", "share", "pieces", "opens_quote", "closes_quote", "quoted_share", "after_cue", "gap",
    "holds_source", "other_source", "node_finite", "node_subject", "node_pronoun", "node_proper", "node_said", "node_speaks",
    "comma_at_start", "comma_at_end", "colon_at_start", "sentence_end", "sentence_start", "cues_inside", "say_inside", "options", "longest",
    "rank_length", "to_paragraph_end", "crosses_quote", "left_edge", "right_edge", "breaks_before", "breaks_after", "finite_inside",
    "commas_inside", "joins_inside", "left_over", "node_verb", "node_modal", "node_past", "held_by_other", "holds_other",
)
FIRSTS = (
    "PRON", "DET", "NOUN", "PROPN", "VERB", "AUX", "ADP", "SCONJ", "ADV", "CCONJ", "PART", "ADJ", "PUNCT",
)
AFTERS = (
    "none", "PUNCT", "CCONJ", "SCONJ", "ADP", "VERB",
)


SPEAKER_PLAIN = (
    "before", "distance", "verbs_between", "commas_between", "marks_between", "nominals_between", "above", "below", "words", "right_after",
    "right_before", "person", "organisation", "document", "first_person", "possessive", "relative", "capital", "first", "in_content",
    "in_quotation", "cue_quoted", "content_after", "say", "passive", "of_document", "said", "nominals",
)
NOMINEES = (
    "nsubj", "obl", "nmod", "obj", "iobj", "conj", "appos", "root", "det", "parataxis", "vocative", "dislocated", "expl", "xcomp", "ccomp",
)
GOVERNORS = (
    "cue", "parent", "ancestor", "below", "other",
)


def _one_hot(names: tuple[str, ...], prefix: str) -> list[str]:
    return [f"{prefix}={n}" for n in names]


CUE_NAMES = [*_one_hot(SORTS, "sort"), *_one_hot(CLASSES, "class"), *_one_hot(DEPS, "cue"), *_one_hot(FORMS, "form"),
             *_one_hot(SOURCES, "source"), *_one_hot(MARKERS, "governs"), *_one_hot(MARKERS, "clause"), *CUE_PLAIN]
CONTENT_NAMES = [*_one_hot(SHAPES, "shape"), *_one_hot(NODES, "node"), *_one_hot(MARKERS, "marker"), *_one_hot(FIRSTS, "first"),
                 *_one_hot(AFTERS, "next"), *CONTENT_PLAIN]
NAMES = [*CUE_NAMES, *CONTENT_NAMES]
SPEAKER_NAMES = [*_one_hot(SORTS, "sort"), *_one_hot(FORMS, "form"), *_one_hot(DEPS, "cue"), *_one_hot(NOMINEES, "rel"),
                 *_one_hot(("NOUN", "PROPN", "PRON", "DET"), "pos"), *_one_hot(("0", "1", "2"), "guess"), *_one_hot(SOURCES, "how"),
                 *_one_hot(MARKERS, "case"), *_one_hot(GOVERNORS, "of"), *SPEAKER_PLAIN]
