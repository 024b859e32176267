"""What a document tells about countries and persons, wherever it tells it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records.article import Document
from dragoman.records.entity import Place
from dragoman.records.language import Span
from dragoman.resolve.agents import Agents
from dragoman.resolve.cast import CALENDAR, Cast, read_cast
from dragoman.resolve.names import Known, NameKind, NameMatch, Names
from dragoman.resolve.voices import Voice, read_voices
from dragoman.words import Word, split_words

TERRITORIAL = frozenset({NameKind.SEAT, NameKind.STATE, NameKind.DEMONYM, NameKind.CITY})
# "US-backed rebels" and "anti-Chinese protesters" are not of that country.
LEANING = frozenset(
    "backed supported allied aligned friendly funded armed trained sponsored occupied held controlled".split()
    + "born made built".split()
)
# States, capitals and cities whose names people bear: "Chad Wolf" is no Chadian.
GIVEN_PLACES = frozenset(
    "Austin Chad Florence Georgia Jordan Paris Santiago Sofia Sydney Victoria Virginia".split()
)
# Capitalised words before a city that make it no other name: "Greater Karachi", "From Mosul".
NO_PART = frozenset(
    "in from near outside at to of and around central greater north south east west old new".split()
)
OPENERS = frozenset('.!?:;"\u201c\u201d')
TOWARDS = frozenset({"pro", "anti", "ex"})
DASHES = ("-", "\u2013")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a document names which country, its persons by their last names, its cast and its voices."""

    countries: tuple[tuple[Span, str], ...]
    persons: dict[str, tuple[Known, ...]]
    cast: Cast
    voices: tuple[Voice, ...]

    def country_alone(self, sentence: Span) -> str | None:
        """The one country that a sentence names; None where it names several or none."""
        here = self._countries_in(sentence)
        return here.pop() if len(here) == 1 else None

    def _countries_in(self, sentence: Span) -> set[str]:
        return {country for where, country in self.countries if where.overlaps(sentence)}

    def country_around(self, sentence: Span) -> str | None:
        """The country that the words around a nameless party tell: of its sentence, else of the text.

        A sentence that names one country settles it; else the one named most in the text up to there,
        unless two are named as often; else, where none is yet, the only one that the text names at all.
        """
        if alone := self.country_alone(sentence):
            return alone
        here = self._countries_in(sentence)
        counts = Counter(
            country
            for where, country in self.countries
            if where.start < sentence.end and (not here or country in here)
        )
        ranked = counts.most_common(2)
        if not ranked and len(named := {country for _, country in self.countries}) == 1:
            return named.pop()
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def read_context(document: Document, names: Names, agents: Agents, places: Iterable[Place] = ()) -> Context:
    """All that the text and its headline tell of countries and persons; `places` are named there besides."""
    words = split_words(document.text)
    matches = names.find(words)
    countries, persons = list[tuple[Span, str]](), dict[str, tuple[Known, ...]]()
    for match in matches:
        known = match.meanings[0]
        lone = not (leans(words, match) or inside_person_name(words, match, names, agents))
        if known.kind in TERRITORIAL and known.country and lone:
            countries.append((Span(words[match.first].start, words[match.last].end), known.country))
        if any(meaning.kind is NameKind.PERSON for meaning in match.meanings):
            persons.setdefault(words[match.last].text, match.meanings)
    named = {span for span, _ in countries}
    countries += [
        (place.span, place.country)
        for place in places
        if place.country and not any(place.span.overlaps(span) for span in named)
    ]
    if document.title:
        title = split_words(document.title)
        countries += [
            (Span(-1, -1), match.meanings[0].country)
            for match in names.find(title)
            if match.meanings[0].kind in TERRITORIAL and match.meanings[0].country
        ]
    plain = [match for match in matches if not leans(words, match)]
    cast = read_cast(words, plain, agents)
    voices = read_voices(words, plain, cast.introduced, document.published)
    for person in cast.persons:  # a Chinese family name stands first
        parts = split_words(person.name)
        for part in (parts[-1].text, parts[0].text):
            persons.setdefault(part, (person,))
    return Context(tuple(countries), persons, cast, voices)


def leans(words: Sequence[Word], match: NameMatch) -> bool:
    """Whether a name only says whom others back or oppose."""
    after = [word.text.lower() for word in words[match.last + 1 : match.last + 3]]
    before = [word.text.lower() for word in words[max(0, match.first - 2) : match.first]]
    joined_after = len(after) == 2 and after[0] in DASHES and after[1] in LEANING
    joined_before = len(before) == 2 and before[1] in DASHES and before[0] in TOWARDS
    backed_by = len(before) == 2 and before[1] == "by" and before[0] in LEANING
    return joined_after or joined_before or backed_by


def inside_person_name(
    words: Sequence[Word], match: NameMatch, names: Names, agents: Agents, opening: bool = True
) -> bool:
    """Whether a place's name is a person's: behind a given name, or one itself before a family name.

    `opening` tells that the first word opens a sentence, so that its capital says nothing.
    """
    before = words[match.first - 1].text if match.first else ""
    kind = match.meanings[0].kind
    return kind in TERRITORIAL and (
        before in names.given_names
        or (kind is NameKind.CITY and _is_part(words, match.first - 1, opening))
        or (words[match.first].text in GIVEN_PLACES and _is_family_name(words, match.last + 1, agents))
    )


def _is_part(words: Sequence[Word], before: int, opening: bool) -> bool:
    """Whether the word before a city is a name's part: not "In", and not the first word of a sentence."""
    if before < opening or (before and words[before - 1].text in OPENERS):
        return False
    return words[before].text[:1].isupper() and words[before].text.lower() not in NO_PART


def _is_family_name(words: Sequence[Word], place: int, agents: Agents) -> bool:
    """Whether one capitalised word stands there, no office, no weekday, and not in a row of such words."""
    here = words[place].text if place < len(words) else ""
    behind = words[place + 1].text if place + 1 < len(words) else ""
    named = len(here) > 1 and here[0].isupper() and here.lower() not in CALENDAR
    return named and not behind[:1].isupper() and agents.after(words, place)[0] is None
