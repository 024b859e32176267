"""The places that a text names -> entries of the gazetteer, chosen together: each helps to tell the others.

"Alexandria" is in Egypt, unless Louisiana stands behind it, or the other places of the text lie there. A
name's readings start with what is known without the text (people, kind, the name itself) and gain from the
text: an area named behind, the countries and areas of the other places, and how near they are.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from dragoman.records.entity import Place
from dragoman.records.language import Span
from dragoman.resolve.cast import CALENDAR
from dragoman.resolve.gazetteer import Entry, Gazetteer, Kind, distance, fold
from dragoman.resolve.names import NameKind, Names
from dragoman.words import split_words

# What a reading counts for; weights found by search on annotated news, the last three against each other.
PEOPLE = 0.6  # times the decimal logarithm of the people there
KINDS = {Kind.COUNTRY: 1.8, Kind.REGION: 1.2, Kind.DISTRICT: -0.8, Kind.TOWN: 0.4}
OWN_NAME, WIDE_REGION, CAPITAL, AROUND_ITS_TOWN = 0.6, 5.0, 2.2, -0.9
QUALIFIED, QUALIFIES = 8.0, 2.0
SAME_COUNTRY, SAME_REGION, NEAR = 4.8, 4.8, 2.4
NAMED_STATES = (
    0.4  # the share of the states and peoples named anywhere in SAME_COUNTRY; other places have the rest
)
NEAR_KM, ROUNDS = 150.0, 3
LARGE_TOWN, KNOWN_TOWN = 50_000, 100_000
LEAST = 3.5  # readings that count for less are wrong more often than right
UNSURE_BELOW, ELSEWHERE_KM = 0.15, 161.0  # a lead as small as that, over a place as far off, is no lead
WHERE = frozenset("in near outside around".split())
BETWEEN = re.compile(
    r",\s*(?:in )?|\s*\(|\s+in\s+(?:the\s+)?(?:\w+ern\s+)?"
)  # "Paris, Texas"; "Osh in southern ..."
OF = re.compile(
    r"(?:the )?(?:(?:city|town|village|county|province|state|district|region|governorate|republic"
    r"|municipality|port|island|capital) of )?(?P<name>.+)",
    re.IGNORECASE,
)
SIDE = re.compile(
    r"(?:(?:north|south|east|west|central|(?:north|south)[ -]?(?:east|west)(?:ern)?|northern|southern"
    r"|eastern|western|downtown|mainland|greater|upper|lower|near|outside|around)[ -])+",
    re.IGNORECASE,
)
AREA = re.compile(
    r" (?:province|city|county|state|district|region|governorate|oblast|prefecture|area|valley|municipality"
    r"|town|village|island|airport|suburbs?)$",
    re.IGNORECASE,
)
CAPITALISED = re.compile(r"[^\W\d_a-z][\w'\u2019.-]*(?: [^\W\d_a-z][\w'\u2019.-]*)*")
PRECISION = {Kind.COUNTRY: "country", Kind.REGION: "region", Kind.DISTRICT: "district", Kind.TOWN: "town"}


@dataclass(slots=True)
class _Toponym:
    """One name of a place, its readings, what each counts for, and the likeliest."""

    span: Span
    name: str
    readings: Sequence[Entry]
    scores: list[float]
    part: bool  # "northern Mali": the readings are wider than what is meant
    best: Entry | None = None
    score: float = 0.0
    lead: float = math.inf


def find_places(spans: Iterable[Span], text: str, gazetteer: Gazetteer, names: Names) -> dict[Span, Place]:
    """The place of each span of a text; one that the gazetteer does not know has words only.

    A span may hold its own qualifier ("Alexandria, Louisiana"). Where two readings far apart are as likely,
    the place is "unsure", with the country that both share, if any.
    """
    spans = sorted(set(spans), key=lambda span: (span.start, span.end))
    parts = [part for span in spans for part in _parts(span, text)]
    toponyms = [_toponym(part, text, gazetteer, names) for part in dict.fromkeys(parts)]
    _qualify(toponyms, text, gazetteer)
    _share(toponyms)
    _choose(toponyms, _states(text, names))
    chosen = {toponym.span: toponym for toponym in toponyms}
    return {span: _place(span, text, chosen[next(_parts(span, text))], gazetteer) for span in spans}


def named_towns(text: str, gazetteer: Gazetteer, names: Names) -> list[Span]:
    """Where a large town or an area is named behind a word of place, and the tables of actors do not know it.

    "In Regina" is a town, "Regina said" may be a woman.
    """
    words = split_words(text)
    found = list[Span]()
    for position, word in enumerate(words[:-1]):
        if word.text.lower() not in WHERE:
            continue
        run = list(takewhile(lambda word: word.text[:1].isupper(), words[position + 1 : position + 4]))
        for size in range(len(run), 0, -1):
            span = Span(run[0].start, run[size - 1].end)
            name = text[slice(*span)]
            if names.meanings(name):
                break
            if name.lower() not in CALENDAR and _is_large(gazetteer.find(name)):
                found.append(span)
                break
    return found


def _is_large(entries: Sequence[Entry]) -> bool:
    return any(e.kind is Kind.REGION or e.population > LARGE_TOWN for e in entries)


def _parts(span: Span, text: str) -> Iterator[Span]:
    """The names between the commas of one span."""
    start = span.start
    for part in text[slice(*span)].split(","):
        stripped = part.strip()
        if stripped or start == span.start:
            begin = start + part.find(stripped)
            yield Span(begin, begin + len(stripped))
        start += len(part) + 1


def _toponym(span: Span, text: str, gazetteer: Gazetteer, names: Names) -> _Toponym:
    words = text[slice(*span)]
    for name in _forms(words):
        readings = _readings(name, gazetteer, names)
        if readings:
            scores = [_prior(entry, name, readings, names) for entry in readings]
            return _Toponym(span, name, readings, scores, part=bool(SIDE.match(words)) and name != words)
    return _Toponym(span, words, (), [], part=False)


def _forms(words: str) -> Iterator[str]:
    """The words, then without what comes before a name and after it, then the names among them, last first.

    A name has a capital: "the capital" is not the town of Capital.
    """
    match = OF.fullmatch(words)
    bare = match["name"] if match else words
    without_side = SIDE.sub("", bare, count=1) if SIDE.match(bare) else bare
    whole = (words, bare, without_side, AREA.sub("", bare), AREA.sub("", without_side))
    yield from (name for name in whole if name[:1].isupper())
    yield from reversed(CAPITALISED.findall(words))


def _readings(name: str, gazetteer: Gazetteer, names: Names) -> list[Entry]:
    """The gazetteer's places of a name, and the states of our own tables, which know more names for them."""
    found = list(gazetteer.find(name))
    meanings = (m for m in names.meanings(name) if m.kind in {NameKind.STATE, NameKind.DEMONYM})
    states = [gazetteer.countries[m.country] for m in meanings if m.country in gazetteer.countries]
    if states:  # "American" is no village, whatever the gazetteer holds
        found = [entry for entry in found if entry.population >= KNOWN_TOWN or entry.kind is not Kind.TOWN]
    regions = {e.country for e in found if e.kind is Kind.REGION and fold(e.name) == fold(name)}
    return found + [
        state for state in dict.fromkeys(states) if state not in found and state.country not in regions
    ]


