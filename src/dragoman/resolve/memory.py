"""The parties that a document has named so far, for "he", "the minister", "both sides"."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Mention, Span
from dragoman.resolve.agents import Agent
from dragoman.resolve.names import slug
from dragoman.words import Word

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves".split()
    + "we us our ours i me my who which that".split()
)
HUMAN = frozenset("he him his himself she her hers herself i me my who".split())
TITLES = frozenset("Mr Mrs Ms Miss Dr Sir Lord Lady President Minister Premier General . Chancellor".split())
BODIES = ("state:", "organ:", "body:", "region:", "group:")  # ids of actors that no "he" stands for
PLURAL = frozenset("they them their theirs themselves we us our ours".split())
OFFICES = frozenset("leaders presidents premiers ministers statesmen men".split())
PAIRED = OFFICES | set("sides countries nations states neighbours neighbors rivals governments".split())


@dataclass(slots=True)
class Memory:
    """Actors by the span, the last name and the title that named them, and in the order of the text."""

    by_span: dict[Span, tuple[Actor, ...]] = field(default_factory=dict)
    by_last_name: dict[str, tuple[frozenset[str], tuple[Actor, ...]]] = field(default_factory=dict)
    by_title: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    recent: list[Actor] = field(default_factory=list)

    def keep(self, span: Span, words: Sequence[Word], agent: Agent | None, actors: tuple[Actor, ...]) -> None:
        """Remember whom the words of a mention named."""
        self.by_span[span] = actors
        self.recent += actors
        if words and words[-1].text[:1].isupper() and len(words[-1].text) > 2:
            known = frozenset(word.text for word in words)
            self.by_last_name.setdefault(words[-1].text, (known, actors))
        if agent and actors[0].basis in {Basis.NAME, Basis.MODIFIER}:
            self.by_title[agent.phrase] = actors

    def find(self, words: Sequence[Word], mention: Mention, agent: Agent | None) -> tuple[Actor, ...]:
        """The parties that words without a name of their own stand for; none when nothing tells."""
        if words and words[-1].text in self.by_last_name:
            known, actors = self.by_last_name[words[-1].text]
            title = frozenset(agent.phrase.split()) if agent else frozenset[str]()
            if is_short_form([word for word in words if word.text.lower() not in title], known):
                return as_antecedents(actors)
        linked = [actor for span in mention.antecedents for actor in self.by_span.get(span, ())]
        distinct = tuple({actor.actor_id: actor for actor in linked}.values())
        if are_several(words):
            persons = words[-1].text.lower() in OFFICES
            return as_antecedents(distinct if len(distinct) > 1 else self._last_two(persons) or distinct)
        if not distinct and is_pronoun(words):
            human = words[0].text.lower() in HUMAN
            fitting = [a for a in self.recent if not (human and a.actor_id.startswith(BODIES))]
            distinct = tuple(fitting[-1:])
        if not distinct and agent and agent.phrase in self.by_title:
            distinct = self.by_title[agent.phrase]
        if len(distinct) > 1 and is_pronoun(words) and words[0].text.lower() in PLURAL:
            return as_antecedents(distinct)
        if agent and distinct and distinct[-1].sector not in {None, agent.sector}:
            return (_organ_of(distinct[-1], words, agent),)
        return as_antecedents(distinct[-1:])

    def _last_two(self, persons: bool) -> tuple[Actor, ...]:
        """The last two parties of different countries, in the order of the text; or persons."""
        chosen: dict[str, Actor] = {}
        for actor in reversed(self.recent):
            fits = actor.actor_id.startswith("person:") if persons else actor.country != "INT"
            if fits and actor.country and len(chosen) < 2:
                chosen.setdefault(actor.country, actor)
        return tuple(reversed(chosen.values())) if len(chosen) == 2 else ()


def as_antecedents(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The same actors, known by an earlier mention."""
    return tuple(replace(actor, basis=Basis.ANTECEDENT) for actor in actors)


def are_several(words: Sequence[Word]) -> bool:
    """Whether a mention stands for two parties at once: "both leaders", "the two sides"."""
    plain = [word.text.lower() for word in words]
    return "both" in plain or ("two" in plain and plain[-1] in PAIRED)


def is_short_form(words: Sequence[Word], known: frozenset[str]) -> bool:
    """Whether a name says no more than a longer one did: "Mrs Clinton" after "Hillary Clinton"."""
    return all(word.text in known or word.text in TITLES for word in words)


def is_pronoun(words: Sequence[Word]) -> bool:
    """Whether a mention is a bare pronoun."""
    return len(words) == 1 and words[0].text.lower() in PRONOUNS


def _organ_of(actor: Actor, words: Sequence[Word], agent: Agent) -> Actor:
    """Of "Sudan" and then "the army": the army is Sudan's, but it is the army."""
    name = " ".join(word.text for word in words)
    actor_id = f"{actor.country}:{slug(name)}"
    return replace(actor, name=name, actor_id=actor_id, sector=agent.sector, basis=Basis.ANTECEDENT)
