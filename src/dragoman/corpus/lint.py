"""What is wrong with a marked text, in words; the linter of the corpus."""

import re
from collections.abc import Iterator

from dragoman.codebook.categories import Codebook
from dragoman.corpus.marked import MarkedEvent, MarkedText
from dragoman.records.language import MentionKind

INTERNATIONAL = frozenset({"UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "INT"})
SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
WANTED_KINDS = {
    "sources": {MentionKind.PARTY},
    "targets": {MentionKind.PARTY},
    "speakers": {MentionKind.PARTY},
    "places": {MentionKind.PLACE, MentionKind.PARTY},
    "dates": {MentionKind.DATE},
}


def lint(record: MarkedText, codebook: Codebook, countries: frozenset[str]) -> Iterator[str]:
    """One message for each broken rule of the label scheme; nothing when all is well.

    `countries` holds the ISO 3166 alpha-3 codes that a party may carry, besides the
    international ones of the coding guide.
    """
    kinds = {entity: mention.kind for mention in record.mentions for entity in mention.entities}
    for mention in record.mentions:
        words = record.text[slice(*mention.span)]
        if words != words.strip() or not words:
            yield f"a mention with space at its edge: {words!r}"
        if mention.country and mention.country not in countries | INTERNATIONAL:
            yield f"no such country: {mention.country} ({words!r})"
        if mention.sector and mention.sector not in codebook.sectors:
            yield f"no such sector: {mention.sector} ({words!r})"
    for event in record.events:
        words = record.text[slice(*event.span)]
        yield from (f"{words!r}: {message}" for message in _lint_event(event, kinds, codebook))
        if words != words.strip() or not words:
            yield f"a trigger with space at its edge: {words!r}"


def warn(record: MarkedText) -> Iterator[str]:
    """What is allowed but seldom meant: look again."""
    triggers = [event.span for event in record.events]
    for event in record.events:
        words = record.text[slice(*event.span)]
        if event.category in SPEECH and set(event.speakers) & set(event.sources):
            yield f"{words!r}: a plain speech act needs no by=, unless it is told within its own speech"
        if len(words.split()) > 5:
            yield f"{words!r}: a long trigger; take the shortest words that tell of the event"
    for match in re.finditer(r"\b(?:accus|warn|threaten|condemn|denounc)\w+", record.text, re.IGNORECASE):
        if not any(start <= match.start() < end for start, end in triggers):
            yield f"{match[0]!r} opens no event"


def _lint_event(event: MarkedEvent, kinds: dict[str, MentionKind], codebook: Codebook) -> Iterator[str]:
    category = codebook.categories.get(event.category)
    if category is None:
        yield f"no such category: {event.category}"
    elif event.mode is not None and event.mode not in category.modes:
        yield f"{event.category} has no mode {event.mode}; it has {', '.join(category.modes) or 'none'}"
    if not event.sources and not event.targets:
        yield "an event needs a source or a target"
    for role, wanted in WANTED_KINDS.items():
        for entity in getattr(event, role):
            if entity not in kinds:
                yield f"{role}: nothing is marked {entity!r}"
            elif kinds[entity] not in wanted:
                yield f"{role}: {entity!r} is a {kinds[entity]}"
