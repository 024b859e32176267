"""Marked texts as training examples: features in, targets for every head out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import permutations, product
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from dragoman.codebook.crosswalk import to_cameo
from dragoman.corpus.marked import ROLE_KEYS, MarkedEvent, MarkedMention, MarkedText
from dragoman.documents.sentences import split_sentences
from dragoman.language.features import Features, featurize
from dragoman.language.labels import INSIDE, Labels
from dragoman.language.pieces import WordPieces
from dragoman.records.language import MentionKind, Span
from dragoman.words import Word, split_words

ROLE_FIELDS = tuple(
    ROLE_KEYS.values()
)  # sources, targets, speakers, places, dates: as in the labels' relations
SAME = len(ROLE_FIELDS)
Mark = TypeVar("Mark", MarkedMention, MarkedEvent)
UNKNOWN = -100  # torch's own mark for "no answer here"
SURENESS = {1: 0.5, 2: 0.8, 3: 1.0}


@dataclass(slots=True)
class Example:
    """One passage with its answers; -100 or NaN where an answer is unknown.

    `arcs` holds (relation, head word, filler targets), the targets one number a word: 1 for the
    first and last word of the filler, 0 elsewhere, NaN for other mentions of the same party.
    """

    features: Features
    mention_tags: npt.NDArray[np.int64]
    sectors: npt.NDArray[np.int64]
    triggers: npt.NDArray[np.int64]
    modes: npt.NDArray[np.int64]
    cameo: npt.NDArray[np.int64]
    modalities: npt.NDArray[np.int64]
    historical: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    arcs: list[tuple[int, int, npt.NDArray[np.float32]]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PairExample:
    """A passage with a marked source and target, and the pair label of what passes between them."""

    features: Features
    label: int


def joint_example(record: MarkedText, labels: Labels, pieces: WordPieces) -> Example:
    """The answers of one marked text for every head but `pair`."""
    words = split_words(record.text)
    features = featurize(words, pieces)
    words = words[: len(features.first_pieces)]
    count = len(words)
    sectors, modes, cameo, modalities = (np.full(count, UNKNOWN, np.int64) for _ in range(4))
    example = Example(
        features,
        np.zeros(count, np.int64),
        sectors,
        np.zeros(count, np.int64),
        modes,
        cameo,
        modalities,
        np.full(count, np.nan, np.float32),
        np.ones(count, np.float32),
    )
    reaches = [(mention, word_range(words, mention.span)) for mention in record.mentions]
    located = [(mention, reach) for mention, reach in reaches if reach]
    for mention, reach in located:
        _mark_mention(example, mention, reach, labels)
    for event in record.events:
        reach = word_range(words, event.span)
        if reach:
            _mark_event(example, event, reach, labels)
            _mark_roles(example, event, reach[0], located, words)
    _mark_same(example, located, count)
    return example


def merge(records: Sequence[MarkedText]) -> MarkedText:
    """Several records as one text, each with parties of its own.

    The labelled reports are short; in an article the encoder meets passages of many sentences, where
    it must not take a party of one tale for that of another.
    """
    text, mentions, events = "", list[MarkedMention](), list[MarkedEvent]()
    for number, record in enumerate(records):
        start = len(text) + 1 if text else 0
        text += (" " if text else "") + record.text
        mentions += [_moved(mention, start, number) for mention in record.mentions]
        events += [_moved(event, start, number) for event in record.events]
    return MarkedText("+".join(r.record_id for r in records), text, tuple(mentions), tuple(events))


def _moved(part: Mark, start: int, number: int) -> Mark:
    """The mark moved to its place in the merged text, its ids made those of its own record."""
    names = ("entities",) if isinstance(part, MarkedMention) else ROLE_FIELDS
    ids = {name: tuple(f"{entity}.{number}" for entity in getattr(part, name)) for name in names}
    return replace(part, span=(part.span[0] + start, part.span[1] + start), **ids)


def word_range(words: Sequence[Word], span: tuple[int, int]) -> tuple[int, int] | None:
    """First and last word that the span touches."""
    touched = [index for index, word in enumerate(words) if word.start < span[1] and span[0] < word.end]
    return (touched[0], touched[-1]) if touched else None


def _mark_mention(example: Example, mention: MarkedMention, reach: tuple[int, int], labels: Labels) -> None:
    first, last = reach
    example.mention_tags[first] = labels.mention_tags.index(f"begin {mention.kind}")
    example.mention_tags[first + 1 : last + 1] = labels.mention_tags.index(f"inside {mention.kind}")
    if mention.kind is MentionKind.PARTY and mention.sector:
        example.sectors[[first, last]] = labels.sectors.index(mention.sector)


def _mark_event(example: Example, event: MarkedEvent, reach: tuple[int, int], labels: Labels) -> None:
    first, last = reach
    example.triggers[first] = 2 + labels.categories.index(event.category)
    example.triggers[first + 1 : last + 1] = INSIDE
    example.modes[first] = labels.modes.index((event.category, event.mode))
    if event.cameo and (event.category, event.cameo) in labels.cameo:
        example.cameo[first] = labels.cameo.index((event.category, event.cameo))
    example.modalities[first] = labels.modalities.index(event.modality)
    example.historical[first] = float(event.historical)
    example.weights[first : last + 1] = SURENESS[event.sure]


def _mark_roles(
    example: Example,
    event: MarkedEvent,
    head: int,
    located: Sequence[tuple[MarkedMention, tuple[int, int]]],
    words: Sequence[Word],
) -> None:
    for relation, name in enumerate(ROLE_FIELDS):
        targets = np.zeros(len(words), np.float32)
        for entity in getattr(event, name):
            same = [reach for mention, reach in located if entity in mention.entities]
            if not same:
                continue
            first, last = min(same, key=lambda reach: _distance(reach, head, words))
            for other_first, other_last in same:
                targets[other_first : other_last + 1] = np.nan
            targets[first : last + 1] = np.nan
            targets[[first, last]] = 1.0
        for _, (first, last) in located:  # the inner words of a mention are never asked for
            targets[first + 1 : last] = np.nan
        example.arcs.append((relation, head, targets))


def _distance(reach: tuple[int, int], head: int, words: Sequence[Word]) -> tuple[bool, int]:
    """Nearness of a mention to a trigger: the same sentence first, then the words between."""
    low, high = sorted((reach[0], head))
    apart = any(word.text in ".!?" for word in words[low:high])
    return apart, high - low


def _mark_same(
    example: Example, located: Sequence[tuple[MarkedMention, tuple[int, int]]], count: int
) -> None:
    parties = [(mention, reach) for mention, reach in located if mention.kind is MentionKind.PARTY]
    for index, (mention, (first, last)) in enumerate(parties):
        targets = np.full(count, np.nan, np.float32)
        for other, reach in parties[:index]:
            targets[list(reach)] = float(bool(set(other.entities) & set(mention.entities)))
        if index:
            example.arcs += [(SAME, head, targets) for head in sorted({first, last})]


def pair_examples(record: MarkedText, labels: Labels, pieces: WordPieces) -> Iterator[PairExample]:
    """Every (source, target) of every event, marked as the pair task gives them.

    The passage is the sentences that hold trigger, source and target; of a reciprocal event each party
    is the source of one pair and the target of another.
    """
    words = split_words(record.text)
    sentences = [sentence.span for sentence in split_sentences(record.text)]
    for event in record.events:
        trigger = word_range(words, event.span)
        mutual = permutations(event.sources, 2) if not event.targets else ()
        for source, target in (*product(event.sources, event.targets), *mutual):
            reaches = [_nearest(record, words, entity, trigger) for entity in (source, target)]
            if trigger and reaches[0] and reaches[1] and reaches[0] != reaches[1]:
                markers = markers_of(len(words), reaches[0], reaches[1])
                shown = _around(words, sentences, (trigger, *reaches))
                features = featurize(words[shown], pieces, markers[shown])
                yield PairExample(features, _pair_label(event, labels))


def _around(words: Sequence[Word], sentences: Sequence[Span], reaches: Sequence[tuple[int, int]]) -> slice:
    """The words of the sentences from the first to the last that any of the places touches."""
    low, high = words[min(first for first, _ in reaches)], words[max(last for _, last in reaches)]
    start = max((span.start for span in sentences if span.start <= low.start), default=0)
    end = min((span.end for span in sentences if span.end >= high.end), default=high.end)
    inside = [index for index, word in enumerate(words) if start <= word.start and word.end <= end]
    return slice(inside[0], inside[-1] + 1)


def _pair_label(event: MarkedEvent, labels: Labels) -> int:
    """The event's category and CAMEO root; the root that the category usually has if the two do not suit."""
    codes = (event.cameo, to_cameo(event.category, event.mode))
    pairs = ((event.category, code[:2]) for code in codes if code)
    return next(labels.pairs.index(pair) for pair in pairs if pair in labels.pairs)


def _nearest(
    record: MarkedText, words: Sequence[Word], entity: str, trigger: tuple[int, int] | None
) -> tuple[int, int] | None:
    reaches = [word_range(words, mention.span) for mention in record.mentions if entity in mention.entities]
    known = [reach for reach in reaches if reach]
    return min(known, key=lambda reach: _distance(reach, trigger[0], words)) if known and trigger else None


def markers_of(count: int, source: tuple[int, int], target: tuple[int, int]) -> list[int]:
    """One marker a word: 1 on the source, 2 on the target."""
    markers = [0] * count
    for value, (first, last) in ((1, source), (2, target)):
        markers[first : last + 1] = [value] * (last + 1 - first)
    return markers