def _prior(entry: Entry, name: str, readings: Sequence[Entry], names: Names) -> float:
    """What a reading counts for before the text is looked at."""
    score = PEOPLE * math.log10(entry.population + 30) + KINDS[entry.kind]
    score += OWN_NAME * (fold(entry.name) == fold(name)) + WIDE_REGION * (entry.geonames_id < 0)
    if entry.kind is Kind.TOWN:
        seats = {m.country for m in names.meanings(name) if m.kind is NameKind.SEAT}
        largest = next(e for e in readings if e.kind is Kind.TOWN and e.country == entry.country)
        score += CAPITAL * (entry.country in seats and entry is largest)
    elif any(e.population > LARGE_TOWN and entry.geonames_id in {e.admin1, e.admin2} for e in readings):
        score += AROUND_ITS_TOWN
    return score


def _around(entry: Entry, gazetteer: Gazetteer) -> set[int]:
    """The numbers of the areas and the country around a place."""
    country = gazetteer.countries.get(entry.country)
    around = {entry.admin1, entry.admin2, country.geonames_id if country else None}
    return {number for number in around if number and number != entry.geonames_id}


def _qualify(toponyms: Sequence[_Toponym], text: str, gazetteer: Gazetteer) -> None:
    """Where an area is named right behind a place, readings inside it gain, and so does the area."""
    for inner, outer in pairwise(toponyms):
        if not BETWEEN.fullmatch(text[inner.span.end : outer.span.start]):
            continue
        areas = {entry.geonames_id for entry in outer.readings if entry.kind is not Kind.TOWN}
        held = set[int]()
        for number, entry in enumerate(inner.readings):
            around = _around(entry, gazetteer)
            held |= around
            inner.scores[number] += QUALIFIED * bool(around & areas)
        for number, entry in enumerate(outer.readings):
            outer.scores[number] += QUALIFIES * (entry.geonames_id in held)


