"""What is no event, no single act, or no news: sport, films, exercises; habits and plurals; courts, anniversaries, old years."""

from __future__ import annotations

from selon.languages.syntax import Sentence, Token
from selon.reading.determiners import is_definite, is_pointed_at
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import is_participle, lemma
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene

FLOWN = frozenset({"drone", "aerial", "missile", "rocket"})
DROPPED = frozenset({"firearms", "explosives"})     # what is done with what flies is done from the air
DESCRIBED = frozenset({"platform", "vehicle", "armed", "building", "weapon"})
DETAIL = frozenset({"nummod", "det", "amod", "nmod", "compound", "acl", "appos"})
FORCE = frozenset({"ASSAULT", "INTERCEPT", "ACCIDENT", "DISASTER", "EVACUATE", "MOBILIZE", "COERCE", "RETREAT", "PROTEST"})


def is_sport(scene: Scene) -> bool:
    """A page about sport: its words are in every few sentences."""
    words = scene.known.sets["sport"]
    found = [len(scene.lemmas(s) & words) for s in scene.page.sentences]
    hits, strong = sum(n >= 1 for n in found), sum(n >= 2 for n in found)
    n = max(1, len(scene.page.sentences))
    return (strong >= 3 and (strong / n > 0.2 or hits / n > 0.4)) or (strong >= 2 and hits / n > 0.6)


