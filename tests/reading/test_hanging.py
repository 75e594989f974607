"""Words hung where they cannot hang: trees as the parser made them, written out, and what becomes of them."""

from __future__ import annotations

import pytest

from selon.languages.syntax import Sentence, make_token
from selon.reading.hanging import hung

PAST = "VERB:Fin:Past"
# words as "word/part of speech:form:tense/relation/head", then the arcs that are to be found
CASES = [
    ("fighters/NOUN/nsubj/4 backed/VERB:Part:Past/acl/4 by/ADP/case/3 France/PROPN/obl:agent/1 held/" + PAST + "/root/4 it/PRON/obj/4",
     {"backed": ("acl", "fighters")}),
    ("they/PRON/nsubj/1 accused/" + PAST + "/root/1 him/PRON/obj/1 of/SCONJ/mark/4 lying/VERB:Ger/advcl/1 and/CCONJ/cc/6 left/" + PAST
     + "/conj/4", {"left": ("conj", "accused")}),
    ("in/ADP/case/1 Homs/PROPN/root/1 ,/PUNCT/punct/1 a/DET/det/4 drone/NOUN/appos/1 fired/VERB:Part:Past/acl/4 on/ADP/case/7 men/NOUN/obl/5",
     {"fired": ("root", "fired"), "drone": ("nsubj", "fired"), "Homs": ("obl", "fired")}),
    ("F/PROPN/compound/2 -/PUNCT/punct/0 16s/NOUN/nsubj/3 bombed/" + PAST + "/root/3 it/PRON/obj/3",
     {"F": ("nsubj", "bombed"), "16s": ("flat", "F")}),
    ("the/DET/det/2 other/ADJ/amod/2 hit/" + PAST + "/root/2 it/PRON/obj/2", {"other": ("nsubj", "hit"), "the": ("det", "other")}),
    ("it/PRON/nsubj/1 burned/" + PAST + "/root/1 says/VERB/case/4 the/DET/det/4 group/NOUN/nmod:desc/5 Watch/PROPN/obl/1",
     {"says": ("case", "Watch"), "the": ("det", "Watch")}),
    ("it/PRON/nsubj/1 burned/" + PAST + "/ccomp/6 ,/PUNCT/punct/4 the/DET/det/4 mayor/NOUN/parataxis/1 ,/PUNCT/punct/1 told/" + PAST
     + "/root/6 us/PRON/iobj/6", {"mayor": ("nsubj", "told")}),
    ("fell/" + PAST + "/root/0 at/ADP/case/2 Kidal/PROPN/obl/0 ,/PUNCT/punct/0 in/ADP/case/5 Mali/PROPN/obl/0 and/CCONJ/cc/8 at/ADP/case/8 "
     "Agadez/PROPN/conj/5", {"Agadez": ("conj", "Kidal")}),
    ("one/NOUN/nsubj:pass/1 died/" + PAST + "/root/1 and/CCONJ/cc/3 boys/NOUN/conj/1 ,/PUNCT/punct/1 were/AUX:Fin:Past/aux:pass/6 "
     "hurt/VERB:Part:Past/conj/1", {"boys": ("nsubj:pass", "hurt"), "and": ("cc", "hurt")}),
    ("men/NOUN/nsubj/1 took/" + PAST + "/root/1 nuns/NOUN/obj/1 hostage/NOUN/acl/2 at/ADP/case/5 Gao/PROPN/obl/3",
     {"hostage": ("xcomp", "took"), "Gao": ("obl", "took")}),
    ("they/PRON/nsubj/1 shelled/" + PAST + "/root/1 it/PRON/obj/1 after/ADP/case/4 raids/NOUN/obl/1 by/ADP/case/6 rebels/NOUN/obl:agent/1",
     {"rebels": ("nmod", "raids")}),
    ("ils/PRON/nsubj/2 sont/AUX:Fin:Pres/cop/2 en/ADP/root/2 train/NOUN/fixed/2 de/ADP/mark/5 fuir/VERB:Inf/acl/3",
     {"train": ("root", "train"), "en": ("case", "train"), "ils": ("nsubj", "train")}),
    ("ils/PRON/nsubj/5 sont/AUX:Fin:Pres/cop/5 en/ADP/mark/5 train/NOUN/fixed/2 de/ADP/mark/5 fuir/VERB:Inf/root/5",
     {"train": ("root", "train"), "fuir": ("acl", "train"), "sont": ("cop", "train"), "de": ("mark", "fuir")}),
    ("fled/" + PAST + "/root/0 over/ADP/case/2 threats/NOUN/obl/0 and/CCONJ/cc/5 in/ADP/case/5 fear/NOUN/conj/2 of/ADP/case/7 raids/NOUN/nmod/2",
     {"raids": ("nmod", "fear")}),
    ("saw/" + PAST + "/root/0 men/NOUN/obj/0 and/CCONJ/cc/3 women/NOUN/conj/1 of/ADP/case/5 Gao/PROPN/nmod/1", {"Gao": ("nmod", "men")}),
]


def tree(written: str) -> Sentence:
    tokens, start = [], 0
    for i, (word, pos, dep, head) in enumerate(x.rsplit("/", 3) for x in written.split()):
        kind, *form = pos.split(":")
        glued = word == "-" or (i > 0 and tokens[-1].text == "-")
        start = tokens[-1].end + (not glued) if tokens else 0
        feats = dict(zip(("VerbForm", "Tense"), form, strict=False))
        tokens.append(make_token(i, word, word.lower(), kind, feats, int(head), dep, start))
    return Sentence("text", 0, 0, (0, tokens[-1].end), tuple(tokens), True)


@pytest.mark.parametrize(("written", "wanted"), CASES, ids=[c[0].replace("/", " ")[:40] for c in CASES])
def test_a_word_is_hung_where_it_can_hang(written: str, wanted: dict[str, tuple[str, str]]) -> None:
    s = hung(tree(written))
    found = {t.text: (t.dep, s.head(t).text) for t in s}
    assert {word: found[word] for word in wanted} == wanted


@pytest.mark.parametrize("written", [
    "rebels/NOUN/nsubj/1 held/" + PAST + "/root/1 it/PRON/obj/1",
    "men/NOUN/nsubj/1 shot/" + PAST + "/root/1 it/PRON/obj/1 ,/PUNCT/punct/6 and/CCONJ/cc/6 were/AUX:Fin:Past/aux:pass/6 held/VERB:Part/conj/1",
    "he/PRON/nsubj/2 had/AUX:Fin:Past/aux:caus/2 shot/VERB:Inf/root/2 men/NOUN/obj/2 by/ADP/case/5 guards/NOUN/obl:agent/2",
    "he/PRON/nsubj:pass/2 was/AUX:Fin:Past/aux:pass/2 hit/VERB:Part/root/2 by/ADP/case/4 men/NOUN/obl:agent/2 and/CCONJ/cc/6 boys/NOUN/conj/4 "
    ",/PUNCT/punct/8 fled/" + PAST + "/conj/2",
    "they/PRON/nsubj/1 meant/" + PAST + "/root/1 to/PART/mark/3 fire/VERB:Inf/xcomp/1 and/CCONJ/cc/5 leave/VERB:Inf/conj/3",
])  # fmt: skip
def test_what_may_be_right_is_left_alone(written: str) -> None:
    s = tree(written)
    assert hung(s) is s
