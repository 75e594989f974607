"""Finds the phrases for people in a sentence.

Noun phrases are cut by words and classes rather than by the tree: a number or an age is right beside its noun even where the
parser errs, and news headlines are parsed badly.
"""

from __future__ import annotations

from msgspec.structs import replace

from selon.languages.syntax import Sentence, Token
from selon.model import Bound, Quantity, Time
from selon.reading.names import Names
from selon.reading.page import Page
from selon.reading.pooling.ages import age_tokens
from selon.reading.pooling.figures import Figures
from selon.reading.pooling.losses import THINGS
from selon.reading.pooling.persons import Person, apposed, merged
from selon.reading.pooling.words import PoolingWords, harm_tables, is_one

LEFTWARD = frozenset({"DET", "NUM", "ADJ", "ADV", "NOUN", "PROPN"})
NOT_NOUNS = frozenset({"VERB", "AUX", "ADV", "DET"})
NOMINAL = frozenset({"NOUN", "PROPN"})
BETWEEN = frozenset({"VERB", "AUX", "ADV", "PUNCT"})   # what heads no phrase
NUMERIC = frozenset({"NUM", "PRON", "NOUN", "DET", "ADJ"})     # what may be a number that stands for people
ALONE = frozenset({"VERB", "AUX", "ADJ", "ADP", "ADV", "PUNCT", "CCONJ"})      # what may follow a number that stands for people
PEOPLE = frozenset({"killed", "injured", "missing", "captured", "abducted", "displaced", "evacuated", "arrested", "sick", "troops",
                    "people"})
ELSE = frozenset({"missing", "captured", "abducted", "displaced", "evacuated", "arrested"})
UNSURE = 12         # bare digits above this are house numbers, ages, scores, unless the quantities know them
FARTHEST = 10       # tokens a noun phrase reaches to the left of its head
Ages = dict[int, int]
Numbered = tuple[int | None, Bound, int | None]


