"""How well the model reads marked passages that it was not trained on."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from dragoman.corpus.marked import MarkedText
from dragoman.language.clauses import Scores, Thresholds, decode
from dragoman.language.features import featurize, stack
from dragoman.language.labels import Labels
from dragoman.language.pieces import load_word_pieces
from dragoman.records.language import Clause, Span
from dragoman.words import split_words
from model import OUTPUT_NAMES, JointModel

ROLES = ("sources", "targets", "speakers", "places", "dates")


def score_passage(model: JointModel, text: str) -> Scores:
    """The model's scores of one text."""
    pieces = load_word_pieces()
    arrays = stack([featurize(split_words(text), pieces)], pieces.pad)
    with torch.no_grad():
        outputs = model(**{name: torch.from_numpy(array) for name, array in arrays.items()})
    return Scores(
        **{name: output[0].float().numpy() for name, output in zip(OUTPUT_NAMES, outputs, strict=True)}
    )


def evaluate(
    model: JointModel, records: Sequence[MarkedText], labels: Labels, thresholds: Thresholds
) -> dict[str, float]:
    """F1 of triggers, categories and roles, and accuracy of mode, modality and CAMEO code, in percent."""
    counts = Counter[str]()
    for record in records:
        words = split_words(record.text)
        _, clauses = decode(score_passage(model, record.text), words, labels, thresholds)
        _count(record, clauses, counts)
    report = {
        name: _f1(counts[f"{name} right"], counts[f"{name} gold"], counts[f"{name} coded"])
        for name in ("trigger", "category", *ROLES)
    }
    for name in ("mode", "cameo", "modality", "historical"):
        report[name] = 100.0 * counts[name] / max(1, counts["category right"])
    return {name: round(value, 1) for name, value in report.items()}


def _f1(right: int, gold: int, coded: int) -> float:
    return 200.0 * right / (gold + coded) if gold + coded else 0.0


def _count(record: MarkedText, clauses: Sequence[Clause], counts: Counter[str]) -> None:
    counts["trigger gold"] += len(record.events)
    counts["category gold"] += len(record.events)
    counts["trigger coded"] += len(clauses)
    counts["category coded"] += len(clauses)
    free = list(clauses)
    for event in record.events:
        found = [clause for clause in free if clause.trigger.span.overlaps(Span(*event.span))]
        if not found:
            continue
        clause = max(found, key=lambda clause: clause.trigger.category == event.category)
        free.remove(clause)
        counts["trigger right"] += 1
        if clause.trigger.category != event.category:
            continue
        counts["category right"] += 1
        trigger = clause.trigger
        counts["mode"] += trigger.mode == event.mode
        counts["cameo"] += trigger.cameo == event.cameo
        counts["modality"] += trigger.modality == event.modality
        counts["historical"] += trigger.historical == event.historical
        for role in ROLES:
            wanted = set(getattr(event, role))
            mentions = [
                {
                    entity
                    for marked in record.mentions
                    if mention.span.overlaps(Span(*marked.span))
                    for entity in marked.entities
                }
                for mention in getattr(clause, role)
            ]
            counts[f"{role} gold"] += len(wanted)
            counts[f"{role} coded"] += max(len(mentions), len(wanted & set().union(*mentions)))
            counts[f"{role} right"] += len(wanted & set().union(*mentions))


def pair_accuracy(model: JointModel, pairs: Sequence[object]) -> float:
    """Share of marked pairs whose category is the likeliest, in percent."""
    pieces = load_word_pieces()
    right = 0
    for start in range(0, len(pairs), 32):
        batch = pairs[start : start + 32]
        arrays = stack([pair.features for pair in batch], pieces.pad)  # type: ignore[attr-defined]
        with torch.no_grad():
            outputs = model(**{name: torch.from_numpy(array) for name, array in arrays.items()})
        best = outputs[-1].argmax(1).numpy()
        right += int(np.sum(best == [pair.category for pair in batch]))  # type: ignore[attr-defined]
    return round(100.0 * right / max(1, len(pairs)), 1)
