"""Mentions of parties to actors: whom the words name, of which country and sector."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.records.article import Document
from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Mention, MentionKind, Span
from dragoman.resolve.agents import Agents
from dragoman.resolve.names import Known, NameKind, NameMatch, Names, slug
from dragoman.words import Word, split_words

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves".split()
    + "we us our ours i me my who which that".split()
)
# "US-backed rebels" and "anti-Chinese protesters" are not of that country.
LEANING = frozenset(
    "backed supported allied aligned friendly funded armed trained sponsored occupied held controlled".split()
    + "born made built".split()
)
DASHES = ("-", "\u2013")
TOWARDS = frozenset({"pro", "anti", "ex"})
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
TERRITORIAL = frozenset({NameKind.SEAT, NameKind.STATE, NameKind.DEMONYM, NameKind.CITY})
WITH_ORGANS = TERRITORIAL | {NameKind.BODY, NameKind.REGION}


@dataclass(slots=True)
class _Memory:
    """What the document has told so far."""

    by_span: dict[Span, tuple[Actor, ...]] = field(default_factory=dict)
    by_surname: dict[str, tuple[Actor, ...]] = field(default_factory=dict)
    recent: list[Actor] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Tools:
    names: Names
    agents: Agents
    day: date | None
    countries: tuple[tuple[Span, str], ...]  # where in the document which country is named


def resolve_actors(
    document: Document, mentions: Sequence[Mention], names: Names, agents: Agents
) -> dict[Span, tuple[Actor, ...]]:
    """Whom each party mention names, by its span; several actors for "both leaders".

    Every party mention has at least one actor; one that nothing tells about has no country.
    """
    tools = _Tools(names, agents, document.published, _countries_told(document, names))
    memory = _Memory()
    for mention in sorted(mentions, key=lambda mention: mention.span):
        if mention.kind is not MentionKind.PARTY or mention.span in memory.by_span:
            continue
        words = split_words(document.text[slice(*mention.span)])
        actors = _by_words(document, mention, words, memory, tools)
        memory.by_span[mention.span] = actors
        memory.recent += actors
        if words and words[-1].text[:1].isupper() and len(words[-1].text) > 2:
            memory.by_surname.setdefault(words[-1].text, actors)
    return memory.by_span


def _by_words(
    document: Document, mention: Mention, words: Sequence[Word], memory: _Memory, tools: _Tools
) -> tuple[Actor, ...]:
    """The ways to know a party, the surest first."""
    text = document.text[slice(*mention.span)]
    agent = tools.agents.sector(words)
    matches = _telling(words, tools.names.find(words), agent)
    best = _best(matches, tools.day)
    if best and best.kind not in {NameKind.REGION}:
        return (_named(best, text, words, agent, mention, tools),)
    if words and words[-1].text in memory.by_surname and not agent:
        return tuple(replace(actor, basis=Basis.ANTECEDENT) for actor in memory.by_surname[words[-1].text])
    if best:
        return (_named(best, text, words, agent, mention, tools),)
    earlier = _antecedents(words, mention, agent, memory)
    if earlier:
        return earlier
    country = None if _is_pronoun(words) else _country_around(document, mention.span, tools)
    sector = agent or mention.sector
    basis = Basis.DOCUMENT if country else Basis.UNKNOWN
    return (_numbered(Actor(text, f"text:{slug(text)}", country, sector, basis), tools),)


def _best(matches: Sequence[NameMatch], day: date | None) -> Known | None:
    """The meaning that tells most: by kind, then one that held on the day, then the first named.

    Of several holders of one name the latest is meant. Only persons outlive their office: a group
    or state that was not yet, or no more, is named only if nothing else fits.
    """
    meanings = [(index, known) for index, match in enumerate(matches) for known in match.meanings]
    lasting = [(i, known) for i, known in meanings if known.kind is NameKind.PERSON or known.holds(day)]

    def order(meaning: tuple[int, Known]) -> tuple[int, bool, int, int]:
        index, known = meaning
        return RANK[known.kind], not known.holds(day), index, -(known.start or date.min).toordinal()

    return min(lasting or meanings, key=order)[1] if meanings else None


def _named(
    known: Known, text: str, words: Sequence[Word], agent: str | None, mention: Mention, tools: _Tools
) -> Actor:
    """The actor of a known name, or of a nameless party that a known name only tells the country of."""
    own = known.kind not in TERRITORIAL or (agent is None and known.kind is not NameKind.CITY)
    name = known.name if own else text
    actor_id = known.actor_id if own else f"{known.country}:{slug(text)}"
    basis = Basis.NAME if own else Basis.MODIFIER
    sector = _sector(known, words, agent, mention, tools.day)
    return _numbered(Actor(name, actor_id, known.country, sector, basis), tools)


def _sector(
    known: Known, words: Sequence[Word], agent: str | None, mention: Mention, day: date | None
) -> str | None:
    """What a known party acts as: by its office on the day, the noun beside its name, or its name."""
    if known.kind is NameKind.PERSON:
        over = known.end is not None and day is not None and known.end < day
        return known.sector if known.holds(day) else "ELI" if over else agent or mention.sector
    if known.kind not in WITH_ORGANS:
        return known.sector
    if agent and agent != "UNK":
        return agent
    # Of "Israeli airstrikes" and "12 Syrians" the encoder knows best; a bare state is its government.
    adjective = known.kind in {NameKind.DEMONYM, NameKind.CITY}
    return (mention.sector if adjective else None) or known.sector or mention.sector


def _numbered(actor: Actor, tools: _Tools) -> Actor:
    """The actor with its state's numbers on the day."""
    cow = tools.names.spell("cow", actor.country, tools.day)
    return replace(actor, cow=cow, gw=tools.names.spell("gw", actor.country, tools.day))


