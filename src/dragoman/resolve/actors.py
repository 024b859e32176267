"""Mentions of parties to actors: whom the words name, of which country and sector."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.records.article import Document
from dragoman.records.entity import Actor, Basis, Place
from dragoman.records.language import Mention, MentionKind, Span
from dragoman.resolve.agents import Agent, Agents
from dragoman.resolve.cast import Cast, Introduced
from dragoman.resolve.context import TERRITORIAL, Context, inside_person_name, leans, read_context
from dragoman.resolve.memory import Memory, are_several, is_pronoun, is_short_form
from dragoman.resolve.names import Known, NameKind, NameMatch, Names, slug
from dragoman.resolve.voices import FIRST_PERSON, speaker_at
from dragoman.words import Word, split_words

# Which kind of name tells most about a party that holds several: "Turkey's AKP" is the party.
RANK = {
    NameKind.PERSON: 0,
    NameKind.GROUP: 1,
    NameKind.PARTY: 2,
    NameKind.ORGAN: 3,
    NameKind.BODY: 4,
    NameKind.SEAT: 5,
    NameKind.STATE: 6,
    NameKind.DEMONYM: 7,
    NameKind.CITY: 8,
    NameKind.REGION: 9,
}
FRESH = frozenset("a an another one some other".split())  # "another minister" is none named before
# Who stands to a person is another than the person: "opponents of President Assad".
STANDING = frozenset(
    "opponent opponents critic critics supporter supporters follower followers loyalists rivals".split()
)
WITH_ORGANS = TERRITORIAL | {NameKind.BODY, NameKind.REGION}


@dataclass(frozen=True, slots=True)
class _Tools:
    names: Names
    agents: Agents
    context: Context
    day: date | None


@dataclass(frozen=True, slots=True)
class _Best:
    """The name that tells most about a party, the words before it, and those beside it on either side."""

    known: Known
    before: tuple[Word, ...]
    beside: tuple[Word, ...]


def resolve_actors(
    document: Document,
    mentions: Sequence[Mention],
    names: Names,
    agents: Agents,
    places: Iterable[Place] = (),
) -> dict[Span, tuple[Actor, ...]]:
    """Whom each party mention names, by its span; several actors for "both leaders".

    `places` are those of the document: they tell whose "police" are. Every party mention has at least one
    actor; one that nothing tells about has no country.
    """
    tools = _Tools(names, agents, read_context(document, names, agents, places), document.published)
    memory = Memory()
    for mention in sorted(mentions, key=lambda mention: mention.span):
        if mention.kind is not MentionKind.PARTY or mention.span in memory.by_span:
            continue
        words = split_words(document.text[slice(*mention.span)])
        best = _best(words, tools)
        agent = agents.find(best.beside if best else words)
        actors = _by_words(document, mention, words, best, agent, memory, tools)
        numbered = tuple(_numbered(actor, tools) for actor in actors)
        memory.keep(mention.span, words, agent, numbered)
    return memory.by_span


def _by_words(
    document: Document,
    mention: Mention,
    words: Sequence[Word],
    best: _Best | None,
    agent: Agent | None,
    memory: Memory,
    tools: _Tools,
) -> tuple[Actor, ...]:
    """The ways to know a party, the surest first: its own words, then what the document says elsewhere."""
    text = " ".join(document.text[slice(*mention.span)].split())
    known = _by_name(words, best, agent, tools)
    if known:
        return (_named(known, text, agent, mention, tools.day),)
    sentence = next((s.span for s in document.sentences if s.span.overlaps(mention.span)), mention.span)
    if is_pronoun(words) and words[0].text.lower() in FIRST_PERSON and not mention.antecedents:
        speaker = speaker_at(tools.context.voices, mention.span, sentence)
        if speaker:
            return (speaker,)
    earlier = memory.find(words, mention, agent)
    cast = tools.context.cast
    fresh = are_several(words) or words[0].text.lower() in FRESH
    told = cast.last(agent.phrase, mention.span.start) if agent and not fresh else None
    if told and _is_surer(told, earlier, cast):
        return (told.as_actor(text),)
    if earlier:
        return earlier
    if told and not tools.context.country_alone(sentence):
        return (told.as_actor(text),)
    country = None if is_pronoun(words) else tools.context.country_around(sentence)
    basis = Basis.DOCUMENT if country else Basis.UNKNOWN
    return (Actor(text, f"text:{slug(text)}", country, agent.sector if agent else mention.sector, basis),)


def _by_name(words: Sequence[Word], best: _Best | None, agent: Agent | None, tools: _Tools) -> _Best | None:
    """A known name among the words, or a person whom the document names more fully elsewhere."""
    if best and best.known.kind is not NameKind.REGION:
        return best
    untitled = [word for word in words if not agent or word.text.lower() not in agent.phrase.split()]
    meanings = tools.context.persons.get(untitled[-1].text, ()) if untitled else ()
    if meanings and is_short_form(untitled, frozenset(word.text for word in split_words(meanings[0].name))):
        person = max(meanings, key=lambda known: (known.holds(tools.day), known.start or date.min))
        return _Best(person, (), ())
    return None if are_several(words) else best


def _is_surer(told: Introduced, earlier: Sequence[Actor], cast: Cast) -> bool:
    """Whether an office or organ is whom the document introduced so, rather than whom the encoder links.

    Several hold a plural ("officials"), so that only what stands nearest tells whose they are.
    """
    if told.phrase.endswith("s"):
        return False
    linked = earlier and earlier[-1].country in cast.countries(told.phrase)
    return not linked or (told.person is not None and not earlier[-1].actor_id.startswith("person:"))


def _best(words: Sequence[Word], tools: _Tools) -> _Best | None:
    """The meaning that tells most: by kind, then one that held on the day, then the first named.

    Of several holders or terms the latest begun is meant. Only persons outlive their office: a group
    or state that was not yet, or no more, is named only if nothing else fits.
    """
    matches = _telling(words, tools)
    meanings = [(match, known) for match in matches for known in match.meanings]
    lasting = [(m, known) for m, known in meanings if known.kind is NameKind.PERSON or known.holds(tools.day)]

    def order(meaning: tuple[NameMatch, Known]) -> tuple[int, bool, int, bool, int]:
        match, known = meaning
        start = known.start or date.min
        ahead = tools.day is not None and start > tools.day
        return RANK[known.kind], not known.holds(tools.day), match.first, ahead, -start.toordinal()

    if not meanings:
        return None
    match, known = min(lasting or meanings, key=order)
    before = tuple(words[: match.first])
    return _Best(known, before, (*before, *words[match.last + 1 :]))


def _telling(words: Sequence[Word], tools: _Tools) -> list[NameMatch]:
    """The known names that tell whose the party is.

    Not "US" in "US-backed rebels", nor a place that is part of a person's name ("Feliciano Valencia"),
    nor what stands behind "to" when something stands before it ("the Canadian ambassador to the UN").
    """
    agent, matches = tools.agents.find(words), tools.names.find(words)
    telling = [
        match
        for match in matches
        if not leans(words, match)
        and (agent or not inside_person_name(words, match, tools.names, tools.agents, opening=False))
    ]
    towards = next((i for i, word in enumerate(words) if word.text.lower() in {"to", "against"}), len(words))
    return [match for match in telling if match.first < towards] or telling


def _named(best: _Best, text: str, agent: Agent | None, mention: Mention, day: date | None) -> Actor:
    """The actor of a known name, or of a nameless party that a known name only tells the country of."""
    known = best.known
    own = known.kind not in TERRITORIAL or (agent is None and known.kind is not NameKind.CITY)
    if agent and not STANDING.isdisjoint(word.text.lower() for word in best.before):
        return Actor(text, f"{known.country}:{slug(text)}", known.country, agent.sector, Basis.MODIFIER)
    name = known.name if own else text
    actor_id = known.actor_id if own else f"{known.country}:{slug(text)}"
    sector = _sector(known, agent, mention, day)
    return Actor(name, actor_id, known.country, sector, Basis.NAME if own else Basis.MODIFIER)


def _sector(known: Known, agent: Agent | None, mention: Mention, day: date | None) -> str | None:
    """What a known party acts as: by its office on the day, the noun beside its name, or its name."""
    noun = agent.sector if agent else None
    if known.kind is NameKind.PERSON:
        over = known.end is not None and day is not None and known.end < day
        return known.sector if known.holds(day) else "ELI" if over else noun or mention.sector
    if known.kind not in WITH_ORGANS:
        return known.sector
    if noun and noun != "UNK":
        return noun
    # Of "Israeli airstrikes" and "12 Syrians" the encoder knows best; a bare state is its government.
    adjective = known.kind in {NameKind.DEMONYM, NameKind.CITY}
    return (mention.sector if adjective else None) or known.sector or mention.sector


def _numbered(actor: Actor, tools: _Tools) -> Actor:
    """The actor with its state's numbers on the day."""
    cow = tools.names.spell("cow", actor.country, tools.day)
    return replace(actor, cow=cow, gw=tools.names.spell("gw", actor.country, tools.day))
