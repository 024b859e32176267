"""The encoder's scores, read as mentions and clauses: plain arithmetic, no model."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.language.labels import INSIDE, OUTSIDE, Labels
from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger
from dragoman.words import Word

Floats = npt.NDArray[np.float32]
SHARE_OF_BEST = 0.7  # a second source must be nearly as likely as the first: compounds are, strays are not


@dataclass(frozen=True, slots=True)
class Scores:
    """Logits of one passage: one row a word, `roles` (relations, words, words), `pair` (pair labels)."""

    mentions: Floats
    sectors: Floats
    triggers: Floats
    modes: Floats
    cameo: Floats
    modalities: Floats
    historical: Floats
    roles: Floats
    pair: Floats


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The probability from which each thing is believed; chosen on the validation part."""

    trigger: float = 0.5
    mention: float = 0.5
    role: float = 0.5
    same: float = 0.5


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention by its words, first and last included."""

    kind: MentionKind
    first: int
    last: int
    confidence: float


def decode(
    scores: Scores, words: Sequence[Word], labels: Labels, thresholds: Thresholds
) -> tuple[list[Mention], list[Clause]]:
    """The mentions and the clauses of one passage, both in the order of its text."""
    count = min(len(words), len(scores.mentions))
    found = _find_mentions(
        _readable(softmax(scores.mentions[:count]), words), words, labels, thresholds.mention
    )
    roles = sigmoid(scores.roles)
    mentions = [
        _mention(index, found, scores, roles, words, labels, thresholds) for index in range(len(found))
    ]
    triggers = _readable(softmax(scores.triggers[:count]), words)
    clauses = []
    for first, last in _find_triggers(triggers, thresholds.trigger):
        trigger = _trigger(first, last, triggers, scores, words, labels)
        clauses.append(_clause(trigger, first, last, found, mentions, roles, labels, thresholds.role))
    return mentions, clauses


def _readable(tags: Floats, words: Sequence[Word]) -> Floats:
    """The tags with words of no length, such as the full stop added to a headline, put outside."""
    empty = [index for index, word in enumerate(words[: len(tags)]) if word.start == word.end]
    tags[empty] = 0.0
    tags[empty, OUTSIDE] = 1.0
    return tags


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), np.float32)


def sigmoid(logits: Floats) -> Floats:
    """Probabilities of each logit on its own."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30.0, 30.0))), np.float32)


def _find_mentions(tags: Floats, words: Sequence[Word], labels: Labels, threshold: float) -> list[_Found]:
    """Runs of mention words: `begin` opens one, `inside` of its kind goes on."""
    found = list[_Found]()
    open_kind, first, parts = "", 0, list[float]()

    def close(end: int) -> None:
        if open_kind:
            confidence = float(np.mean(parts))
            found.append(_Found(MentionKind(open_kind), first, _whole(words, end - 1), confidence))

    for position, row in enumerate(tags):
        inside = 1.0 - float(row[0]) >= threshold
        tag = labels.mention_tags[1 + int(row[1:].argmax()) if inside else 0]
        at, _, kind = tag.partition(" ")
        if at == "inside" and kind == open_kind:
            parts.append(1.0 - float(row[0]))
            continue
        close(position)
        open_kind, first, parts = kind, position, [1.0 - float(row[0])]
    close(len(tags))
    return found


def _whole(words: Sequence[Word], last: int) -> int:
    """The last word of a mention, moved to the end of an abbreviation that it was cut in: "U.S."."""
    while last + 1 < len(words) and words[last + 1].start == words[last].end:
        here, after = words[last].text, words[last + 1].text
        letter_dot = len(here) == 1 and here.isupper() and after == "."
        dot_letter = here == "." and len(after) == 1 and after.isupper()
        if not (letter_dot or dot_letter):
            break
        last += 1
    return last


def _find_triggers(tags: Floats, threshold: float) -> list[tuple[int, int]]:
    """First and last word of each trigger."""
    begins = tags[:, 2:].sum(1)
    spans = list[tuple[int, int]]()
    position = 0
    while position < len(tags):
        if begins[position] < threshold:
            position += 1
            continue
        last = position
        while last + 1 < len(tags) and _goes_on(tags, position, last + 1, threshold):
            last += 1
        spans.append((position, last))
        position = last + 1
    return spans