def _telling(words: Sequence[Word], matches: Sequence[NameMatch], agent: str | None) -> list[NameMatch]:
    """The known names that tell whose the party is.

    Not "US" in "US-backed rebels", nor a city that is part of a person's name ("Feliciano Valencia"),
    nor what stands behind "to" when something stands before it ("the Canadian ambassador to the UN").
    """
    telling = [
        match
        for match in matches
        if not _leans(words, match) and (agent or not _inside_proper_name(words, match))
    ]
    towards = next((i for i, word in enumerate(words) if word.text.lower() in {"to", "against"}), len(words))
    return [match for match in telling if match.first < towards] or telling


def _inside_proper_name(words: Sequence[Word], match: NameMatch) -> bool:
    before = words[match.first - 1].text if match.first else ""
    return match.meanings[0].kind is NameKind.CITY and before[:1].isupper()


def _leans(words: Sequence[Word], match: NameMatch) -> bool:
    after = [word.text.lower() for word in words[match.last + 1 : match.last + 3]]
    before = [word.text.lower() for word in words[max(0, match.first - 2) : match.first]]
    joined_after = len(after) == 2 and after[0] in DASHES and after[1] in LEANING
    joined_before = len(before) == 2 and before[1] in DASHES and before[0] in TOWARDS
    return joined_after or joined_before


def _is_pronoun(words: Sequence[Word]) -> bool:
    return len(words) == 1 and words[0].text.lower() in PRONOUNS


def _antecedents(
    words: Sequence[Word], mention: Mention, agent: str | None, memory: _Memory
) -> tuple[Actor, ...]:
    """The parties that "he", "the group", "both sides" stand for."""
    plain = {word.text.lower() for word in words}
    found = [actor for span in mention.antecedents for actor in memory.by_span.get(span, ())]
    distinct = tuple({actor.actor_id: actor for actor in found}.values())
    several = bool(plain & {"both", "two", "sides", "countries", "nations", "neighbours", "neighbors"})
    if several and len(distinct) < 2:
        distinct = _last_two(memory.recent) or distinct
    if not distinct and _is_pronoun(words) and memory.recent:
        distinct = (memory.recent[-1],)
    if not distinct:
        return ()
    chosen = distinct if several else distinct[-1:]
    if agent and not several and chosen[0].sector and agent != chosen[0].sector:
        # "the army" after "Sudan" is Sudan's, but it is the army.
        name = " ".join(word.text for word in words)
        return (
            replace(
                chosen[0],
                name=name,
                actor_id=f"{chosen[0].country}:{slug(name)}",
                sector=agent,
                basis=Basis.ANTECEDENT,
            ),
        )
    return tuple(replace(actor, basis=Basis.ANTECEDENT) for actor in chosen)


def _last_two(recent: Sequence[Actor]) -> tuple[Actor, ...]:
    """The last two parties of different countries."""
    chosen = list[Actor]()
    for actor in reversed(recent):
        if actor.country and actor.country not in {other.country for other in chosen}:
            chosen.append(actor)
        if len(chosen) == 2:
            return (chosen[1], chosen[0])
    return ()


def _countries_told(document: Document, names: Names) -> tuple[tuple[Span, str], ...]:
    """Every state, demonym, capital and city of the text with its country; of the headline too."""
    told = list[tuple[Span, str]]()
    words = split_words(document.text)
    for match in names.find(words):
        known = match.meanings[0]
        if known.kind in TERRITORIAL and known.country and not _leans(words, match):
            told.append((Span(words[match.first].start, words[match.last].end), known.country))
    if document.title:
        for match in names.find(split_words(document.title)):
            if match.meanings[0].kind in TERRITORIAL and match.meanings[0].country:
                told.append((Span(-1, -1), match.meanings[0].country))
    return tuple(told)


def _country_around(document: Document, span: Span, tools: _Tools) -> str | None:
    """The country that the words around a nameless party tell: of its sentence, else of the text.

    A sentence that names one country settles it; else the one named most in the text up to there,
    unless two are named as often.
    """
    sentence = next((s.span for s in document.sentences if s.span.overlaps(span)), span)
    here = {country for where, country in tools.countries if where.overlaps(sentence)}
    if len(here) == 1:
        return here.pop()
    counts = Counter(
        country
        for where, country in tools.countries
        if where.start < sentence.end and (not here or country in here)
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
