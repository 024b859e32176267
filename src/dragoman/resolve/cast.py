"""Whom a document introduces by office or country: "French minister Bruno Le Roux", "the Syrian army"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.records.entity import Actor, Basis
from dragoman.resolve.agents import Agent, Agents
from dragoman.resolve.names import Known, NameKind, NameMatch, slug
from dragoman.words import Word

BETWEEN = 3  # words between a state and the office that it fills: "Russian deputy foreign minister"
LONGEST_NAME = 7  # words and the marks between them
PARTICLES = frozenset("al el bin ibn abu de del da dos van von der le la ben ul ur - ' \u2019".split())
DASHES = ("-", "\u2010", "\u2011")
ORGANS = frozenset(
    "army military navy police government parliament ministry court embassy consulate agency command".split()
    + "church opposition media intelligence guard group party council committee commission force".split()
    + "regime state".split()
)
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june".split()
    + "july august september october november december".split()
)
ENDS = frozenset('.,;:()\u201c\u201d"!?')


@dataclass(frozen=True, slots=True)
class Introduced:
    """A party told of by an agent noun: `phrase` in small letters, its words end at offset `end`."""

    end: int
    phrase: str
    country: str
    sector: str
    person: Known | None

    def as_actor(self, text: str) -> Actor:
        """The party as an actor, by the person's name if one was told, else by the words of a mention."""
        name, actor_id = text, f"{self.country}:{slug(text)}"
        if self.person:
            name, actor_id = self.person.name, self.person.actor_id
        return Actor(name, actor_id, self.country, self.sector, Basis.ANTECEDENT)


@dataclass(frozen=True, slots=True)
class Cast:
    """All that a document introduces, in the order of its text."""

    introduced: tuple[Introduced, ...]

    def last(self, phrase: str, before: int) -> Introduced | None:
        """Whom an office or agent noun was last said of before an offset; else the first said at all.

        Whoever was named with the office goes before who only holds it: of "President Obama said that the
        Russian president knew" Mr Obama is "the president".
        """
        alike = [one for one in self.introduced if one.phrase == phrase]
        earlier = [one for one in alike if one.end <= before]
        named = [one for one in earlier if one.person]
        return next(iter((*named[-1:], *earlier[-1:], *alike[:1])), None)

    def countries(self, phrase: str) -> frozenset[str]:
        """Every country of which the agent noun is said."""
        return frozenset(one.country for one in self.introduced if one.phrase == phrase)

    @property
    def persons(self) -> tuple[Known, ...]:
        """The persons introduced by an office, in the order of the text."""
        return tuple(one.person for one in self.introduced if one.person)


def read_cast(words: Sequence[Word], matches: Sequence[NameMatch], agents: Agents) -> Cast:
    """The cast of a text from its words, the known names among them and the agent nouns."""
    found = list[Introduced]()
    begins = {match.first: match for match in matches}
    for match in matches:
        persons = (meaning for meaning in match.meanings if meaning.kind is NameKind.PERSON)
        known = next(persons, match.meanings[0])
        if not known.country or known.country == "INT":
            continue
        if known.kind is NameKind.PERSON:
            found += _titled(words, match, known, agents)
        found += _followed(words, match, known, begins, agents)
    return Cast(tuple(sorted(found, key=lambda one: one.end)))


def _titled(words: Sequence[Word], match: NameMatch, known: Known, agents: Agents) -> list[Introduced]:
    """A known person with the office before the name, or within it: "President Barack Obama"."""
    inner, last = agents.after(words, match.first)
    agent = agents.before(words, match.first) or (inner if last < match.last else None)
    if agent is None or known.country is None:
        return []
    return [Introduced(words[match.last].end, agent.phrase, known.country, agent.sector, known)]


def _followed(
    words: Sequence[Word],
    match: NameMatch,
    known: Known,
    begins: dict[int, NameMatch],
    agents: Agents,
) -> list[Introduced]:
    """A known name with an agent noun behind it, and perhaps a person's name behind that."""
    for start in range(match.last + 1, min(match.last + 1 + BETWEEN, len(words))):
        if words[start].text in ENDS or start in begins:
            return []
        agent, last = agents.after(words, start)
        if agent is None or known.country is None:
            continue
        name = _person_name(words, last + 1, begins) if _is_one_person(agent) else []
        person = _person(name, known.country, agent.sector) if name else None
        end = (name[-1] if name else words[last]).end
        return [Introduced(end, agent.phrase, known.country, agent.sector, person)]
    return []


def _is_one_person(agent: Agent) -> bool:
    """Whether an agent noun may stand before a person's name: "minister", not "troops" or "army"."""
    noun = agent.phrase.split()[-1]
    return not noun.endswith("s") and noun not in ORGANS


def _person_name(words: Sequence[Word], start: int, begins: dict[int, NameMatch]) -> list[Word]:
    """Two or more capitalised words from a place on, with the particles between them; else none."""
    name = list[Word]()
    for position in range(start, min(start + LONGEST_NAME, len(words))):
        word = words[position]
        joined = bool(name) and name[-1].text in DASHES and word.start == name[-1].end  # "Byung-se"
        carries = word.text[:1].isupper() or joined or (name and word.text in PARTICLES)
        if not carries or position in begins or word.text.lower() in CALENDAR:
            break
        name.append(word)
    while name and not name[-1].text[:1].isalpha():
        name.pop()
    while name and name[-1].text in PARTICLES:
        name.pop()
    return name if sum(word.text[:1].isupper() for word in name) > 1 else []


def _person(name: Sequence[Word], country: str, sector: str) -> Known:
    full = name[0].text
    for before, word in pairwise(name):  # as written: "Nowak-Kowalska", "O'Brien"
        full += (" " if word.start > before.end else "") + word.text
    return Known(f"person:{country}:{slug(full)}", full, NameKind.PERSON, country, sector)