def _goes_on(tags: Floats, first: int, this: int, threshold: float) -> bool:
    """Whether a word belongs to the trigger before it: as its inside, or opening the same category."""
    inside = tags[this].argmax() == INSIDE and tags[this, OUTSIDE] < 0.5
    opens = tags[this, 2:].sum() >= threshold
    return bool(inside or (opens and tags[this, 2:].argmax() == tags[first, 2:].argmax()))


def _trigger(
    first: int, last: int, tags: Floats, scores: Scores, words: Sequence[Word], labels: Labels
) -> Trigger:
    best = int(tags[first, 2:].argmax())
    category = labels.categories[best]
    modality = labels.modalities[int(scores.modalities[first].argmax())]
    return Trigger(
        Span(words[first].start, words[last].end),
        category,
        _best_within(scores.modes[first], labels.modes, category),
        _best_within(scores.cameo[first], labels.cameo, category),
        modality,
        bool(scores.historical[first] > 0),
        float(tags[first, 2 + best]),
    )


def _best_within(row: Floats, choices: Sequence[tuple[str, str | None]], category: str) -> str | None:
    """The likeliest of the choices that belong to the category."""
    allowed = [column for column, (owner, _) in enumerate(choices) if owner == category]
    return choices[max(allowed, key=lambda column: float(row[column]))][1] if allowed else None


def _mention(
    index: int,
    found: Sequence[_Found],
    scores: Scores,
    roles: Floats,
    words: Sequence[Word],
    labels: Labels,
    thresholds: Thresholds,
) -> Mention:
    this = found[index]
    sector, antecedents = None, tuple[Span, ...]()
    if this.kind is MentionKind.PARTY:
        logits = scores.sectors[this.first] + scores.sectors[this.last]
        sector = labels.sectors[int(logits.argmax())]
        same = roles[labels.relations.index("same")]
        earlier = [other for other in found[:index] if other.kind is MentionKind.PARTY]
        antecedents = tuple(
            _span(other, words)
            for other in earlier
            if _link(same, (this.first, this.last), other) >= thresholds.same
        )
    return Mention(_span(this, words), this.kind, sector, antecedents, this.confidence)


def _span(found: _Found, words: Sequence[Word]) -> Span:
    return Span(words[found.first].start, words[found.last].end)


def _link(table: Floats, heads: tuple[int, int], filler: _Found) -> float:
    """How surely the words of `heads` point to the filler, by its first and last word."""
    links = [float(table[row, column]) for row in heads for column in (filler.first, filler.last)]
    return sum(links) / len(links)


def _clause(
    trigger: Trigger,
    first: int,
    last: int,
    found: Sequence[_Found],
    mentions: Sequence[Mention],
    roles: Floats,
    labels: Labels,
    threshold: float,
) -> Clause:
    chosen = dict[str, list[tuple[float, int]]]()
    for relation, kinds in ROLE_KINDS.items():
        table = roles[labels.relations.index(relation)]
        likely = [
            (_link(table, (first, first), other), index)
            for index, other in enumerate(found)
            if other.kind in kinds and not (first <= other.last and other.first <= last)
        ]
        least = max(threshold, SHARE_OF_BEST * max((value for value, _ in likely), default=0.0))
        chosen[relation] = [(value, index) for value, index in likely if value >= least]
    _one_side_each(chosen)
    strengths = [value for pairs in chosen.values() for value, _ in pairs]
    filled = {name: tuple(mentions[index] for _, index in pairs) for name, pairs in chosen.items()}
    return Clause(
        trigger,
        filled["source"],
        filled["target"],
        filled["speaker"],
        filled["place"],
        filled["date"],
        float(np.mean(strengths)) if strengths else 0.0,
    )


ROLE_KINDS = {
    "source": {MentionKind.PARTY},
    "target": {MentionKind.PARTY},
    "speaker": {MentionKind.PARTY},
    "place": {MentionKind.PLACE, MentionKind.PARTY},
    "date": {MentionKind.DATE},
}


def _one_side_each(chosen: dict[str, list[tuple[float, int]]]) -> None:
    """A mention that reads as source and as target keeps the likelier of the two.

    One that is likelier the speaker than a source is no source beside others: of "Russia, he said,
    opposes it" the deed is Russia's.
    """
    sources, targets, speakers = (
        {index: value for value, index in chosen[role]} for role in ("source", "target", "speaker")
    )
    kept = [(value, index) for index, value in sources.items() if value >= targets.get(index, 0.0)]
    doers = [(value, index) for value, index in kept if value >= speakers.get(index, 0.0)]
    chosen["source"] = doers or kept
    chosen["target"] = [(value, index) for index, value in targets.items() if value > sources.get(index, 0.0)]