def is_unreal(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """A word above or beside the trigger says film, drill or game ("a mock attack", "the film shows an attack")."""
    words = scene.known.sets["unreal"]
    if words.isdisjoint(scene.lemmas(sentence)):
        return False
    near = [t, *sentence.children(t, "amod", "acl", "compound", "nmod", "nsubj", "obl")]
    for i, a in enumerate(sentence.ancestors(t)):
        if i >= 2:
            break
        near += [a, *sentence.children(a, "nsubj", "obl")]
    return any(x is not t and (lemma(x) in words or x.lower in words) for x in near)


def is_caption(scene: Scene, sentence: Sentence) -> bool:
    """A picture's caption: a word for it before a colon, or in parentheses."""
    words = scene.known.sets["caption"]
    if words.isdisjoint(scene.lemmas(sentence)):
        return False
    for t in sentence:
        if t.lower in words:
            after = sentence.tokens[t.i + 1].text if t.i + 1 < len(sentence) else ""
            before = sentence.tokens[t.i - 1].text if t.i else ""
            if after == ":" or before == "(":
                return True
    return False


def is_modifier(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """An event noun that only describes another noun ("attack helicopter", "avion de combat")."""
    head = sentence.head(t)
    if t.i and sentence[t.i - 1].text.isdigit() and "time" in scene.kinds(sentence, t):
        return True                             # "16 March"
    if t.pos == "PROPN" and "time" in scene.kinds(sentence, t):
        return True                             # "since March"
    if head is t:
        return False
    if t.rel == "compound" or (t.rel == "nmod" and t.i < head.i and sentence.child(t, "case") is None):
        return lemma(head) not in scene.known.nouns and head.lower not in scene.known.nouns
    if t.rel == "nmod" and t.feats.get("Number") != "Plur" and sentence.child(t, "det", "nummod", "nmod") is None:
        return bool(scene.kinds(sentence, head) & DESCRIBED) and lemma(head) not in scene.known.nouns
    return False


def old_year(scene: Scene, sentence: Sentence) -> bool:
    """A year well before publication stands in the sentence."""
    published = scene.page.article.published
    now = published.start.year if published else scene.latest_year
    return any(y < now for y in years(scene, sentence))


def years(scene: Scene, sentence: Sentence) -> list[int]:
    """The years a sentence names; not hours ("at 1830", "1145 (1745 GMT)")."""
    found = [t for t in sentence.tokens if len(t.text) == 4 and t.text.isdecimal() and t.text[0] in "12"]
    found = [t for t in found if t.rel != "nummod" or _of_calamity(scene, sentence, t)]
    return [int(t.text) for t in found if t.text > "1000" and not _is_hour(scene, sentence, t)]


def _of_calamity(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """The year a known calamity is called after: "the 1918 pandemic"."""
    head = sentence.head(t)
    return "natural" in scene.kinds(sentence, head) and is_definite(sentence, head)


def _is_hour(scene: Scene, sentence: Sentence, t: Token) -> bool:
    words = scene.known.sets["clock"]
    beside = [*sentence.tokens[max(0, t.i - 2):t.i], *sentence.tokens[t.i + 1:t.i + 2]]
    bracket = [x.text for x in sentence.tokens[t.i + 1:t.i + 3]]
    return any(x.lower in words for x in beside) or (len(bracket) == 2 and bracket[0] == "(" and bracket[1].isdecimal())


def _aside(scene: Scene, sentence: Sentence, trigger: Token) -> bool:
    """Whether the years of a sentence stand in clauses of their own, that the predicate is not in: "a town held since 2023"."""
    named = [t for t in sentence if t.text.isdecimal() and len(t.text) == 4 and t.rel != "nummod"] if sentence.parsed else []
    above = {trigger.i, *(t.i for t in sentence.ancestors(trigger))}
    return bool(named) and all(any(t.rel == "acl" and t.i not in above for t in (y, *sentence.ancestors(y))) for y in named)


def _tells_of_now(scene: Scene, t: Token) -> bool:
    present = t.pos == "VERB" and t.feats.get("Tense") == "Pres" and t.feats.get("VerbForm") == "Fin"
    return t.lower in scene.known.sets["recent"] or (present and t.lower not in scene.known.sets["alike_past"])


def old_sentences(scene: Scene) -> frozenset[int]:
    """Sentences of the text told as of years past: with such a year, or after one in its paragraph while nothing tells of now."""
    out: list[int] = []
    paragraph, going = -1, False
    for s in scene.page.sentences:
        if s.field != "text":
            continue
        if s.paragraph != paragraph:
            paragraph, going = s.paragraph, False
        if old_year(scene, s):
            going = True
        elif going and any(_tells_of_now(scene, t) for t in s):
            going = False
        if going:
            out.append(s.index)
    return frozenset(out)


def is_background(scene: Scene, sentence: Sentence, match: Match) -> bool:
    """The sentence speaks of courts or remembrance, or of a year long past."""
    if match.frame.type not in FORCE:
        return False
    words = scene.lemmas(sentence)
    sets = scene.known.sets
    old = old_year(scene, sentence) if sentence.field == "title" else sentence.index in scene.old(old_sentences)
    return bool(words & sets["court"]) or len(words & sets["old"]) >= 2 or (old and not _aside(scene, sentence, match.trigger))


def is_generic(scene: Scene, sentence: Sentence, match: Match, roles: Roles, habitual: bool) -> bool:
    """A habit, or acts in the plural without time, number, or a verb that tells them."""
    t = match.trigger
    if habitual or _anybody(sentence, match, roles) or _custom(sentence, match, roles):
        return True
    if match.frame.type == "DISASTER" and t.pos == "NOUN" and _any_at_all(sentence, t, roles):
        return True
    if _of_victims(scene, sentence, t):
        return True
    carried = match.light is not None or roles.time or roles.place
    if match.frame.vague and t.pos == "NOUN" and sentence.field != "title" and not carried:
        return True
    if t.pos != "NOUN" or sentence.field == "title":
        return False
    if t.feats.get("Number") != "Plur" and (_pointed(sentence, t) or roles.actor or roles.target or roles.weapon or roles.place):
        return False
    if roles.actor and is_pointed_at(sentence, t):
        return False                            # "is responsible for these attacks"
    if match.light is not None or roles.time or any(_named(sentence, x) or sentence.child(x, "nummod") for x in roles.target):
        return False                            # "the arrests of two students"
    return not any(c.rel in {"nummod"} or c.pos == "NUM" for c in sentence.children(t))


def _of_victims(scene: Scene, sentence: Sentence, t: Token) -> bool:
    """What sufferers at large are sufferers of: "a walk for victims of domestic violence", « les victimes de violences »."""
    above = sentence.head(t)
    if sentence.field == "title" or t.pos != "NOUN" or t.rel != "nmod" or lemma(above) not in scene.known.sets["target_nouns"]:
        return False
    told = _pointed(sentence, t) or sentence.child(t, "nummod", "nmod") or sentence.child(above, "nummod")
    one = scene.known.grammar.noun_head != "first" and _pointed(sentence, above)
    return above.feats.get("Number") == "Plur" and not (told or one)


def _pointed(sentence: Sentence, t: Token) -> bool:
    """A noun with an article, demonstrative or possessive: some one act is meant."""
    return any(c.rel == "det" or c.dep == "nmod:poss" for c in sentence.children(t))


def _named(sentence: Sentence, t: Token) -> bool:
    """A name, a number, or a noun with a name ("the base of Al-Asad")."""
    return t.pos in {"PROPN", "NUM"} or any(c.pos == "PROPN" for c in sentence.children(t, "nmod", "compound", "flat", "appos"))


def _bare(sentence: Sentence, t: Token) -> bool:
    """A plural common noun without article, number or description ("killing civilians")."""
    return t.pos == "NOUN" and t.feats.get("Number") == "Plur" and not any(
        c.rel in DETAIL and c.feats.get("Definite") != "Ind" for c in sentence.children(t))


def _any_at_all(sentence: Sentence, t: Token, roles: Roles) -> bool:
    """A calamity that is spoken of, not told: "in case of a pandemic", "any future flood"."""
    indefinite = any(c.feats.get("Definite") == "Ind" or c.feats.get("PronType") == "Ind" for c in sentence.children(t, "det"))
    told = t.rel in {"nsubj", "obj", "root", "conj", "obl"} or sentence.child(t, "amod", "nummod") is not None
    return sentence.field != "title" and not (roles.time or roles.place or roles.target) and indefinite and not told


def _custom(sentence: Sentence, match: Match, roles: Roles) -> bool:
    """What people at large do, or what becomes of them: "courts allow citizens to appeal", "victims bleed to death"."""
    t = match.trigger
    whose = roles.target if match.frame.actor == "none" and match.frame.harm is not None else roles.actor
    present = t.pos == "VERB" and t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") == "Pres"
    return present and sentence.field != "title" and bool(whose) and all(_bare(sentence, x) for x in whose)


def _anybody(sentence: Sentence, match: Match, roles: Roles) -> bool:
    """Acts of no tense against people at large ("accused of killing civilians", "l'armée tue des civils")."""
    t = match.trigger
    if t.pos not in {"VERB", "NOUN"} or sentence.field == "title" or match.frame.type not in FORCE or roles.time:
        return False
    past = t.feats.get("VerbForm") == "Fin" and t.feats.get("Tense") != "Pres"
    finite = past or (sentence.child(t, "aux", "nsubj") is not None and is_participle(t))
    return not finite and bool(roles.target) and all(_bare(sentence, x) for x in roles.target)


def mode_of(scene: Scene, sentence: Sentence, match: Match, roles: Roles) -> str | None:
    """The mode: of the frame, else of the weapons named, the trigger's own words, or its modifiers."""
    table = scene.known.modes
    doers = [x for a in roles.actor for x in (a, *sentence.children(a, "amod", "compound"))]
    named = [x for w in roles.weapon for x in (w, *scene.counted(sentence, w))]        # "a new type of missile"
    flown = next((mode for w in (*named, *doers) if (mode := table.get(lemma(w))) in FLOWN), None)
    if match.frame.mode in DROPPED and flown is not None:
        return flown                            # "a drone fired on the crowd", "jets bombed the depot"
    if match.frame.mode is not None or match.frame.type not in {"ASSAULT", "INTERCEPT"}:
        return match.frame.mode
    words: list[Token] = [*named, *match.words]
    words += list(sentence.children(match.trigger, "amod", "compound", "nmod", "advmod"))
    for w in roles.weapon:
        words += list(sentence.children(w, "amod", "compound"))
    for w in (*words, *doers):
        mode = table.get(lemma(w)) or table.get(w.lower)
        if mode:
            return flown if flown is not None and mode in DROPPED else mode
    return None