class PersonFinder:
    """Finds the people of a page's sentences; keeps the surnames it has met."""

    def __init__(self, page: Page, words: PoolingWords, names: Names | None, quantities: tuple[Quantity, ...],
                 times: tuple[Time, ...] = ()) -> None:
        self.page, self.words, self.names = page, words, names
        tables = harm_tables(page.lang)
        self.nouns, self.stops, self.victims = tables.people, tables.stops, tables.victims
        self.met: set[str] = set()
        self.figures = Figures(words, quantities, times)

    def people(self, s: Sentence, asked: bool = True) -> tuple[Person, ...]:
        """The people of a sentence, in text order; where nobody has `asked` for them it is only read for surnames."""
        if not asked and self.names is not None and all(n.kind != "person" for n in self.names.within(s).values()):
            return ()
        ages = age_tokens(self.page.words((s.start, s.end), "title" if s.field == "title" else None), s, self.page.lang)
        heads = self._heads(s, ages)
        found: list[Person] = []
        floor = 0
        for k, (i, last) in enumerate(heads):
            limit = heads[k + 1][0] if k + 1 < len(heads) else len(s)
            person = self._person(s, (i, last), (floor, limit), ages)
            floor = person.last + 1
            if found and apposed(found[-1], person):
                found[-1] = replace(merged(found[-1], person), last=person.last)
            else:
                found.append(person)
            if person.named:
                self.met.add(person.named[-1])
        return tuple(found)

    def otherwise(self, p: Person) -> bool:
        """Whether the numbers know that these people were neither killed nor hurt, but are missing or taken."""
        q = self.figures.at(p.sentence, p.sentence[p.first])
        return q is not None and q.what in ELSE

    # ---- heads

    def _heads(self, s: Sentence, ages: Ages) -> list[tuple[int, int]]:
        """Heads of phrases for people: index of the head, and of its last token."""
        out: list[tuple[int, int]] = []
        last = -1                                      # of the name told last
        for t in s.tokens:
            i = t.i
            if i <= last or (t.pos in BETWEEN and i not in ages):
                continue
            end = self._name_end(s, t) if t.pos in NOMINAL else -1
            if end < 0:
                if out and out[-1][1] == i - 1 and self._nation(s, t) and self._noun(s[out[-1][0]]):
                    out[-1] = (out[-1][0], i)          # « trois jeunes Kanak »
                elif self._is_head(s, t, ages, out):
                    out.append((i, i))
                continue
            if out and out[-1][1] == i - 1 and s[out[-1][0]].pos != "PRON":
                out[-1] = (out[-1][0], end)            # "victim John Smith"
            else:
                out.append((end, end))
            last = end
        return out

    def _is_head(self, s: Sentence, t: Token, ages: Ages, heads: list[tuple[int, int]]) -> bool:
        i, pos = t.i, t.pos
        if self._noun(t) or (pos in NOMINAL and self._counted_noun(s, t)):
            following = s[i + 1] if i + 1 < len(s) else None
            attached = t.rel == "compound" and t.head == i + 1 and following is not None and following.pos == "NOUN"
            return following is None or following.pos not in NOMINAL or not (self._noun(following) or attached)
        if i in ages:
            return i + 1 not in ages and self._age_alone(s, i, heads)
        return (pos == "PRON" and t.lower in self.words.people.pronouns) or (pos in NUMERIC and self._bare_number(s, i))

    def _noun(self, t: Token) -> bool:
        if t.pos in NOT_NOUNS or (t.pos == "ADJ" and t.rel in {"amod", "nmod"}):
            return False
        return t.lemma in self.nouns or t.lower in self.nouns or t.lemma.lower() in self.nouns

    def _counted_noun(self, s: Sentence, t: Token) -> bool:
        """Whether a noun is counted as people, or a nation's people: "6 000 Palestiniens"."""
        q = self.figures.before(s, t)
        if q is not None and q.what in PEOPLE and q.who == t.text:
            return True
        return self._nation(s, t) and t.rel not in {"amod", "compound"}

    def _nation(self, s: Sentence, t: Token) -> bool:
        name = self.names.at(s, t.i) if self.names is not None and t.pos in NOMINAL else None
        return name is not None and name.kind == "nationality"

    def _name_end(self, s: Sentence, t: Token) -> int:
        """The last token of a person's name that begins at a word; -1 where none does."""
        if t.pos not in NOMINAL or not t.text[:1].isupper():
            return -1
        if t.pos == "NOUN":
            return t.i if t.lower in self.met else -1
        name = self.names.at(s, t.i) if self.names is not None else None
        if name is None:
            return -1
        return name.last if name.first == t.i and (name.kind == "person" or s[name.last].lower in self.met) else -1

    def _age_alone(self, s: Sentence, i: int, heads: list[tuple[int, int]]) -> bool:
        """Whether an age expression ending at `i` stands for a person, describing no phrase beside it."""
        for k in range(i + 1, min(i + 4, len(s))):
            if self._noun(s[k]) or self._name_end(s, s[k]) >= 0:
                return False
            if s[k].pos not in {"ADJ", "NOUN", "PROPN", "ADV"}:
                break
        if s[i].lower not in self.words.people.age_heads:
            return False
        if not heads or i - heads[-1][1] > 5:
            return True
        between = s.tokens[heads[-1][1] + 1:i]
        described = any(x.pos in {"ADP", "PUNCT"} or x.rel == "amod" for x in between[:1])
        return not described or any(x.pos == "DET" for x in between)

    def _bare_number(self, s: Sentence, i: int) -> bool:
        """A number or "one", "another", "both" that stands for people by itself."""
        t, p = s[i], self.words.people
        told = is_one(t, p.other) or t.lower in p.both
        if not told and (t.pos not in {"NUM", "PRON", "NOUN"} or self.figures.value(s, t) is None):
            return False
        following = s[i + 1] if i + 1 < len(s) else None
        if self._counts_noun(s, i) or self._of_others(s, t) or self.figures.only_bounds(s, t, following):
            return False
        if (following is not None and following.text == "-") or (t.pos == "NUM" and i and s[i - 1].text == "-" and s[i - 1].end == t.start):
            return False                               # "Twenty-one"
        if told:
            return t.pos in {"PRON", "NOUN", "DET", "ADJ"} and (following is None or (following.pos in ALONE and following.text != "-"))
        if i and s[i - 1].lower in p.both and t.text.isdigit():
            return False                               # "both 24" is an age
        if self.figures.of_picture(s, i):
            return False
        if self.figures.is_date(s, t):
            return False
        if following is None:
            return True
        known = self.figures.at(s, t) is not None
        if is_one(following, p.units) and following.pos != "VERB":
            return False
        if t.text.isdigit() and len(t.text) < 7 and int(t.text) > UNSURE and not known:
            return False
        if self.figures.is_date(s, following) and t.pos == "NUM":
            return known                               # « en a blessé dix mardi »
        person = following.pos == "PRON" and not is_one(following, p.other)       # « deux autres » is one phrase
        return following.pos in ALONE or person or (known and is_one(following, self.victims))

    def _of_others(self, s: Sentence, t: Token) -> bool:
        """Whether a number counts things told before ("28 of them were shot down") or somebody's children ("a father of three")."""
        q = self.figures.at(s, t)
        if q is not None and q.what in THINGS:
            return True
        after = t.i > 1 and s[t.i - 1].lower in self.words.people.of and not t.text.isdigit()
        return after and self._noun(s[t.i - 2]) and s[t.i - 2].feats.get("Number") != "Plur"

    def _counts_noun(self, s: Sentence, i: int) -> bool:
        """Whether only adjectives stand between a number and a noun for people: "eight other people"."""
        k = i + 1
        while k < len(s) and k - i < 4 and (s[k].pos == "ADJ" or (s[k].pos in NOMINAL and not self._noun(s[k]))):
            k += 1
        return k < len(s) and k > i + 1 and self._noun(s[k])

    # ---- the whole phrase

    def _person(self, s: Sentence, head: tuple[int, int], room: tuple[int, int], ages: Ages) -> Person:
        p, (i, last) = self.words.people, head
        first = self._first(s, i, room[0], ages)
        inside = s.tokens[first:last + 1]
        named = self._named(s, first if last == i else i + 1, last)
        nouns = frozenset([t.lemma.lower() for t in inside if t.pos != "PRON" and (self._noun(t) or t.lower in self.nouns)
                           and t.feats.get("Poss") != "Yes"])
        age, end = next((ages[t.i] for t in inside if t.i in ages), None) if ages else None, last
        if ages and age is None:
            age, end = self._age_after(s, last, room[1], ages)
        t, words = s[i], nouns | {s[i].lower}
        number, bound, high = self._number(s, (first, last), t, named, ages)
        pronoun = t.pos == "PRON" and t.lower in p.pronouns
        if pronoun:
            number = None if t.lower in p.plural_pronouns or t.lower in p.relative_pronouns else 1
        male, female = not words.isdisjoint(p.male), not words.isdisjoint(p.female)
        return Person(
            sentence=s, head=i, first=first, last=end, number=number, bound=bound, high=high, age=age,
            sex="" if male == female else "m" if male else "f", young=not words.isdisjoint(p.child) or (age is not None and age < 18),
            attacker=not words.isdisjoint(p.attacker), civilian=not words.isdisjoint(p.civilian), named=named, nouns=nouns, pronoun=pronoun,
            definite=any(x.feats.get("Definite") == "Def" or x.feats.get("PronType") == "Dem" for x in inside),
            other=any(is_one(x, p.other) for x in inside),
            possessor=t.feats.get("Poss") == "Yes" or (last + 1 < len(s) and s[last + 1].lower in p.possessive))

    def _first(self, s: Sentence, i: int, floor: int, ages: Ages) -> int:
        """The first token of the phrase; a bare number does not reach over nouns, a pronoun over nothing."""
        first = i
        while first > floor and s[first - 1].pos == "PROPN" and s[i].pos == "PROPN" and i - first < 3:
            first -= 1
        numeral = s[i].pos == "NUM" and i not in ages
        alone = s[i].pos == "PRON" and not is_one(s[i], self.words.people.other)
        while not alone and first > floor and i - first < FARTHEST and self._joins(s, first - 1, ages):
            if numeral and s[first - 1].pos in {"NOUN", "PROPN", "NUM"}:
                break
            first -= 1
        q = self.figures.at(s, s[first])
        while q is not None and first > floor and s[first - 1].start >= q.span[0]:
            first -= 1
        return first

    def _joins(self, s: Sentence, k: int, ages: Ages) -> bool:
        t = s[k]
        if k in ages:
            return True
        if t.pos == "PUNCT":
            return t.text == "-"
        if t.pos != "ADJ" and is_one(t, self.stops):
            return False
        return t.pos in LEFTWARD and t.rel not in {"root", "advmod"} and not (t.pos == "NOUN" and t.rel in {"nsubj", "obj", "obl"})

    def _named(self, s: Sentence, first: int, last: int) -> tuple[str, ...]:
        """The words of a person's name, lower case."""
        tokens = [t for t in s.tokens[first:last + 1] if t.pos in NOMINAL and t.text[:1].isupper() and not self._noun(t)]
        if tokens and self.names is not None:
            tokens = [t for t in tokens if t.lower in self.met or ((n := self.names.at(s, t.i)) is not None and n.kind == "person")]
        return tuple([t.lower for t in tokens])

    def _age_after(self, s: Sentence, last: int, limit: int, ages: Ages) -> tuple[int | None, int]:
        """An age that follows a phrase, and the phrase's last token with it: "Smith, 17", "un homme âgé de 40 ans"."""
        for k in range(last + 1, min(last + 5, limit, len(s))):
            if k in ages:
                end = k
                while end + 1 < len(s) and (end + 1) in ages and (s[end + 1].pos != "PUNCT" or s[end + 1].text == "-"):
                    end += 1
                following = s[end + 1] if end + 1 < len(s) else None
                if following is not None and (self._noun(following) or following.pos in NOMINAL):
                    break                              # "his brother, 8-year-old Joseph": the age of the next
                return ages[k], end if s[k].pos != "PUNCT" else last
            if s[k].pos in {"VERB", "AUX", "CCONJ"} and s[k].feats.get("VerbForm") != "Part":
                break
        return None, last

    # ---- numbers

    def _number(self, s: Sentence, extent: tuple[int, int], head: Token, named: tuple[str, ...], ages: Ages) -> Numbered:
        """How many people a phrase stands for: its number, else one for a singular, unknown for a plural."""
        both = self.words.people.both
        for t in s.tokens[extent[0]:min(extent[1], head.i) + 1]:
            value = self.figures.value(s, t)
            value = both.get(t.lower) if value is None else value
            if value is None or t.i in ages or (named and t.i == head.i) or self.figures.is_date(s, t):
                continue
            if not (self.figures.of_picture(s, t.i) or (t.i < extent[1] and is_one(s[t.i + 1], self.words.people.units))):
                q = self.figures.at(s, t)
                return (q.low, q.bound, q.high) if q is not None and q.low is not None else (value, "exact", value)
        q = self.figures.at(s, head)
        if not named and q is not None and q.low is not None and head.i not in ages:
            return q.low, q.bound, q.high
        return (None, "exact", None) if not named and self._plural(head) else (1, "exact", 1)

    def _plural(self, head: Token) -> bool:
        number = head.feats.get("Number")
        if number and head.pos in {"NOUN", "PRON", "ADJ"}:
            return number == "Plur" or head.lower in self.words.people.plural
        return head.lower.endswith("s") and head.lemma != head.lower
