"""Who is blamed for an act and who denies it, over several sentences: "imputed to the militia. The militia denied any part in it"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.model import Claim, Event, Participant
from selon.reading.pooling.findings import Findings
from selon.reading.pooling.responsibility import Kind
from selon.reading.pooling.tellings import source_name
from selon.reading.pooling.wording import FORCE
from selon.reading.predicates.schema import predicates

REACH = 3           # sentences between an act and the blame for it
POINTED = frozenset({"obl", "obj", "nmod"})
MATTER = ("advcl", "xcomp", "ccomp")
REAL = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Blame:
    """Somebody named as the doer of an event, or who denies it: `ref` is the claim, or the event that tells of the accusation."""

    event: str
    actor: str
    kind: Kind
    ref: str
    claim: str | None
    speaker: str | None


class Blames:
    """The accusations and denials of a page."""

    def __init__(self, f: Findings, events: tuple[Event, ...]) -> None:
        self.f, self.events = f, events
        self.claims = {c.id: c for c in f.claims}
        self.acts = [e for e in events if e.type in FORCE and e.status in REAL and e.newness != "background"]

    def all(self) -> tuple[Blame, ...]:
        """In text order, each once."""
        replies = tuple(self._replies())
        accused = tuple(dict.fromkeys((*self._accused(), *(b for b in replies if b.kind == "accused"))))
        return (*accused, *dict.fromkeys((*self._denied(accused), *(b for b in replies if b.kind == "denied"))))

    def _replies(self) -> Iterator[Blame]:
        """Accusations that a reply denies, and the reply: "accused the army of the raid, which the army denies"."""
        for c, said in ((c, c.answers) for c in self.f.claims if c.answers is not None and c.stance == "denies"):
            for e in self.acts:
                for r in e.responsibility:
                    if said is not None and r.kind == "accused" and r.claim == said and self._own(c, e, r.actor):
                        yield Blame(e.id, r.actor, "accused", said, said, self._speaker(said))
                        yield Blame(e.id, r.actor, "denied", c.id, c.id, r.actor)

    def _own(self, c: Claim, e: Event, actor: str) -> bool:
        """Whether a claim is of those it clears: of the accused by name, or of the government of their state."""
        if c.source is None:
            return False
        name, accused = c.source.name.casefold(), actor.casefold()
        state = c.source.country if c.source.kind in {"government", "head_of_state", "spokesperson", "military"} else None
        return name.endswith(accused) or accused.endswith(name) or self._state(c, actor) \
            or (state is not None and any(p.name == actor and p.country == state for p in e.actor))

    def _sentence(self, at: int, field: str | None) -> int:
        s = self.f.page.sentence_at(at, "title" if field == "title" else None)
        return -1 if s is None or field == "title" else s.index

    def _act(self, e: Event) -> Event | None:
        """The act told last before an accusation, not further than a few sentences: an accuser speaks of what was told."""
        here = self._sentence(e.trigger[0], e.field)
        last = [(m[0], x) for x in self.acts if x is not e for m in x.mentions if (m[0] < e.trigger[0] or x.field == "title")]
        found = max(last, key=lambda x: x[0], default=None)
        return found[1] if found is not None and here - self._sentence(found[0], found[1].field) <= REACH else None

    def _accused(self) -> Iterator[Blame]:
        for e in self.events:
            if e.type == "ACCUSE" and e.status in REAL and e.newness != "background" and e.mode is None:
                act = self._act(e) if self._of_act(e) else None
                speaker = e.actor[0].name if e.actor else self._speaker(e.claim)
                for p in e.target if act is not None else ():
                    if act is not None and _can_act(p) and p.name != speaker:
                        claim = e.claim or self._accusing(e)
                        yield Blame(act.id, p.name, "accused", claim or e.id, claim, speaker)

    def _of_act(self, e: Event) -> bool:
        """Whether an accusation may be of an act told before: where it says of what, by a verb, that tells of an act of force or points
        back; "accused the police of failing to protect them" blames nobody for it."""
        s, t = self.f.page.sentence_at(e.trigger[0], "title" if e.field == "title" else None), self.f.page.token_at(e.trigger[0], e.field)
        matter = [c for c in s.children(t, *MATTER) if c.i > t.i] if s is not None and t is not None and s.parsed else []
        if s is None or not matter:
            return True
        acts = [m.trigger.i for m in self.f.told_in(s) if m.type in FORCE]
        acts += [x.i for x in s.tokens if x.pos == "PRON" and x.rel in POINTED and x.feats.get("Gender", "Neut") == "Neut"
                 and x.feats.get("Number") != "Plur"]
        return any(first <= i <= last for first, last in map(s.edges, matter) for i in acts)

    def _accusing(self, e: Event) -> str | None:
        """The claim whose cue is the word of an accusation."""
        return next((c.id for c in self.claims.values() if c.field == e.field and c.stance == "accuses" and c.source is not None
                     and any(a < e.trigger[1] and e.trigger[0] < b for a, b in c.cue)), None)

    def _speaker(self, claim: str | None) -> str | None:
        return source_name(self.claims.get(claim or ""))

    def _denied(self, accused: tuple[Blame, ...]) -> Iterator[Blame]:
        """Denials of the accused: a claim of theirs that denies, near the accusation; an act told as not done by its doer."""
        at = {b.ref: self._at(b.ref) for b in accused}
        for b in accused:
            for c in self.f.claims:
                own = c.source is not None and c.stance == "denies" and (c.source.name == b.actor or self._state(c, b.actor))
                far = abs(self._sentence(c.content[0][0], c.field) - at[b.ref])
                if own and far <= (1 if c.source is not None and c.source.name == b.actor else REACH):
                    yield Blame(b.event, b.actor, "denied", c.id, c.id, b.actor)
        for e in self.events:
            yield from self._self_denied(e)
            yield from self._who_denied(e, accused)

    def _state(self, c: Claim, actor: str) -> bool:
        """Whether a government speaks for a state that is accused: "Tehran denied", of Iran."""
        country = c.source.country if c.source is not None and c.source.kind == "government" else None
        accused = (p for e in self.events if e.type == "ACCUSE" for p in e.target if p.name == actor)
        return country is not None and any(p.country == country and p.kind == "government" for p in accused)

    def _who_denied(self, e: Event, accused: tuple[Blame, ...]) -> Iterator[Blame]:
        """"blamed the rebels, who denied it": the denial hangs on the accused."""
        governor = predicates(self.f.page.lang).governor
        for p in e.target if e.type == "ACCUSE" else ():
            s = self.f.page.sentence_at(p.span[0], p.field)
            b = next((b for b in accused if b.actor == p.name and b.ref in {e.id, e.claim}), None)
            heads = s.within(p.span) if s is not None and b is not None else ()
            if s is not None and b is not None and any(governor.get(c.lemma) == "denies" for t in heads for c in s.children(t, "acl")):
                yield Blame(b.event, p.name, "denied", e.id, None, p.name)

    def _at(self, ref: str) -> int:
        c = self.claims.get(ref)
        if c is not None:
            return self._sentence(c.content[0][0], c.field)
        e = next(e for e in self.events if e.id == ref)
        return self._sentence(e.trigger[0], e.field)

    def _self_denied(self, e: Event) -> Iterator[Blame]:
        """"The militia denied that it had fired on the market": the act told before, with the same aim, was not theirs."""
        if e.type not in FORCE or e.status != "denied":
            return
        for v in e.voices:
            speaker = self._speaker(v.claim)
            if v.status != "denied" or speaker is None or all(p.name != speaker for p in e.actor):
                continue
            act = next((x for x in self.acts if x.trigger[0] < e.trigger[0] and self._same_aim(x, e)), None)
            if act is not None and v.claim is not None:
                yield Blame(act.id, speaker, "denied", v.claim, v.claim, speaker)

    def _same_aim(self, a: Event, b: Event) -> bool:
        """Whether a target of one is a target of the other: the same people or thing, or the same noun taken up again."""
        nouns = [{t.lemma for p in e.target if (s := self.f.page.sentence_at(p.span[0], p.field)) is not None
                  for t in s.within(p.span) if t.pos in {"NOUN", "PROPN"}} for e in (a, b)]
        return bool(nouns[0] & nouns[1]) or any(self.f.people.same(x, y) for x in a.target for y in b.target)


def _can_act(p: Participant) -> bool:
    """Whether somebody blamed can be the doer: no place or thing, unless it stands for a state."""
    return p.kind in {"person", "people", "organisation", "government"} or p.country is not None

