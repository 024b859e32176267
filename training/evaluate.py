"""How well a model reads marked passages that it was not trained on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.corpus.marked import MarkedText
from dragoman.language.clauses import Scores, Thresholds, decode
from dragoman.language.encoder import Encoder
from dragoman.language.features import featurize
from dragoman.language.pieces import WordPieces
from dragoman.records.language import Clause, Span
from dragoman.words import split_words
from examples import pair_examples

ROLES = ("sources", "targets", "speakers", "places", "dates")
CHOICES = {
    "trigger": (0.3, 0.4, 0.45, 0.5, 0.6),
    "role": (0.3, 0.4, 0.5, 0.6),
    "mention": (0.3, 0.4, 0.5, 0.6),
}


def evaluate(
    scored: Iterable[tuple[MarkedText, Scores]], encoder: Encoder, thresholds: Thresholds
) -> dict[str, float]:
    """F1 of triggers, categories and roles, and accuracy of mode, modality and CAMEO code, in percent.

    Roles are counted on triggers of the right category; a role is right when the mention overlaps
    any mention of the right party.
    """
    counts = Counter[str]()
    for record, scores in scored:
        _, clauses = decode(scores, split_words(record.text), encoder.labels, thresholds)
        _count(record, clauses, counts)
    names = ("trigger", "category", *ROLES)
    report = {
        name: _f1(counts[f"{name} right"], counts[f"{name} gold"], counts[f"{name} coded"]) for name in names
    }
    for name in ("mode", "cameo", "modality", "historical"):
        report[name] = 100.0 * counts[name] / max(1, counts["category right"])
    return {name: round(value, 1) for name, value in report.items()}


def score_records(
    records: Sequence[MarkedText], encoder: Encoder, pieces: WordPieces
) -> list[tuple[MarkedText, Scores]]:
    """Each record with the encoder's scores of its text."""
    scores = encoder.score([featurize(split_words(record.text), pieces) for record in records])
    return list(zip(records, scores, strict=True))


def choose_thresholds(scored: Sequence[tuple[MarkedText, Scores]], encoder: Encoder) -> Thresholds:
    """The thresholds that serve best on the validation part, chosen one after the other."""
    best = Thresholds()
    for name, values in CHOICES.items():
        options = [replace(best, **{name: value}) for value in values]
        best = max(options, key=lambda option: _merit(evaluate(scored, encoder, option)))
    return best


def pair_accuracy(records: Sequence[MarkedText], encoder: Encoder, pieces: WordPieces) -> float:
    """Share of the records' pairs whose label the head that sees them marked gives, in percent."""
    pairs = [pair for record in records for pair in pair_examples(record, encoder.labels, pieces)]
    scores = encoder.score([pair.features for pair in pairs])
    right = sum(int(one.pair.argmax()) == pair.label for one, pair in zip(scores, pairs, strict=True))
    return round(100.0 * right / max(1, len(pairs)), 1)


def _merit(report: dict[str, float]) -> float:
    return sum(report[name] for name in ("trigger", "category", "sources", "targets", "speakers"))


def _f1(right: int, gold: int, coded: int) -> float:
    return 200.0 * right / (gold + coded) if gold + coded else 0.0


def _count(record: MarkedText, clauses: Sequence[Clause], counts: Counter[str]) -> None:
    for name, number in (("gold", len(record.events)), ("coded", len(clauses))):
        counts[f"trigger {name}"] += number
        counts[f"category {name}"] += number
    free = list(clauses)
    for event in record.events:
        found = [clause for clause in free if clause.trigger.span.overlaps(Span(*event.span))]
        if not found:
            continue
        clause = max(found, key=lambda clause: clause.trigger.category == event.category)
        free.remove(clause)
        counts["trigger right"] += 1
        trigger = clause.trigger
        if trigger.category != event.category:
            continue
        counts["category right"] += 1
        for name in ("mode", "cameo", "modality", "historical"):
            counts[name] += getattr(trigger, name) == getattr(event, name)
        for role in ROLES:
            _count_role(record, set(getattr(event, role)), role, clause, counts)


def _count_role(
    record: MarkedText, wanted: set[str], role: str, clause: Clause, counts: Counter[str]
) -> None:
    named = [
        {
            entity
            for marked in record.mentions
            if mention.span.overlaps(Span(*marked.span))
            for entity in marked.entities
        }
        for mention in getattr(clause, role)
    ]
    right = len(wanted & set().union(*named))
    counts[f"{role} gold"] += len(wanted)
    counts[f"{role} coded"] += max(len(named), right)
    counts[f"{role} right"] += right