def _share(toponyms: Sequence[_Toponym]) -> None:
    """One name means one place throughout a text: what one mention gains holds for all."""
    same = defaultdict[str, list[_Toponym]](list)
    for toponym in toponyms:
        same[fold(toponym.name)].append(toponym)
    for group in same.values():
        best = [max(scores) for scores in zip(*(toponym.scores for toponym in group), strict=True)]
        for toponym in group:
            toponym.scores = best


def _states(text: str, names: Names) -> Counter[str]:
    """How often each state and its people are named."""
    kinds = {NameKind.STATE, NameKind.DEMONYM}
    meanings = (meaning for match in names.find(split_words(text)) for meaning in match.meanings)
    return Counter(meaning.country for meaning in meanings if meaning.kind in kinds and meaning.country)


def _choose(toponyms: Sequence[_Toponym], states: Mapping[str, int]) -> None:
    """Take the likeliest readings, then again in the light of those of the others, until nothing changes."""
    for toponym in toponyms:
        _take(toponym, toponym.scores)
    for _ in range(ROUNDS):
        before = [toponym.best for toponym in toponyms]
        found = {fold(toponym.name): toponym.best for toponym in toponyms if toponym.best}
        for toponym in toponyms:
            others = {entry for name, entry in found.items() if name != fold(toponym.name)}
            gains = [_gain(entry, others, states) for entry in toponym.readings]
            _take(toponym, [score + gain for score, gain in zip(toponym.scores, gains, strict=True)])
        if [toponym.best for toponym in toponyms] == before:
            break


def _take(toponym: _Toponym, scores: Sequence[float]) -> None:
    if not scores:
        return
    best = max(range(len(scores)), key=lambda number: (scores[number], -number))
    entry = toponym.best = toponym.readings[best]
    rivals = (
        score
        for score, other in zip(scores, toponym.readings, strict=True)
        if other is not entry and distance(entry.point, other.point) > ELSEWHERE_KM
    )
    toponym.score = scores[best]
    toponym.lead = toponym.score - max(rivals, default=-math.inf)


def _gain(entry: Entry, others: set[Entry], states: Mapping[str, int]) -> float:
    """What a reading gains from the other places, and from the states that the text names."""
    count = len(others) + 1  # one more, so that a single other place does not settle it
    country = (1 - NAMED_STATES) * sum(other.country == entry.country for other in others) / count
    country += NAMED_STATES * states.get(entry.country, 0) / max(1, sum(states.values()))
    gain = SAME_COUNTRY * country
    if entry.region:
        gain += SAME_REGION * sum(other.region == entry.region for other in others) / count
    points = [other for other in others if other.kind is not Kind.COUNTRY]
    if points and entry.kind is not Kind.COUNTRY:
        gain += (
            NEAR * sum(distance(entry.point, other.point) < NEAR_KM for other in points) / (len(points) + 1)
        )
    return gain


def _place(span: Span, text: str, toponym: _Toponym, gazetteer: Gazetteer) -> Place:
    entry, words = toponym.best, text[slice(*span)]
    if entry is None or toponym.score < LEAST:
        return Place(words, span)
    country = entry.country or None
    if toponym.lead < UNSURE_BELOW:
        shared = len({reading.country for reading in toponym.readings}) == 1
        return Place(words, span, country if shared else None)
    region = gazetteer.number(entry.region).name if entry.region and country else None
    precision = "region" if toponym.part and entry.kind is Kind.COUNTRY else PRECISION[entry.kind]
    number = entry.geonames_id if entry.geonames_id > 0 else None
    return Place(words, span, country, region, precision, entry.lat, entry.lon, number)
