"""What hurt people where the clause does not say: what the sentences around it tell, then what the page speaks of most."""

from __future__ import annotations

from selon.model import EventType
from selon.reading.predicates.match import Match
from selon.reading.predicates.phrases import lemma
from selon.reading.predicates.reality import old_year
from selon.reading.predicates.roles import Roles
from selon.reading.predicates.scene import Scene
from selon.reading.predicates.schema import FrameEntry

Cause = tuple[EventType, str | None, Match | None]
KINDS: tuple[tuple[str, EventType], ...] = (("crash", "ACCIDENT"), ("natural", "DISASTER"), ("fire", "ACCIDENT"))
MISHAPS = frozenset({"ACCIDENT", "DISASTER"})
DOING = frozenset({"person", "armed", "armedname", "crowd", "state", "pron", "name", "demonym"})
FORCIBLE = frozenset({"armedname", "weapon", "meant"})
FOUND = "HARM-FOUND"
VAGUE = frozenset({"HARM-DIE", "HARM-DEATH-N", "HARM-INJURE", "HARM-INJURE-N", "HARM-HURT", "HARM-HURT-SOMEBODY", "HARM-HOSPITAL"})
MURDER = frozenset({"HARM-MURDER", "HARM-EXECUTE"})
MURDERS = "HARM-KILL-N"     # the noun: a murder-suicide is no disease
UNTOLD = VAGUE | {"HARM-KILL", "HARM-FOUND", "HARM-KILL-MANY"}
PEOPLE = frozenset({"person", "crowd", "armed", "number", "demonym", "doer"})
CALAMITOUS = frozenset({"natural", "crash", "fire", "illness"})
UNMEANT = CALAMITOUS - {"fire"}                # not "opened fire"
DYING = frozenset({"HARM-DIE", "HARM-DEATH-N", FOUND})
NEXT = 1            # the same where somebody without a name is found dead
BESIDE = 3          # sentences before and after a death in which the force that it came of is told


def untold_cause(scene: Scene, m: Match, roles: Roles, page: EventType | None) -> Cause | None:
    """What a harm whose cause the clause leaves open comes from; null where that is no event."""
    frame, near = m.frame, scene.near(m.sentence)
    forced = (m.sentence.field, m.sentence.index) in scene.forced and not near & UNMEANT
    meant = bool(roles.weapon or near & FORCIBLE)
    if page in MISHAPS and (frame.code in MURDER or forced):
        page = "ASSAULT"                        # "were hurt when a man opened fire", on a page that tells of a crash as well
    if page in MISHAPS and not _beside(scene, m, scene.mishaps, CALAMITOUS):
        page = None                             # the storm is told elsewhere
    if frame.code in DYING and not meant and old_year(scene, m.sentence) and not _told_here(scene, m):
        return None                             # "the founder died in 2003", on a page about something else
    nobody = all(t.pos == "PRON" for t in roles.actor) and not roles.weapon
    if page != "ASSAULT" and m.used and frame.code != FOUND and nobody and _beside(scene, m, scene.mishaps, CALAMITOUS):
        return page or "DISASTER", None, None   # "it has claimed 40 lives": the outbreak
    if any("force" in scene.kinds(m.sentence, t) for t in (*roles.cause, *m.slots.subject)) and not _by_beasts(scene, m):
        return frame.type, None, None           # "the war has killed thousands", on a page about the cholera
    doers = [t for t in roles.actor if scene.kinds(m.sentence, t) & DOING]
    if page != "ASSAULT" and not (doers or meant) and frame.code not in MURDER:
        beside = next((type_ for name, type_ in KINDS if name in near), None)
        if beside is not None:
            return beside, None, None           # "the quake, the army said, has killed 30"
    if page in MISHAPS and (frame.code == FOUND or (frame.code == "HARM-KILL" and not roles.weapon and not roles.actor)):
        return page, None, None                 # "hundreds were killed in three countries"
    if _like_another(scene, m, roles, page, meant):
        return None
    if frame.code not in VAGUE or roles.weapon or roles.actor:
        return frame.type, None, None
    if page == "ASSAULT" and scene.sparse and not near & FORCIBLE:
        return None
    if page is None and any("armed" in scene.kinds(m.sentence, t) for t in roles.target):
        return frame.type, None, None
    return None if page is None else (page, None, None)


def _like_another(scene: Scene, m: Match, roles: Roles, page: EventType | None, meant: bool) -> bool:
    """Whether it is a death like another: of a disease, of an animal, of causes that are not told."""
    if scene.beastly and not any(scene.kinds(m.sentence, t) & PEOPLE for t in roles.target):
        return True                             # "he died in my arms": the dog
    if m.frame.code in UNTOLD and not (roles.weapon or roles.actor) and _by_beasts(scene, m):
        return True                             # "died after he was attacked by a dog"
    able = any(scene.kinds(m.sentence, t) & DOING for t in roles.actor if t.pos != "PRON")
    if page is None and scene.ailing and not roles.weapon and not able and m.frame.code != MURDERS:
        return True                             # what kills on a page about a disease
    if m.frame.code == FOUND and page != "ASSAULT" and not _forcible(scene):
        return True                             # how they died is not told
    if m.frame.code not in DYING:
        return False
    unknown = m.frame.code == FOUND and not any("name" in scene.kinds(m.sentence, t) for t in roles.target)
    return not (meant or page in MISHAPS or _beside(scene, m, scene.forced, FORCIBLE, NEXT if unknown else BESIDE))


def _by_beasts(scene: Scene, m: Match) -> bool:
    """Whether an animal is told in its sentence to have attacked."""
    s = m.sentence
    beasts = (t for t in s if t.pos in {"NOUN", "PROPN"} and "animal" in scene.kinds(s, t)) if "animal" in scene.near(s) else ()
    return any(t.dep == "obl:agent" or (t.rel in {"compound", "nmod", "obl"} and lemma(s.head(t)) in scene.known.nouns)
               or (t.rel == "nsubj" and t.dep != "nsubj:pass" and lemma(s.head(t)) in scene.known.verbs) for t in beasts)


def tells_of_force(frame: FrameEntry) -> bool:
    """Whether a frame tells of force, and not only of what became of somebody."""
    return frame.type == "ASSAULT" and frame.code not in UNTOLD


def tells_of_mishap(frame: FrameEntry) -> bool:
    """Whether a frame tells of an accident or a calamity."""
    return frame.type in MISHAPS


def _beside(scene: Scene, m: Match, told: frozenset[tuple[str, int]], kinds: frozenset[str], far: int = BESIDE) -> bool:
    """Whether near a harm, in a title or a few sentences before or after, one of these sentences or words stands."""
    s = m.sentence
    return any((x.field, x.index) in told or (x.parsed and scene.near(x) & kinds) for x in scene.page.sentences
               if x.field != s.field or abs(x.index - s.index) <= far)


def _told_here(scene: Scene, m: Match) -> bool:
    """Whether the sentence of a harm tells what it came of."""
    at = (m.sentence.field, m.sentence.index)
    return at in scene.mishaps or at in scene.forced or bool(scene.near(m.sentence) & CALAMITOUS)


def _forcible(scene: Scene) -> bool:
    """Whether the page speaks anywhere of force that somebody meant."""
    return any(scene.near(s) & FORCIBLE for s in scene.page.sentences if s.parsed)
