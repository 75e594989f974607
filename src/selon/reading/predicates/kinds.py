"""What a word above an event says of it: whether it plans, asks for, threatens, denies or reports it, or only stands there."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.asides import called_in
from selon.reading.predicates.facts import let_be, of_clause, pronounced
from selon.reading.predicates.hosts import named
from selon.reading.predicates.likening import known, pointed, told_already
from selon.reading.predicates.phrases import CLAUSAL, is_participle, lemma, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import Reality, infinitive, negated, past, tell

AHEAD = frozenset({"plans", "possible", "fails", "prevents"})
OPENING = frozenset({"plans", "possible", "asks", "threatens"})     # what says nothing against an act that is known to have taken place
OPEN = frozenset({"factual", "alleges", "tries"})               # governors that let the climb go on


def apply(kind: str, out: Reality, force: bool) -> bool:
    """The effect of one governor; false ends the climb."""
    if kind == "plans":
        out.status = "planned"
    elif kind == "threatens":
        out.status = "threatened" if force else "planned"
    elif kind in {"asks", "possible"}:
        out.status = "hypothetical"
    elif kind == "tries":
        out.outcome = "failed"
    elif kind in {"fails", "denies"} or (kind == "prevents" and not force):
        out.status = "denied"
    elif kind == "prevents":
        out.status, out.outcome = "happened", "foiled"
    elif kind == "alleges":
        out.hedged = True
    return kind in OPEN


def told_to(sentence: Sentence, verb: Token) -> bool:
    """Whether a verb is a command: no subject, and the form of one."""
    form = verb.feats.get("Mood") == "Imp" or (verb.feats.get("VerbForm") == "Inf" and verb.rel not in {"xcomp", "ccomp", "acl"})
    return form and sentence.child(verb, "nsubj", "aux", "mark") is None


def marked(sentence: Sentence, t: Token, words: frozenset[str]) -> bool:
    """Whether one of these begins a clause."""
    return any(m.lower.replace("’", "'") in words for m in sentence.children(t, "mark", "advmod"))


def kind_of(scene: Scene, sentence: Sentence, t: Token, head: Token, force: bool) -> str | None:
    """The kind of governor that `head` is for `t`, right below it; null where it says nothing of whether it took place."""
    sets = scene.known.sets
    if t.rel == "advcl" and infinitive(sentence, t) and lemma(head) in sets["means"]:
        return "factual"                    # "used a car to carry the bomb"
    if t.pos == "VERB" and head.pos in {"ADJ", "ADV"} and lemma(head) in sets["nearing"] and t.rel in CLAUSAL:
        return "plans"                      # "are close to making an arrest"
    if t.pos == "VERB" and infinitive(sentence, t) and _ranked(scene, sentence, t):
        return "factual"                    # "became the sixth to die"
    pledged = lemma(head) in sets["pledging"] and t.rel in {"advcl", "xcomp", "ccomp"}
    if pledged and any(c.lower in sets["governed"] for c in sentence.children(t, "mark")):
        return "plans"                      # "committed themselves to suspending the strike"
    if t.rel == "xcomp" and infinitive(sentence, t) and head.lower in sets["future"]:
        return "plans"                      # "who are going to carry out the raid"
    if t.rel in {"xcomp", "ccomp"} and t.feats.get("VerbForm") != "Inf" and _when(scene, sentence, t):
        return None                         # "called the police moments before dying", "two men sought after 7 shot"
    if t.rel == "obj" and t.pos == "NOUN" and any(c.lower in sets["place"] - sets["target"] for c in sentence.children(t, "case")):
        return None                         # "three still wanted in home invasion"
    if t.rel == "conj" or (t.rel == "advcl" and not _from_doing(scene, sentence, t, head) and not (
            infinitive(sentence, t) and head.pos in {"ADJ", "NOUN"})):
        return None
    if t.pos == "NOUN" and t.rel == "obj" and lemma(head) in sets["tallying"]:
        return None                         # French "compter" is to plan or to count
    kind = scene.governor(head)
    alerted = called_in(scene, sentence, t, head, force) or (kind == "asks" and _alerted(sentence, t, head, force))
    return None if alerted else _fitting(scene, sentence, (t, head), kind, force)


def _ranked(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """An infinitive right behind the place of somebody in a row, who did as told: "the sixth to die", « la première à mourir »."""
    mark = sentence.child(t, "mark")
    if mark is None or not mark.i:
        return False
    noun, ranks = sentence[mark.i - 1], scene.known.sets["ranks"]
    beside = (noun, *sentence.children(noun, "amod", "nummod"))
    ranked = any(x.lower in ranks or x.feats.get("NumType") == "Ord" for x in beside)
    return ranked and not any(_is_open(sentence, x) for x in (noun, sentence.head(noun)))


def _is_open(sentence: Sentence, t: Token) -> bool:
    """Whether a predicate is told as what will or may be: "would be the first to", « sera la première à »."""
    helpers = sentence.children(t, "aux", "cop")
    open_ = any(x.feats.get("Mood") == "Cnd" or x.feats.get("Tense") == "Fut" for x in (t, *helpers))
    return open_ or any(x.rel == "aux" and "Tense" not in x.feats and x.feats.get("VerbForm") == "Fin" for x in helpers)


def _fitting(scene: Scene, sentence: Sentence, link: tuple[Token, Token], kind: str | None, force: bool) -> str | None:
    """The lexicon's kind, where the construction bears it out."""
    (t, head), sets = link, scene.known.sets
    told = kind == "asks" and any(k in sets["reporting"] for k in scene.verb_keys(head))
    if told and not infinitive(sentence, t) and (t.rel == "ccomp" or (t.rel in CLAUSAL and past(sentence, t))):
        return "factual"                    # "told us that rebels attacked", not "told them to attack"
    if kind == "denies" and only_with_particle(scene, sentence, head):
        return None                         # "ruled it a homicide", not "ruled out"
    warning = kind == "threatens" and pronounced(scene, sentence, t, head) and _is_told(scene, sentence, t)
    if warning or (kind in {"plans", "asks"} and of_clause(scene, sentence, t, head)):
        return "factual"                    # "warns that people are losing patience"
    already = kind in OPENING and told_already(scene, sentence, t)
    already = already or (kind == "asks" and force and let_be(scene, sentence, t, head))
    if already or described(scene, sentence, kind, link) or _there(scene, sentence, kind, link):
        return None
    if kind == "asks" and t.rel == "xcomp" and summoned(scene, sentence, head):
        return None
    if kind == "asks" and t.rel in {"obl", "nmod"} and preposition(sentence, t, scene.known) not in sets["asked_for"]:
        return None                         # "called to a shooting", not "called for a strike"
    if kind in {"plans", "asks"} and t.rel in {"ccomp", "xcomp"} and _done(scene, sentence, t):
        return "factual"                    # "determined that four had been hit", "advises us that three have been killed"
    others = t.rel == "ccomp" or (t.rel == "obj" and t.pos == "NOUN") or (
        t.rel in CLAUSAL and sentence.child(head, "obj", "iobj") is not None)
    if kind == "plans" and lemma(head) in sets["wishing"] and others:
        return "asks"                       # "wants the rebels to disarm", "want a ban"
    if kind == "plans" and lemma(head) in sets["owing"] and is_participle(head):
        return "factual"                    # « ont dû se rendre »
    if kind == "plans" and any(f"{head.lower} {c.lower}" in sets["doers"] for c in sentence.children(t, "mark")):
        return "factual"                    # "sought for killing a girl"
    managed = past(sentence, head) or (is_participle(head) and sentence.child(head, "aux") is not None)
    if kind == "possible" and lemma(head) in sets["achieving"] and managed:
        return "factual"                    # "were able to repel the attack", « ont pu repousser l'attaque »
    if kind in {"plans", "possible", "asks"} and t.pos == "NOUN" and t.rel == "xcomp":
        return None                         # "is considered the worst attack", "what the envoy called a murder"
    by = kind == "possible" and t.rel in {"obl", "nmod"} and preposition(sentence, t, scene.known) in sets["agent"]
    return None if by else kind


