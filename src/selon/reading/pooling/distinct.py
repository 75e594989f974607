"""Tellings that cannot be of one event though nothing in their words forbids it: told of two days, with the sides turned, or one of a salvo
and the other of what a single shot of it did."""

from __future__ import annotations

from collections.abc import Sequence

from selon.atlas.globe import km
from selon.languages.syntax import Sentence, Token
from selon.model import Participant, Time
from selon.reading.mentions import Mention
from selon.reading.people import People
from selon.reading.pooling.sameness import Cluster, Told
from selon.reading.pooling.sides import same_side
from selon.reading.pooling.sufferers import LIVING, MERE
from selon.reading.pooling.ties import HURT
from selon.reading.pooling.wording import refers
from selon.reading.pooling.words import AimWords, PoolingWords, Words, is_one

DYING = frozenset({"HARM-DIE"})     # who was hurt one day dies on another
SALVO = 10                          # things that flew from which they are told as a wave
LAUNCHED = frozenset({"ASSAULT-FIRE-WEAPON"})
FINE = frozenset({"site", "town"})
PROVINCES = frozenset({"admin1", "admin2"})
FEW_KM = 5.0
MONTH = 31


def distinct(c: Cluster, told: Sequence[Told], people: People, words: PoolingWords) -> bool:
    """Whether some tellings are of another act than an event told before."""
    for t in told:
        for x in c.sample:
            if _counted_off(x, t, words):
                return True
            if x.mention.sentence is t.mention.sentence:
                continue
            if _two_days(x, t) or _turned(x, t, people, words) or _salvo(x, t, words) or _two_aims(x, t, words.aims) \
                    or _two_towns(x, t, people) or _two_lands(x, t) or _over(x, t):
                return True
    return _day_apart(c, told) or _own_day(c, told, people)


def _own_day(c: Cluster, told: Sequence[Told], people: People) -> bool:
    """Whether people are told to be hurt on a day of its own, where an event told in passing has no day and none of them: "shrapnel hit
    a fuel tank ... two soldiers were killed on Monday"."""
    first = c.first.mention.sentence
    if first.field == "title" or first.index == 0 or any(x.time is not None for x in c.sample):
        return False
    own = any(t.mention.harm in HURT and _named(t.time) and t.mention.sentence is not first for t in told)
    return own and not any(people.same(p, q) for x in c.sample for t in told for p in (*x.actor, *x.target) for q in (*t.actor, *t.target))


def _counted_off(x: Told, t: Told, words: PoolingWords) -> bool:
    """Whether one's day is counted back from the other's: "on Monday, a day after gunmen attacked"."""
    a, b = x.time, t.time
    back = a is not None and b is not None and a.start != b.start and a.start == a.end and b.start == b.end
    return back and any(z is not None and z.text.lower().endswith(w) for z in (a, b) for w in words.newness.day_after)


def _two_days(x: Told, t: Told) -> bool:
    """Whether each names a day of its own by one word: "on Friday" is not "on Saturday", though a night may be of either."""
    if {x.mention.frame, t.mention.frame} & DYING and not all(_fresh(a.sentence, a.head) for a in t.mention.target):
        return False
    return _named(x.time) and _named(t.time) and x.time is not None and t.time is not None and x.time.start != t.time.start


def _named(t: Time | None) -> bool:
    return t is not None and t.kind == "date" and t.start is not None and t.start == t.end and t.text.isalpha()


def _day_apart(c: Cluster, told: Sequence[Told]) -> bool:
    """Whether a day is told of an act where an event before it, told of no day, stands right after the telling of another day."""
    if c.scene is None or any(x.time is not None for x in c.sample) or any(refers(t.mention) for t in told):
        return False
    return any(_named(t.time) and t.time is not None and t.time.start != c.scene.start and t.mention.frame not in DYING for t in told)


def _turned(x: Told, t: Told, people: People, words: PoolingWords) -> bool:
    """Whether several of those who act in one telling suffer in the other, at the hands of others: "gunmen stormed the camp ... soldiers
    shot dead three of the attackers"."""
    return _against(x, t, people, words) or _against(t, x, people, words)


def _against(deed: Told, reply: Told, people: People, words: PoolingWords) -> bool:
    m = reply.mention
    if not deed.actor or not reply.actor or not m.target or deed.mention.reciprocal or m.reciprocal:
        return False
    if not all(_many(m.sentence, a.head) for a in m.target if a.sentence is m.sentence):
        return False
    if any(same_side(p, q) or people.same(p, q) for p in deed.actor for q in reply.actor):
        return False
    felons = all(is_one(h, words.people.attacker) for a in m.target for h in (_whole(m.sentence, a.head),))
    return felons or _sides(deed.actor, reply.target, people)


def _sides(doers: tuple[Participant, ...], hit: tuple[Participant, ...], people: People) -> bool:
    """Whether all who suffer are of those who act; people of no force and no band may be anybody."""
    return bool(hit) and all(q.kind in LIVING and any(p.kind in LIVING | {"organisation"} and (
        people.same(p, q) or (q.sector not in MERE and same_side(p, q))) for p in doers) for q in hit)


def _whole(s: Sentence, t: Token) -> Token:
    """The noun that a number is taken out of: "three of the attackers"."""
    return next((c for c in s.children(t, "nmod") if t.pos in {"NUM", "PRON", "NOUN"} and c.pos == "NOUN"), t)


