"""What a document tells about countries and persons, wherever it tells it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.article import Document
from dragoman.records.language import Span
from dragoman.resolve.names import Known, NameKind, NameMatch, Names
from dragoman.words import Word, split_words

TERRITORIAL = frozenset({NameKind.SEAT, NameKind.STATE, NameKind.DEMONYM, NameKind.CITY})
# "US-backed rebels" and "anti-Chinese protesters" are not of that country.
LEANING = frozenset(
    "backed supported allied aligned friendly funded armed trained sponsored occupied held controlled".split()
    + "born made built".split()
)
TOWARDS = frozenset({"pro", "anti", "ex"})
DASHES = ("-", "\u2013")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a document names which country, and the persons it names, by their last names."""

    countries: tuple[tuple[Span, str], ...]
    persons: dict[str, tuple[Known, ...]]

    def country_around(self, sentence: Span) -> str | None:
        """The country that the words around a nameless party tell: of its sentence, else of the text.

        A sentence that names one country settles it; else the one named most in the text up to there,
        unless two are named as often.
        """
        here = {country for where, country in self.countries if where.overlaps(sentence)}
        if len(here) == 1:
            return here.pop()
        counts = Counter(
            country
            for where, country in self.countries
            if where.start < sentence.end and (not here or country in here)
        )
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return ranked[0][0]


def read_context(document: Document, names: Names) -> Context:
    """All that the text tells, and which countries the headline names."""
    words = split_words(document.text)
    countries, persons = list[tuple[Span, str]](), dict[str, tuple[Known, ...]]()
    for match in names.find(words):
        known = match.meanings[0]
        if known.kind in TERRITORIAL and known.country and not leans(words, match):
            countries.append((Span(words[match.first].start, words[match.last].end), known.country))
        if known.kind is NameKind.PERSON:
            persons.setdefault(words[match.last].text, match.meanings)
    if document.title:
        title = split_words(document.title)
        countries += [
            (Span(-1, -1), match.meanings[0].country)
            for match in names.find(title)
            if match.meanings[0].kind in TERRITORIAL and match.meanings[0].country
        ]
    return Context(tuple(countries), persons)


def leans(words: Sequence[Word], match: NameMatch) -> bool:
    """Whether a name only says whom others back or oppose."""
    after = [word.text.lower() for word in words[match.last + 1 : match.last + 3]]
    before = [word.text.lower() for word in words[max(0, match.first - 2) : match.first]]
    joined_after = len(after) == 2 and after[0] in DASHES and after[1] in LEANING
    joined_before = len(before) == 2 and before[1] in DASHES and before[0] in TOWARDS
    backed_by = len(before) == 2 and before[1] == "by" and before[0] in LEANING
    return joined_after or joined_before or backed_by