def _when(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a mark of time begins the clause, on its verb or, in headlines, on its subject."""
    words = scene.known.sets["time_marks"]
    return marked(sentence, t, words) or any(c.lower in words for n in sentence.children(t, "nsubj") for c in sentence.children(n, "case"))


def _is_told(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether a verb tells of something that is or was."""
    probe = Reality()
    tell(scene, sentence, t, probe)
    return probe.status in {"happened", "ongoing"}


def _there(scene: Scene, sentence: Sentence, kind: str | None, link: tuple[Token, Token]) -> bool:
    """Whether there was the act that a noun names: "told us about two murders", "a warrant for the murder", "took cover to protect
    themselves from the mortar fire"."""
    (t, head), sets = link, scene.known.sets
    if t.pos != "NOUN":
        return False
    if kind == "asks":
        asked = set(scene.verb_keys(head))
        return t.rel == "obj" and bool(asked & sets["reporting"]) and not asked & sets["demanding"]
    if kind == "plans":
        return lemma(head) in sets["papers"] and any(p.frame.type == "ASSAULT" for p in scene.known.nouns.get(lemma(t), ()))
    return kind == "possible" and lemma(head) in sets["shielding"] and t.rel != "obj" and pointed(sentence, t)


def _done(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A clause of its own in the past or the perfect."""
    perfect = is_participle(t) and any(
        a.lower in scene.known.sets["perfect"] and a.feats.get("VerbForm") == "Fin" for a in sentence.children(t, "aux"))
    return (past(sentence, t) and not infinitive(sentence, t)) or (perfect and not infinitive(sentence, t))


def _from_doing(scene: Scene, sentence: Sentence, t: Token, head: Token) -> bool:
    """A gerund below a preposition that the word above governs: "accused of killing", "aimed at capturing him"; but no purpose of a
    deed that stops something: "blocked the road to demand"."""
    kind, marks = scene.governor(head), sentence.children(t, "mark")
    gerund = t.feats.get("VerbForm") == "Ger" or kind in AHEAD
    purpose = kind == "prevents" and any(c.pos == "PART" for c in marks)
    where = scene.known.sets["place"] - scene.known.sets["target"]
    whole = any(sentence.child(o, "case") is None for o in sentence.children(t, "obj"))
    if t.lower in scene.known.nouns and not whole and any(c.lower in where for c in marks):
        return False                            # "two men sought in shooting outside a club": a noun
    opened = t.i == head.i + 2 and sentence[t.i - 1].pos == "PUNCT" and sentence[t.i - 1].text != ","
    bare = t.feats.get("VerbForm") == "Ger" or (opened and t.feats.get("Tense") == "Pres")
    right_after = not marks and (t.i == head.i + 1 or opened) and bare          # "proposed banning them"
    return gerund and not purpose and (right_after or any(c.lower in scene.known.sets["governed"] for c in marks))


def _alerted(sentence: Sentence, t: Token, head: Token, force: bool) -> bool:
    """Whether somebody is only called because of an act: "911 calls reporting a shooting", "officers were called for a shooting"."""
    fetched = force and t.pos == "NOUN" and t.rel == "obl" and any(c.dep == "aux:pass" for c in sentence.children(head))
    reports = t.rel == "acl" and head.pos == "NOUN" and t.pos == "VERB" and sentence.child(t, "mark") is None
    return fetched or (reports and not infinitive(sentence, t))


def summoned(scene: Scene, sentence: Sentence, verb: Token) -> bool:
    """Whether somebody is fetched and not asked: "were called to investigate"."""
    return scene.light_key(verb) is not None and any(c.dep == "aux:pass" for c in sentence.children(verb))


def described(scene: Scene, sentence: Sentence, kind: str | None, link: tuple[Token, Token]) -> bool:
    """Whether an act is only called something: "called the attack a crime", "in what they called a raid", "was the objective of the
    attack"."""
    t, head = link
    calls = kind == "asks" and t.rel == "obj"
    if calls and any(c.pos in {"NOUN", "ADJ"} for c in sentence.children(head, "xcomp")):
        return True
    if calls and head.dep == "acl:relcl" and sentence.head(head).lower in scene.known.sets["asking"]:
        return True                             # "in what they are calling a raid"
    if calls and any(c.lower in scene.known.sets["asking"] and c.i < head.i for c in sentence.children(head, "obl", "obj")):
        return True
    of = kind == "plans" and t.pos == "NOUN" and t.rel == "nmod" and lemma(head) in scene.known.sets["aims"]
    return named(scene, sentence, t) or (of and known(sentence, t))


def only_with_particle(scene: Scene, sentence: Sentence, head: Token) -> bool:
    """A verb that denies only with a particle, without one: "ruled it a homicide", not "ruled out"."""
    sets = scene.known.sets
    return lemma(head) in sets["out_only"] and not any(c.lower in sets["particles"] for c in sentence.children(head))


def only_brought(scene: Scene, sentence: Sentence, noun: Token, head: Token) -> bool:
    """Whether an act not known of before is told as what may come of something: "could lead to a strike", "will spark a riot"."""
    whose = any(preposition(sentence, c, scene.known) in scene.known.sets["of"] for c in sentence.children(noun, "nmod"))
    if lemma(head) not in scene.known.sets["bringing"] or noun.rel not in {"obj", "obl"} or (known(sentence, noun) and not whose):
        return False                            # but "might lead to the arrest of a man"
    probe = Reality()
    tell(scene, sentence, sentence.head(head) if head.rel == "xcomp" else head, probe)
    return probe.status in {"hypothetical", "planned"}


def ended(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """Whether what ended a deed took place as that did: "he stayed until he was arrested"; not "would stay until they were freed"."""
    sets, head = scene.known.sets, sentence.head(t)
    told = t.rel == "advcl" and marked(sentence, t, sets["time_marks"]) and past(sentence, t) and past(sentence, head)
    meant = {a.lower for a in sentence.children(head, "aux")} & sets["conditional"] or scene.governor(head) not in {None, "factual"}
    return told and not meant and not negated(scene, sentence, head)
