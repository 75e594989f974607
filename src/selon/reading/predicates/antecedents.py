"""What a relative pronoun stands for: the noun its clause hangs on, or the last person before "who"."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.doubts import asked
from selon.reading.predicates.phrases import expand, is_participle, lemma
from selon.reading.predicates.schema import Predicates

DEPTH = 6               # how far a subject is sought upwards; deeper is the parser's error


def is_relative(t: Token) -> bool:
    """A relative pronoun."""
    return t.feats.get("PronType") == "Rel"


def _past_insertion(sentence: Sentence, found: Token, clause: Token) -> Token:
    """The noun before an inserted participle, where the relative clause follows the insertion: "the group, backed by Iran, which ..."."""
    verb = sentence.head(found)
    inserted = found.rel == "obl" and verb.rel == "acl" and is_participle(verb) and verb.i > 0 and sentence[verb.i - 1].text == ","
    first = sentence.edges(clause)[0]
    apart = sentence[first].text == "," or (first > 0 and sentence[first - 1].text == ",")
    return sentence.head(verb) if inserted and apart else found


def antecedent(sentence: Sentence, verb: Token, pronoun: Token) -> Token:
    """What a relative pronoun stands for: the noun the clause hangs on."""
    t = verb
    for _ in range(DEPTH):
        if t.rel == "acl" and t.head != t.i:
            return _past_insertion(sentence, sentence.head(t), t)
        if t.head == t.i:
            break
        t = sentence.head(t)
    return pronoun


def _in_relative(sentence: Sentence, verb: Token) -> bool:
    t = verb
    for _ in range(DEPTH):
        if t.dep in {"acl:relcl", "acl"}:
            return True
        if t.rel not in {"conj", "xcomp", "advcl", "ccomp"} or t.head == t.i:
            return False
        t = sentence.head(t)
    return False


def nearest_human(sentence: Sentence, pronoun: Token, found: Token, known: Predicates) -> Token:
    """The antecedent of "who": where the parser's is no person, the last name or person before the pronoun."""
    def human(t: Token) -> bool:
        named = t.pos == "ADJ" and sentence.child(t, "det", "compound") is not None         # "the mother of the 3-year-old who"
        named = named or t.pos in {"PROPN", "PRON", "NUM"}
        return named or bool(known.classes.get(lemma(t), frozenset()) & {"person", "armed", "crowd", "state"})
    if human(found) or not known.classes.get(lemma(found)):
        return found                            # "appointed a dean who had accused the mayor": what is not known may be a person
    before = (sentence[i] for i in range(pronoun.i - 1, max(-1, pronoun.i - 12), -1))
    return next((t for t in before if t.pos in {"NOUN", "PROPN"} and human(t) and t.rel not in {"flat", "compound"}), found)


def _member(sentence: Sentence, found: Token, known: Predicates) -> Token:
    """Of a body and the person with it, the person: "a pollster with the party who met them"."""
    above = sentence.head(found)
    beside = found.rel == "nmod" and found.pos == "NOUN" and sentence.child(found, "case") is not None and above.pos in {"NOUN", "PROPN"}
    body = not known.classes.get(lemma(found), frozenset()) & {"person", "armed", "crowd"} and found.feats.get("Number") != "Plur"
    who = above.pos == "PROPN" or known.classes.get(lemma(above), frozenset()) & {"person", "armed"} or (
        lemma(above).endswith(known.grammar.doer_endings))
    return above if beside and body and who else found


def resolve(sentence: Sentence, verb: Token, tokens: tuple[Token, ...], known: Predicates) -> tuple[Token, ...]:
    """Relative pronouns replaced by their antecedents."""
    out: list[Token] = []
    for t in tokens:
        if t.lower in known.sets["asking"] and asked(sentence, verb, t, known):
            out.append(t)                       # "to find out who did it": nobody told of
        elif is_relative(t) or (t.feats.get("PronType") == "Int" and t.i < verb.i and _in_relative(sentence, verb)):
            a = antecedent(sentence, verb, t)
            if t.lower in known.sets["human_relatives"]:
                a = _member(sentence, nearest_human(sentence, t, a, known), known)
            out.extend([x for x in expand(sentence, a) if x.i < t.i] or [t])       # "those who fled and the men who stayed"
        else:
            out.append(t)
    return tuple(dict.fromkeys(out))
