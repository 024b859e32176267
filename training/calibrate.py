"""Fit the confidence of whole events on passages that the model was not trained on."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dragoman.corpus.marked import MarkedEvent, MarkedText
from dragoman.documents.sentences import split_sentences
from dragoman.language.boundaries import apply_boundaries
from dragoman.language.calibration import Calibration, logit
from dragoman.language.clauses import Scores, Thresholds, decode
from dragoman.language.encoder import Encoder
from dragoman.records.language import Clause, Mention, Span
from dragoman.words import split_words

STEPS, PENALTY, LEAST_STEP = 25, 1.0, 1e-6
Floats = npt.NDArray[np.float64]


def fit_calibration(
    scored: Sequence[tuple[MarkedText, Scores]], encoder: Encoder, thresholds: Thresholds
) -> Calibration:
    """The logistic regression of "the whole event is right" on trigger and roles, by Newton's method."""
    rows, right = list[tuple[float, float, float]](), list[float]()
    for record, scores in scored:
        words = split_words(record.text)
        mentions, clauses = decode(scores, words, encoder.labels, thresholds)
        for clause in apply_boundaries(clauses, mentions, words, split_sentences(record.text)):
            rows.append((logit(clause.trigger.confidence), logit(clause.role_confidence), 1.0))
            right.append(float(any(is_right(clause, event, record) for event in record.events)))
    if not rows:
        return Calibration()
    weights = fit(np.array(rows), np.array(right))
    return Calibration(*(round(float(weight), 4) for weight in weights))


def fit(inputs: Floats, answers: Floats) -> Floats:
    """The weights of a logistic regression by Newton's method; a step that raises the loss is halved."""

    def loss(weights: Floats) -> float:
        odds = inputs @ weights
        return float(np.logaddexp(0, odds).sum() - answers @ odds + PENALTY / 2 * weights @ weights)

    weights = np.zeros(inputs.shape[1])
    for _ in range(STEPS):
        shares = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (shares - answers) + PENALTY * weights
        curve = inputs.T @ (inputs * (shares * (1 - shares))[:, None]) + PENALTY * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        while loss(weights - step) > loss(weights) and abs(step).max() > LEAST_STEP:
            step = step / 2
        weights = weights - step
    return weights


def is_right(clause: Clause, event: MarkedEvent, record: MarkedText) -> bool:
    """Whether a clause has the event's category on its words, and its sources and targets, no others."""
    trigger = clause.trigger
    told = trigger.category == event.category and trigger.span.overlaps(Span(*event.span))
    sides = ((clause.sources, event.sources), (clause.targets, event.targets))
    return told and all(_named(mentions, record) == {*parties} for mentions, parties in sides)


def _named(mentions: Sequence[Mention], record: MarkedText) -> set[str]:
    """The parties that the mentions are marked as; a mention of nobody counts as a stranger."""
    named = set[str]()
    for mention in mentions:
        marks = [mark for mark in record.mentions if mention.span.overlaps(Span(*mark.span))]
        named |= {entity for mark in marks for entity in mark.entities} or {""}
    return named
