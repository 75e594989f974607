"""The words above an event, which plan, threaten, deny, doubt or report it; each settles its status or lets the climb go on."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_indefinite
from selon.reading.predicates.asides import circumstance, inquired, introduced, left_to, merely_beside, paper_for, supposed_cause
from selon.reading.predicates.facts import meant_for, seen, taken_up
from selon.reading.predicates.hearsay import taken_for_fact, unfounded
from selon.reading.predicates.kinds import apply, ended, kind_of, marked, only_brought, only_with_particle, summoned, told_to
from selon.reading.predicates.likening import blamed_for, known, pointed
from selon.reading.predicates.passive import misread_passive
from selon.reading.predicates.phrases import CLAUSAL, VERBAL, is_participle, lemma
from selon.reading.predicates.rungs import apart, carried, contrary, goes_with, in_doubt, instead, meant_to, reports, underway, wanted
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.status import CLIMB, Reality, Sort, infinitive, negated, past, tell
from selon.reading.predicates.tocome import (
    aimed_at,
    forthcoming,
    helpers_of,
    once,
    ordered_or_stopped,
    to_be_carried,
    to_be_ended,
    would_bring,
)

UP = frozenset({"obj", "nmod", "obl", "xcomp", "ccomp", "acl", "advcl", "conj", "iobj", "amod", "compound", "nsubj", "csubj"})


class Climb:
    """From a predicate up through its governors, the nearest first."""

    def __init__(self, scene: Scene, sentence: Sentence, out: Reality, sort: Sort) -> None:
        self.scene, self.sentence, self.out, self.force, self.sort = scene, sentence, out, sort.force, sort
        self.sets = scene.known.sets

    def run(self, t: Token) -> None:
        """Climbs until a governor settles the status."""
        if t.head == t.i and infinitive(self.sentence, t) and self.sentence.child(t, "mark") is not None and self.sentence.field == "text":
            self.out.status, self.out.unsure = "hypothetical", True     # an infinitive that hangs on nothing
        if circumstance(self.scene, self.sentence, t):
            return
        for _ in range(CLIMB):
            begun = self.sentence.child(t, "mark", "advmod") is not None
            if begun and (t.rel in {"advcl", "ccomp", "csubj", "conj"} or t.head == t.i) and self._marked(t):
                return
            if begun and (marked(self.sentence, t, self.sets["whether"]) or left_to(self.sentence, t)):
                self.out.status, self.out.unsure = "hypothetical", True     # "who did it, or whether anybody was arrested"
                return
            if t.head == t.i or t.rel not in UP or not self._step(t, self.sentence.head(t)):
                return
            t = self.sentence.head(t)

    def _step(self, t: Token, head: Token) -> bool:
        """Whether the climb goes on above `head`."""
        if t.rel in {"nsubj", "csubj"}:
            return self._subject(t, head)
        if (self.sort.harm and taken_up(self.scene, self.sentence, t, head)) or seen(self.scene, self.sentence, t, head):
            return False
        if unfounded(self.scene, self.sentence, t, head):
            self.out.status = "denied"
            return False
        where = self.scene, self.sentence, t, head
        if apart(*where) or ordered_or_stopped(*where, self.sort) or taken_for_fact(*where):
            return False
        if inquired(self.sentence, t, self.sets["asking"]) or introduced(self.scene, self.sentence, head):
            return False
        if t.rel == "acl" and t.feats.get("VerbForm") in {"Part", "Fin"}:
            return self._aimed(t, head)
        kind = kind_of(self.scene, self.sentence, t, head, self.force)
        return not self._open(t, head, kind) and self._above(t, head, kind)

    def _above(self, t: Token, head: Token, kind: str | None) -> bool:
        """What the word right above says; whether the climb goes on."""
        paper = paper_for(self.scene, self.sentence, t, head, self.force)
        if paper is not None:
            return self._governed(self.scene.governor(paper) or "factual", paper)
        if kind in {None, "factual"} and t.pos == "NOUN" and t.rel == "obl" and supposed_cause(self.scene, self.sentence, t):
            self._verb(head)
            return head.rel == "xcomp" and self.out.status == "happened"
        if kind is not None and t.rel in {"obl", "nmod"} and merely_beside(self.scene, self.sentence, t, kind):
            return False
        if kind == "fails" and self._fell_through(t):
            return False
        if kind in {None, "factual"} and t.pos == "NOUN" and only_brought(self.scene, self.sentence, t, head):
            self.out.status, self.out.unsure = "hypothetical", True
            return False
        self._as_told(t, head, kind)
        if kind is None and t.pos == "NOUN" and t.rel == "obj" and self.scene.light_key(head) is None:
            self._unreal_object(t, head)
            return False                        # "will investigate the attack"
        through = lemma(head) in self.sets["transparent"]
        if kind is None and t.pos in {"NOUN", "PROPN"} and t.rel == "nmod" and head.pos in {"NOUN", "PROPN"} and not through:
            return False                        # "declined to blame a group for the attacks"
        if kind is not None and (t.rel != "obl" or kind not in {"factual", "plans", "tries"}):
            if not self._governed(kind, head) or blamed_for(self.scene, self.sentence, t, kind):
                return False
        elif infinitive(self.sentence, t) and (t.rel in CLAUSAL or (t.rel == "obl" and t.pos in VERBAL)):
            self._bare_infinitive(t, head)
            return False
        if kind == "factual" and t.rel == "ccomp" and reports(self.scene, self.sentence, t, head):
            return False
        means = kind == "factual" and t.rel == "advcl" and infinitive(self.sentence, t)         # "cannot be used to arrest anybody"
        within = means or (kind is None and goes_with(self.scene, self.sentence, t, head))
        if head.pos in VERBAL and (carried(self.scene, self.sentence, t, head) or within):
            self._verb(head)
        return self.out.status in {"happened", "ongoing"} and (kind is not None or within or t.rel not in {"advcl", "obl", "ccomp"})

    def _open(self, t: Token, head: Token, kind: str | None) -> bool:
        """What is going on ("in the process of evacuating them"), told falsely, or what somebody does not think to be so."""
        if lemma(head) in self.sets["progress"] and t.rel == "acl" and t.feats.get("VerbForm") == "Ger":
            self.out.status = "ongoing"
            if head.rel == "obj":
                self._verb(self.sentence.head(head))        # "will begin the process of deporting him"
            return True
        clause = t.rel in {"ccomp", "xcomp"}
        told = clause and any(k in self.sets["reporting"] for k in self.scene.verb_keys(head))
        blamed = kind == "alleges" and t.pos in VERBAL
        if (told or blamed) and any(c.lower in self.sets["falsely"] for c in self.sentence.children(head, "advmod")):
            self.out.status = "denied"          # "falsely reported being shot", "falsely accused them of bombing it"
            return True
        thought = clause and lemma(head) in self.sets["thinking"] and past(self.sentence, head)
        if thought and any(c.feats.get("Person") == "1" for c in self.sentence.children(head, "nsubj")):
            self.out.unsure = True              # "I thought we were being bombed"
        if kind == "prevents" and not self.force and lemma(head) in self.sets["ending"] and t.rel == "xcomp":
            self.out.status, self.out.unsure = "denied", True           # "has stopped helping them": it had helped
            return True
        if not clause or kind != "alleges" or lemma(head) not in self.sets["thinking"] or self.out.status not in {"happened", "ongoing"}:
            return False
        if negated(self.scene, self.sentence, head):
            self.out.status, self.out.hedged = "denied", True       # "does not think that he was shot"; not "cannot believe"
            self.out.unsure = bool({a.lower for a in self.sentence.children(head, "aux")} & self.sets["possible"])
            return True
        return False

    def _aimed(self, t: Token, head: Token) -> bool:
        """A gerund that says what a noun is about ("the need for reaching a deal"), and no clause about it ("the man killed there")."""
        about = any(c.lower in self.sets["governed"] for c in self.sentence.children(t, "mark"))
        kind = kind_of(self.scene, self.sentence, t, head, self.force) if about else None
        return self._governed(kind, head) if kind in {"plans", "asks", "possible", "fails"} else False

    def _fell_through(self, t: Token) -> bool:
        """A known act that failed was tried: "the failure of the offensive", "failed in its offensive"."""
        tried = t.rel in {"obl", "nmod"} and t.pos == "NOUN" and known(self.sentence, t)
        if tried:
            self.out.outcome = "failed"
        return tried

    def _unreal_object(self, t: Token, head: Token) -> None:
        """"Would have triggered a riot": an indefinite act that only a supposed deed brings about, or that somebody is to bring about."""
        some = is_indefinite(self.sentence, t)
        due = some and infinitive(self.sentence, head) and head.head != head.i
        if due and self.scene.governor(self.sentence.head(head)) in {"asks", "plans", "possible"}:
            self.out.status = "hypothetical"    # "asked the judge to draw up an indictment"
            return
        if lemma(head) in self.sets["comprising"]:
            self._verb(head)                    # "the operation would have included the murder of officers"
            return
        helpers = helpers_of(self.scene, self.sentence, head)
        definite = any(c.feats.get("Definite") == "Def" or c.feats.get("Poss") == "Yes" for c in self.sentence.children(t))
        opened = lemma(head) in self.sets["enabling"] and not self.sort.harm and bool(helpers & self.sets["possible"])
        definite = definite and not (lemma(head) in self.sets["enabling"] and not self.sort.harm)        # "would allow the evacuation"
        if (helpers & self.sets["conditional"] and not definite) or opened:
            self.out.status = "hypothetical"
        elif not definite and not self.sort.harm and self.out.status == "happened":
            probe = Reality()
            tell(self.scene, self.sentence, head, probe)        # "will establish a truce"
            self.out.status = "planned" if probe.status == "planned" else "happened"

    def _governed(self, kind: str, head: Token) -> bool:
        purpose = infinitive(self.sentence, head) and not self.sentence.child(head, "aux") and head.rel in {"acl", "advcl"}
        purpose = purpose or (kind == "prevents" and aimed_at(self.scene, self.sentence, head))
        if (kind == "prevents" and self.force and (told_to(self.sentence, head) or purpose)) or (kind == "fails" and purpose):
            self.out.status, self.out.unsure = "hypothetical", True         # "cease arrests", "measures to prevent murders"
            return False
        if kind == "prevents" and (self.sort.force or self.sort.measure) and to_be_ended(self.scene, self.sentence, head):
            self.out.status = "ongoing"         # "urged them to end the hostilities": these go on
            return False
        able = head.pos in VERBAL or lemma(head) in self.sets["achieving"]
        if kind in {"plans", "threatens", "possible"} and able and negated(self.scene, self.sentence, head):
            able_to = {a.lower for a in self.sentence.children(head, "aux")} & self.sets["possible"]
            open_ = able_to or contrary(self.scene, self.sentence, head)
            self.out.status, self.out.unsure = ("hypothetical", True) if open_ else ("denied", False)
            return False                        # "might not be able to provide it"
        if kind == "denies" and head.pos in VERBAL and negated(self.scene, self.sentence, head):
            self.out.status, self.out.unsure = "hypothetical", True         # "has not ruled out an attack"
            return False
        if kind == "plans" and in_doubt(self.scene, self.sentence, head):
            self.out.status = "hypothetical"    # "not clear whether he intended to shoot", "afraid that they were about to be attacked"
            return False
        if kind in {"prevents", "fails"} and meant_to(self.scene, self.sentence, head):
            self.out.status, self.out.unsure = "hypothetical", True         # "tried to prevent them from freeing him"
            return False
        if kind == "possible" and head.pos == "NOUN" and negated(self.scene, self.sentence, head):
            self.out.unsure = True              # "not in danger of dying"
        if kind == "asks" and self.sort.rally and self.scene.light_key(head) is not None:
            kind = "plans"                      # "called for a strike"
        if kind == "plans" and self.sort.measure and lemma(head) in self.sets["decreeing"]:
            return True                         # "was ordered to open an inquiry"
        if kind == "possible" and lemma(head) in self.sets["entitling"]:
            self.out.unsure = True              # "has no right to deploy troops"
        if kind == "plans" and lemma(head) in self.sets["owing"]:
            self.out.modal = self.sentence.child(head, "nsubj") is not None
        if (kind == "fails" and wanted(self.scene, self.sentence, head)) or (
                lemma(head) in self.sets["compelling"] and infinitive(self.sentence, head) and head.rel in {"advcl", "acl"}):
            self.out.status, self.out.unsure = "hypothetical", True         # "should refrain from attacking", "to force them to talk"
            return False
        return apply(kind, self.out, self.force)

    def _bare_infinitive(self, t: Token, head: Token) -> None:
        """An infinitive under a word that says nothing of it: its purpose, going on ("en train de"), else of no known status."""
        kind, alone = self.scene.governor(head), self.sentence.child(head, "obj") is None
        if kind == "asks" and summoned(self.scene, self.sentence, head):
            self.out.status, self.out.unsure = "hypothetical", True
        elif t.rel in {"advcl", "obl"} and head.pos in VERBAL and kind in {"asks", "fails", "threatens"} and (
                alone or (kind == "asks" and self.scene.light_key(head) is None)):
            self._governed(kind, head)          # "called on them to protest"
        elif t.rel == "advcl" and not alone and lemma(head) in self.sets["compelling"]:
            self._verb(head)                    # "prompting the union, which ..., to pull out"
            if head.rel in {"advcl", "acl"} and infinitive(self.sentence, head):
                self.out.status, self.out.unsure = "hypothetical", True     # "went on strike to force them to talk"
        elif t.rel == "advcl" and marked(self.sentence, t, self.sets["beforehand"]) and head.pos in VERBAL:
            self._verb(head)                    # « a tiré avant de se retirer »
        elif t.rel in {"advcl", "obl"} and head.pos in VERBAL:
            self.out.status = "planned"         # "sent helicopters to evacuate them": it was meant to
            self._verb(head)
            self.out.purpose = kind in {None, "factual"}       # but "threatened today to attack"
            self.out.done = self.out.purpose and (past(self.sentence, head) or head.feats.get("Tense") == "Past")
        elif {head.lower, lemma(head)} & self.sets["progress"]:
            self.out.status = "ongoing"
            self.out.hedged = self.out.hedged or any(c.feats.get("Mood") == "Cnd" for c in self.sentence.children(head, "cop", "aux"))
        else:
            self.out.status, self.out.unsure = "hypothetical", True

    def _verb(self, head: Token) -> None:
        """Negation, tense and mood of the verb an infinitive or event noun depends on ("did not begin bombing")."""
        probe = Reality()
        tell(self.scene, self.sentence, head, probe)
        if negated(self.scene, self.sentence, head):        # "cannot go on to support them": a wish
            self.out.status, self.out.unsure = ("hypothetical", True) if probe.modal else ("denied", False)
            return
        if probe.status in {"planned", "hypothetical"}:
            self.out.status = probe.status
        self.out.hedged = self.out.hedged or probe.hedged

    def _as_told(self, t: Token, head: Token, kind: str | None) -> None:
        """What is told to continue is going on ("continue to shell the town"), and talks lie ahead of who will go to them."""
        if kind not in {None, "factual"}:
            return
        if self.sort.meeting and t.pos in {"NOUN", "PROPN"} and t.rel in {"obj", "obl"}:
            self._verb(head)
        elif t.rel == "xcomp" and kind == "factual" and self.out.status == "happened" and underway(self.scene, self.sentence, head):
            self.out.status = "ongoing"         # "are beginning to blame"
        elif t.rel == "xcomp" and lemma(head) in self.sets["continuing"] and self.out.status == "happened" and not (
                self.sort.harm and is_participle(t) and self.sentence.child(t, "aux") is None):       # "remains hospitalised": he was hurt
            probe = Reality()
            tell(self.scene, self.sentence, head, probe)
            self.out.status = "ongoing" if probe.status == "ongoing" else "happened"        # but "continued to shell it"

    def _subject(self, t: Token, head: Token) -> bool:
        """An event noun as subject: of what foiled or expected it (passive), or merely of what it did."""
        bare = t.feats.get("VerbForm") in {"Ger", "Part"} and self.sentence.child(t, "aux", "nsubj") is None
        if t.rel == "csubj" and (bare or infinitive(self.sentence, t)) and self.scene.governor(t) != "factual":
            self.out.status = "hypothetical"    # "it is rare for a child to be charged", "killing hostages is a crime"
            self.out.unsure = self.out.unsure or bare
            return False
        passive = t.dep == "nsubj:pass" or any(c.dep == "aux:pass" for c in self.sentence.children(head)) or (
            self.sentence.field == "title" and misread_passive(self.sentence, head, self.scene.known))     # "outbreak feared"
        kind = self.scene.governor(head) if passive and head.pos in VERBAL else None
        if kind == "asks" and negated(self.scene, self.sentence, head):
            self.out.status = "denied"          # "the evacuation is not allowed"
            return False
        if kind == "denies" and only_with_particle(self.scene, self.sentence, head):
            kind = None                         # "the deaths were ruled homicides"
        sure = t.pos == "NOUN" and pointed(self.sentence, t)
        if self.out.status == "happened" and to_be_carried(self.scene, self.sentence, head):
            self.out.status = "planned"         # "the murder was going to be carried out"
            return False
        if kind == "plans" and t.pos == "NOUN" and meant_for(self.scene, self.sentence, head):
            return False                        # "the gunfire was intended for her father"
        if self.out.status == "happened" and (forthcoming(self.scene, self.sentence, t, head, self.sort) or (
                head.pos == "ADJ" and t.pos == "NOUN" and self.scene.governor(head) == "plans" and self.sentence.child(head, "cop"))):
            self.out.status = "planned"         # "the march will demand", "his capture was imminent"
            return False
        if self.sort.harm and would_bring(self.scene, self.sentence, t, head):
            self.out.status, self.out.unsure = "hypothetical", True     # "an attack would trigger the treaty"
            return False
        ordered, spurned = lemma(head) in self.sets["ordering"], lemma(head) in self.sets["spurning"]
        if self.sort.deed and kind in {"plans", "denies"} and ((ordered and sure) or spurned):
            return False                        # "this massacre was ordered by", "their attack was rejected"
        if head.pos == "ADJ" and not sure and self.scene.governor(head) == "possible":
            self.out.status = "hypothetical"    # "a summit is unlikely"
        to_do = sure and kind in {"plans", "possible"} and self.sentence.child(head, "xcomp", "advcl") is not None
        if kind and kind != "factual" and not to_do:
            apply(kind, self.out, self.force)       # but "the flood is expected to reach the town": there is one
        return False

    def _marked(self, t: Token) -> bool:
        """Whether the clause's own conjunction settles it: "if they attack", "without consulting them"."""
        if marked(self.sentence, t, self.sets["if_marks"]) and not ended(self.scene, self.sentence, t):
            self.out.status = "hypothetical"
            self.out.unsure = t.rel == "ccomp" or marked(self.sentence, t, self.sets["whether"])
        elif once(self.scene, self.sentence, t):
            self.out.status = "hypothetical"
        elif marked(self.sentence, t, self.sets["without"]) and not instead(self.scene, self.sentence, t):
            self.out.status, self.out.lacking = "denied", True
        else:
            return False
        return True