def _many(s: Sentence, t: Token) -> bool:
    return t.feats.get("Number") == "Plur" or s.child(t, "nummod") is not None or _whole(s, t) is not t


def _two_towns(x: Told, t: Told, people: People) -> bool:
    """Whether each hurt people of its own in a town of its own, however near: "in Nuseirat ... a shell killed a family in Beit Lahiya"."""
    a, b = x.place, t.place
    if a is None or b is None or a.basis not in FINE or b.basis not in FINE or a.name == b.name or {a.relation, b.relation} != {"in"}:
        return False
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None or km(a.lat, a.lon, b.lat, b.lon) < FEW_KM:
        return False
    hurt = all(z.mention.harm in HURT and z.mention.sentence.field == "text" and z.target for z in (x, t))
    return hurt and all(_fresh(y.sentence, y.head) for y in t.mention.target) and not any(
        people.same(p, q) for p in x.target for q in t.target)


def _two_lands(x: Told, t: Told) -> bool:
    """Whether people were hurt in a town or province of one country and in one of another: "in the Kharkiv region ... in Belgorod"."""
    a, b = x.place, t.place
    if a is None or b is None or not a.country or not b.country or a.country == b.country:
        return False
    sure = all(z.basis in FINE | PROVINCES and z.role == "site" and z.relation == "in" for z in (a, b))
    return sure and all(z.mention.harm in HURT and z.mention.sentence.field == "text" for z in (x, t))


def _fresh(s: Sentence, t: Token) -> bool:
    """Whether people are told of for the first time: "a family of five", "two men"."""
    return s.child(t, "nummod") is not None or any(c.feats.get("Definite") == "Ind" for c in s.children(t, "det"))


def _over(x: Told, t: Told) -> bool:
    """Whether one tells what befell people over months or a year that has not ended, and the other of a day in it: "two mayors have been
    murdered this year"."""
    for a, b in ((x, t), (t, x)):
        long = a.time is not None and a.time.start is not None and a.time.end is not None and (a.time.end - a.time.start).days > MONTH
        day = b.time is not None and b.time.start is not None and b.time.start == b.time.end
        if long and day and a.mention.harm in HURT and not a.mention.nominal:
            return True
    return False


def _two_aims(x: Told, t: Told, aims: AimWords) -> bool:
    """Whether each is an act by its noun, done to something new, and not to the same: "the burning of a church", "of a warehouse"."""
    one, two = _new_aims(x.mention), _new_aims(t.mention)
    return bool(one and two) and not (one | two) & aims.general and not aims.kinds(one) & two


def _new_aims(m: Mention) -> Words:
    """The nouns with the indefinite article that a noun for an act has right behind it."""
    s = m.sentence
    if not m.nominal or s.field == "title":
        return frozenset()
    return frozenset(a.head.lemma.lower() for a in m.target if a.sentence is s and a.head.rel == "nmod" and a.head.i > m.trigger.i
                     and any(c.feats.get("Definite") == "Ind" for c in s.children(a.head, "det")))


def _salvo(x: Told, t: Told, words: PoolingWords) -> bool:
    """Whether one tells that many drones or missiles were launched, and the other what a single strike or one of them hit in a town."""
    return any(_wave(a, words) and _single(b) for a, b in ((x, t), (t, x)))


def _wave(t: Told, words: PoolingWords) -> bool:
    m = t.mention
    away = m.frame in LAUNCHED and (t.place is None or t.place.basis not in FINE)
    return away and any(a.sentence is m.sentence and a.head.head == m.trigger.i and _number(m.sentence, a.head, words) >= SALVO
                        for a in m.weapon)


def _number(s: Sentence, t: Token, words: PoolingWords) -> int:
    n = s.child(t, "nummod")
    return 0 if n is None else int(n.text) if n.text.isdecimal() else words.numbers.get(n.lower, 0)


def _single(t: Told) -> bool:
    m = t.mention
    return t.place is not None and t.place.basis in FINE and (m.harm in HURT or (m.nominal and m.trigger.feats.get("Number") != "Plur"))


def long_after(m: Mention, words: PoolingWords) -> bool:
    """Whether an act is told as what days or weeks lie behind: "the storm came a week after twisters killed four". What it points back to
    is known ("three days after the attack", "after he was shot")."""
    s, known = m.sentence, any(a.head.pos in {"PRON", "PROPN"} or _given(a.sentence, a.head) for a in m.target)
    if s.field == "title" or s.index == 0 or known or refers(m):
        return False
    for t in (m.trigger, *s.ancestors(m.trigger)):
        mark = next((c for c in s.children(t, "mark", "case") if c.lower in words.newness.following and c.i), None)
        if mark is not None:
            return mark.i < m.trigger.i and s[mark.i - 1].lemma.lower() in words.newness.spans
    return False


def next_day(m: Mention, words: PoolingWords) -> bool:
    """Whether a noun only tells after which act another was done: "a day after the attack", « au lendemain de l’attaque »."""
    s, t = m.sentence, m.trigger
    if not m.nominal:
        return False
    if t.rel == "nmod" and s.head(t).lemma.lower() in words.newness.morrow:
        return True
    after = (c for c in s.children(t, "case") if c.lower in words.newness.following and c.i)
    return any(s[c.i - 1].lemma.lower() in words.newness.spans for c in after)


def _given(s: Sentence, t: Token) -> bool:
    return any(c.feats.get("Definite") == "Def" or c.feats.get("Poss") == "Yes" or c.feats.get("PronType") == "Dem"
               for c in s.children(t, "det", "nmod"))
