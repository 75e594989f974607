"""The words above an event, which plan, threaten, deny, doubt or report it; each settles its status or lets the climb go on."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.predicates.hosts import named
from selon.reading.predicates.likening import known
from selon.reading.predicates.passive import misread_passive
from selon.reading.predicates.phrases import VERBAL, is_participle, lemma, other_case, preposition
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import CLIMB, Reality, negated, tell

UP = frozenset({"obj", "nmod", "obl", "xcomp", "ccomp", "acl", "advcl", "conj", "iobj", "amod", "compound", "nsubj", "csubj"})
CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "advcl"})
OPEN = frozenset({"factual", "alleges", "tries"})               # governors that let the climb go on
AHEAD = frozenset({"plans", "possible", "fails", "prevents"})


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


class Climb:
    """From a predicate up through its governors, the nearest first."""

    def __init__(self, scene: Scene, sentence: Sentence, out: Reality, force: bool, deed: bool = False) -> None:
        self.scene, self.sentence, self.out, self.force, self.deed = scene, sentence, out, force, deed
        self.sets = scene.known.sets

    def run(self, t: Token) -> None:
        """Climbs until a governor settles the status."""
        if t.head == t.i and self._infinitive(t) and self.sentence.child(t, "mark") is not None and self.sentence.field == "text":
            self.out.status, self.out.unsure = "hypothetical", True     # an infinitive that hangs on nothing
        for _ in range(CLIMB):
            if t.rel in {"advcl", "ccomp"} and self._if(t):
                self.out.status, self.out.unsure = "hypothetical", t.rel == "ccomp"
                return
            if t.head == t.i or t.rel not in UP or not self._step(t, self.sentence.head(t)):
                return
            t = self.sentence.head(t)

    def _step(self, t: Token, head: Token) -> bool:
        """Whether the climb goes on above `head`."""
        if t.rel in {"nsubj", "csubj"}:
            return self._subject(t, head)
        if self._apart(t, head) or self._unfounded(t, head) or self._under_way(t, head) or self._inquired(t):
            return False
        if t.rel == "acl" and t.feats.get("VerbForm") in {"Part", "Fin"}:
            return False
        kind = self._kind(t, head)
        if kind in {None, "factual"} and t.pos == "NOUN" and t.rel == "obl" and self._supposed_cause(t):
            self._verb(head)
            return head.rel == "xcomp" and self.out.status == "happened"
        if kind is not None and t.rel in {"obl", "nmod"} and self._merely_beside(t, kind):
            return False
        if kind is None and t.pos == "NOUN" and t.rel == "obj" and self.scene.light_key(head) is None:
            self._unreal_object(t, head)
            return False                        # "will investigate the attack"
        through = lemma(head) in self.sets["transparent"]
        if kind is None and t.pos in {"NOUN", "PROPN"} and t.rel == "nmod" and head.pos in {"NOUN", "PROPN"} and not through:
            return False                        # "declined to blame a group for the attacks"
        if kind is not None and (t.rel != "obl" or kind not in {"factual", "plans", "tries"}):
            if not self._governed(kind, head):
                return False
        elif t.rel in CLAUSAL and self._infinitive(t):
            self._bare_infinitive(t, head)
            return False
        if kind == "factual" and t.rel == "ccomp" and head.pos in VERBAL and not self._infinitive(t) and (
                self._infinitive(head) or head.feats.get("VerbForm") in {"Ger", "Part"}) and not negated(self.scene, self.sentence, head):
            return False                        # "the report goes on to say that one was killed"
        if head.pos in VERBAL and (self._carried(t, head) or (kind is None and self._with(t, head))):
            self._verb(head)
        return self.out.status in {"happened", "ongoing"} and (kind is not None or t.rel not in {"advcl", "obl", "ccomp"})

    def _apart(self, t: Token, head: Token) -> bool:
        """Of two joined, whether what is said of the first says nothing of this one: "went to look and found her dead", "left over the
        threats and because of the murder"."""
        bare = is_participle(t) and self.sentence.child(t, "aux") is None and head.feats.get("VerbForm") == "Inf"
        return t.rel == "conj" and (bare or (self._past(t) and self._infinitive(head)) or other_case(self.sentence, head, t))

    def _under_way(self, t: Token, head: Token) -> bool:
        """A known act that somebody means to stop, or is told to have ordered: "hopes to end the offensive", "ordered the murder"."""
        if not known(self.sentence, t) or t.pos != "NOUN" or t.rel != "obj":
            return False
        if self.scene.governor(head) == "prevents":
            return self._infinitive(head)
        return self.deed and lemma(head) in self.sets["ordering"] and self._past(head)

    def _merely_beside(self, t: Token, kind: str) -> bool:
        """Whether a phrase only says when or why, so that the act in it is told as a fact: "feared after the attack", "dismissed the claims
        over the raid"."""
        prep = preposition(self.sentence, t, self.scene.known)
        if prep is not None and prep not in self.sets["governed"]:
            return True
        return kind == "factual" and t.rel == "nmod" and prep not in self.sets["of"]

    def _inquired(self, t: Token) -> bool:
        """An indirect question takes its clause for a fact: "do not know how many were displaced"."""
        if t.rel != "ccomp" or self._infinitive(t):
            return False
        first = self.sentence.edges(t)[0]
        return any(x.feats.get("PronType") == "Int" or x.lower in self.sets["asking"] for x in self.sentence.tokens[first:first + 2])

    def _unfounded(self, t: Token, head: Token) -> bool:
        """Whether the report that tells it is called false, so that it is denied: "the report that she was wounded is unfounded"."""
        if t.rel not in {"acl", "ccomp"} or head.pos != "NOUN" or self.sentence.child(t, "mark") is None or self._infinitive(t):
            return False
        said = [self.sentence.head(head)] if head.rel == "nsubj" else []
        said += self.sentence.children(head, "amod")
        if not any(x.pos == "ADJ" and self.scene.governor(x) == "denies" for x in said):
            return False
        self.out.status = "denied"
        return True

    def _supposed_cause(self, t: Token) -> bool:
        """An act not known of before as the doer of something: "may have been caused by an attack"."""
        return preposition(self.sentence, t, self.scene.known) in self.sets["agent"] and not known(self.sentence, t)

    def _carried(self, t: Token, head: Token) -> bool:
        """Whether a verb tells of an act below it as its own; "did not report the attack" leaves it a fact."""
        carried = t.pos in VERBAL or self.scene.light_key(head) is not None
        return carried and t.rel in {"xcomp", "ccomp", "obj"} and t.feats.get("VerbForm") != "Fin"

    def _with(self, t: Token, head: Token) -> bool:
        """A gerund without a mark of its own goes with the deed above it: "we must think it over, discussing it with them"."""
        gerund = t.feats.get("VerbForm") == "Ger" or (t.feats.get("VerbForm") == "Part" and t.feats.get("Tense") == "Pres")
        bare = t.rel == "advcl" and not negated(self.scene, self.sentence, head)
        return gerund and bare and self.sentence.child(t, "mark", "nsubj", "aux") is None

    def _unreal_object(self, t: Token, head: Token) -> None:
        """"Would have triggered a riot": an indefinite act that only a supposed deed brings about, or that somebody is to bring about."""
        some = any(c.feats.get("Definite") == "Ind" for c in self.sentence.children(t, "det"))
        if some and self._infinitive(head) and head.head != head.i and self._kind(head, self.sentence.head(head)) in {"asks", "plans"}:
            self.out.status = "hypothetical"    # "asked the judge to draw up an indictment"
            return
        helpers = {a.lower for a in self.sentence.children(head, "aux")}
        if head.rel in {"advcl", "xcomp", "conj"} and head.feats.get("VerbForm") != "Fin":
            above = self.sentence.head(head)        # "could mutate, triggering a pandemic"
            above = self.sentence.head(above) if above.rel == "conj" else above
            if {a.lower for a in self.sentence.children(above, "aux")} & (self.sets["possible"] | self.sets["conditional"]):
                helpers |= self.sets["conditional"]
        definite = any(c.feats.get("Definite") == "Def" or c.feats.get("Poss") == "Yes" for c in self.sentence.children(t))
        if helpers & self.sets["conditional"] and not definite:
            self.out.status = "hypothetical"

    def _kind(self, t: Token, head: Token) -> str | None:
        if t.rel == "advcl" and self._infinitive(t) and lemma(head) in self.sets["means"]:
            return "factual"                    # "used a car to carry the bomb"
        if t.rel == "xcomp" and self._infinitive(t) and head.lower in self.sets["future"]:
            return "plans"                      # "who are going to carry out the raid"
        if t.rel == "conj" or (t.rel == "advcl" and not self._from_doing(t, head) and not (
                self._infinitive(t) and head.pos in {"ADJ", "NOUN"})):
            return None
        if t.pos == "NOUN" and t.rel == "obj" and lemma(head) in self.sets["tallying"]:
            return None                         # French "compter" is to plan or to count
        kind = self.scene.governor(head)
        telling = any(k in self.sets["reporting"] for k in self.scene.verb_keys(head))
        if kind == "asks" and telling and not self._infinitive(t) and (t.rel == "ccomp" or (t.rel in CLAUSAL and self._past(t))):
            return "factual"                    # "told us that rebels attacked", not "told them to attack"
        if kind == "denies" and lemma(head) in self.sets["out_only"] and not any(
                c.lower in self.sets["particles"] for c in self.sentence.children(head)):
            return None                         # "ruled it a homicide", not "ruled out"
        if self._described(kind, t, head):
            return None
        if kind == "asks" and t.rel in {"obl", "nmod"} and preposition(self.sentence, t, self.scene.known) not in self.sets["asked_for"]:
            return None                         # "called to a shooting", not "called for a strike"
        if kind == "asks" and self._alerted(t, head):
            return None
        if kind == "plans" and t.rel == "ccomp" and self._past(t):
            return "factual"                    # "determined that four had been hit"
        if kind == "possible" and lemma(head) in self.sets["achieving"] and self._past(head):
            return "factual"                    # "were able to repel the attack"
        if kind in {"plans", "possible", "asks"} and t.pos == "NOUN" and t.rel == "xcomp":
            return None                         # "is considered the worst attack", "what the envoy called a murder"
        by = kind == "possible" and t.rel in {"obl", "nmod"} and preposition(self.sentence, t, self.scene.known) in self.sets["agent"]
        return None if by else kind

    def _alerted(self, t: Token, head: Token) -> bool:
        """Whether somebody is only called because of an act: "911 calls reporting a shooting", "officers were called for a shooting"."""
        summoned = self.force and t.pos == "NOUN" and t.rel == "obl" and any(c.dep == "aux:pass" for c in self.sentence.children(head))
        return summoned or (t.rel == "acl" and head.pos == "NOUN" and t.pos == "VERB" and not self._infinitive(t))

    def _from_doing(self, t: Token, head: Token) -> bool:
        """A gerund below a preposition that the word above governs: "accused of killing", "aimed at capturing him"; but no purpose of a
        deed that stops something: "blocked the road to demand"."""
        kind, marks = self.scene.governor(head), self.sentence.children(t, "mark")
        gerund = t.feats.get("VerbForm") == "Ger" or kind in AHEAD
        purpose = kind == "prevents" and any(c.pos == "PART" for c in marks)
        return gerund and not purpose and any(c.lower in self.sets["governed"] for c in marks)

    def _described(self, kind: str | None, t: Token, head: Token) -> bool:
        """Whether an act is only called something: "called the attack a crime", "was the objective of the attack"."""
        if kind == "asks" and t.rel == "obj" and any(c.pos in {"NOUN", "ADJ"} for c in self.sentence.children(head, "xcomp")):
            return True
        of = kind == "plans" and t.pos == "NOUN" and t.rel == "nmod" and lemma(head) in self.sets["aims"]
        return named(self.scene, self.sentence, t) or (of and known(self.sentence, t))

    def _governed(self, kind: str, head: Token) -> bool:
        if kind == "prevents" and self.force and told_to(self.sentence, head):
            self.out.status, self.out.unsure = "hypothetical", True         # "cease arrests": a demand
            return False
        if kind in {"plans", "threatens", "possible"} and head.pos in VERBAL and negated(self.scene, self.sentence, head):
            self.out.status = "denied"
            return False
        return apply(kind, self.out, self.force)

    def _bare_infinitive(self, t: Token, head: Token) -> None:
        """An infinitive under a word that says nothing of it: its purpose, going on ("en train de"), else of no known status."""
        if t.rel == "advcl" and head.pos in VERBAL:
            self.out.status = "planned"         # "sent helicopters to evacuate them": it was meant to
            self._verb(head)
            self.out.purpose = self.scene.governor(head) in {None, "factual"}       # but "threatened today to attack"
            self.out.done = self.out.purpose and (self._past(head) or head.feats.get("Tense") == "Past")
        elif {head.lower, lemma(head)} & self.sets["progress"]:
            self.out.status = "ongoing"
            self.out.hedged = self.out.hedged or any(c.feats.get("Mood") == "Cnd" for c in self.sentence.children(head, "cop", "aux"))
        else:
            self.out.status, self.out.unsure = "hypothetical", True

    def _verb(self, head: Token) -> None:
        """Negation, tense and mood of the verb an infinitive or event noun depends on ("did not begin bombing")."""
        if negated(self.scene, self.sentence, head):
            self.out.status = "denied"
            return
        probe = Reality()
        tell(self.scene, self.sentence, head, probe)
        if probe.status in {"planned", "hypothetical"}:
            self.out.status = probe.status
        self.out.hedged = self.out.hedged or probe.hedged

    def _subject(self, t: Token, head: Token) -> bool:
        """An event noun as subject: of what foiled or expected it (passive), or merely of what it did."""
        if t.rel == "csubj" and self._infinitive(t) and self.scene.governor(t) != "factual":
            self.out.status = "hypothetical"    # "it is rare for a child to be charged"
            return False
        passive = t.dep == "nsubj:pass" or any(c.dep == "aux:pass" for c in self.sentence.children(head)) or (
            self.sentence.field == "title" and misread_passive(self.sentence, head, self.scene.known))     # "outbreak feared"
        kind = self.scene.governor(head) if passive and head.pos in VERBAL else None
        sure = t.pos == "NOUN" and known(self.sentence, t)
        if head.pos == "ADJ" and not sure and self.scene.governor(head) == "possible":
            self.out.status = "hypothetical"    # "a summit is unlikely"
        if kind and kind != "factual" and not (kind == "plans" and sure and self.sentence.child(head, "xcomp") is not None):
            apply(kind, self.out, self.force)       # but "the flood is expected to reach the town": there is one
        return False

    def _past(self, t: Token) -> bool:
        """Whether a clause tells of the past."""
        helpers = self.sentence.children(t, "aux", "cop")
        return any(x.feats.get("Tense") == "Past" and x.feats.get("VerbForm") == "Fin" for x in (t, *helpers))

    def _infinitive(self, t: Token) -> bool:
        helpers = self.sentence.children(t, "aux")
        first = bool(helpers) and helpers[0].feats.get("VerbForm") == "Inf"
        return t.feats.get("VerbForm") == "Inf" or (first and (not is_participle(t) or helpers[0].dep == "aux:pass"))

    def _if(self, t: Token) -> bool:
        return any(m.lower.replace("’", "'") in self.sets["if_marks"] for m in self.sentence.children(t, "mark", "advmod"))
