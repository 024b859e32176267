"""Where the coder errs, on our own text that was kept from training: `python evaluation/accuracy.py`.

Writes `docs/accuracy.md`: every category's precision and recall, which is taken for which, how far confidence
can be trusted, and typical errors with their words.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "training"))
from calibrate import is_right  # noqa: E402 - what counts as right is the training's to say
from corpus import load_corpus, part_of  # noqa: E402
from dragoman.codebook.categories import load_plover  # noqa: E402
from dragoman.corpus.marked import MarkedEvent, MarkedText  # noqa: E402
from dragoman.documents.sentences import split_sentences  # noqa: E402
from dragoman.language.boundaries import apply_boundaries  # noqa: E402
from dragoman.language.clauses import Scores, decode  # noqa: E402
from dragoman.language.encoder import OnnxEncoder, load_encoder  # noqa: E402
from dragoman.language.pieces import load_word_pieces  # noqa: E402
from dragoman.records.language import Clause, Mention, Span  # noqa: E402
from dragoman.words import split_words  # noqa: E402
from evaluate import score_records  # noqa: E402

NONE, BINS, ERRORS = "nothing", 10, 10
INTRODUCTION = """# Where it errs

Written by `evaluation/accuracy.py` with {version}; do not edit by hand. Measured on the test part of our
own text: {records} passages with {events} events that it was not trained on, denser than the news is.
Each passage is read whole, and before names are resolved.
Figures on outside data, which are the ones to trust, are in `../evaluation/scores.md`.
"""


@dataclass(frozen=True, slots=True)
class Told:
    """A marked event and the clause that answers it; one of them may be missing."""

    record: MarkedText
    event: MarkedEvent | None
    clause: Clause | None
    confidence: float

    @property
    def categories(self) -> tuple[str, str]:
        """The right category and the coded one."""
        right = self.event.category if self.event else NONE
        return right, self.clause.trigger.category if self.clause else NONE


def main() -> None:
    """Code the kept text and write the page."""
    pieces = load_word_pieces()
    encoder = load_encoder(load_plover(), pieces.pad)
    records = [record for record in load_corpus(None) if part_of(record.record_id) == "test"]
    scored = score_records(records, encoder, pieces)
    told = [
        one for record, scores in scored for one in _align(record, _decoded(record, scores, encoder), encoder)
    ]
    head = INTRODUCTION.format(
        version=encoder.version, records=len(records), events=sum(one.event is not None for one in told)
    )
    parts = [head, _categories(told), _confusion(told), _reliability(told), _examples(told)]
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(parts), encoding="utf-8")


def _decoded(record: MarkedText, scores: Scores, encoder: OnnxEncoder) -> list[Clause]:
    words = split_words(record.text)
    _, clauses = decode(scores, words, encoder.labels, encoder.thresholds)
    return apply_boundaries(clauses, words, split_sentences(record.text))


def _align(record: MarkedText, clauses: list[Clause], encoder: OnnxEncoder) -> list[Told]:
    """Each marked event with the clause on its words, best one of its category; other clauses alone."""
    told, free = list[Told](), list(clauses)

    def sure(clause: Clause) -> float:
        return encoder.calibration.overall(clause.trigger.confidence, clause.role_confidence)

    for event in record.events:
        found = [clause for clause in free if clause.trigger.span.overlaps(Span(*event.span))]
        clause = max(found, key=lambda one: one.trigger.category == event.category, default=None)
        if clause:
            free.remove(clause)
        told.append(Told(record, event, clause, sure(clause) if clause else 0.0))
    return told + [Told(record, None, clause, sure(clause)) for clause in free]


def _categories(told: Sequence[Told]) -> str:
    pairs = Counter(one.categories for one in told)
    gold, coded = (Counter(one.categories[side] for one in told) for side in (0, 1))
    rows = []
    for name in sorted(
        gold.keys() - {NONE}, key=lambda name: 2 * pairs[name, name] / (gold[name] + coded[name])
    ):
        right = pairs[name, name]
        shares = (right / max(1, coded[name]), right / gold[name], 2 * right / (gold[name] + coded[name]))
        rows.append(
            f"| {name} | {gold[name]} | {coded[name]} | "
            + " | ".join(f"{100 * s:.0f}" for s in shares)
            + " |"
        )
    table = ["| category | told | coded | precision | recall | F1 |", "|---|---|---|---|---|---|", *rows]
    return "\n".join(["## Categories, the weakest first\n", *table, ""])


def _confusion(told: Sequence[Told]) -> str:
    pairs = Counter(one.categories for one in told)
    names = [*sorted({name for pair in pairs for name in pair} - {NONE}), NONE]
    head = "| told | " + " | ".join(name[:4].lower() for name in names) + " |"
    rows = [
        f"| {right} | " + " | ".join(str(pairs[right, name] or "") for name in names) + " |"
        for right in names
    ]
    lines = ["## Which is taken for which\n", "Rows: what is told; columns: what is coded.\n"]
    return "\n".join([*lines, head, "|---" * (len(names) + 1) + "|", *rows, ""])


def _reliability(told: Sequence[Told]) -> str:
    coded = [(one.confidence, _whole(one)) for one in told if one.clause]
    rows = []
    for number in range(BINS):
        part = [one for one in coded if min(int(one[0] * BINS), BINS - 1) == number]
        if part:
            mean, share = (sum(one[side] for one in part) / len(part) for side in (0, 1))
            reach = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
            rows.append(f"| {reach} | {len(part)} | {mean:.2f} | {share:.2f} | {'█' * round(20 * share)} |")
    lines = ["## How far confidence can be trusted\n", "Right: category, sources and targets all are.\n"]
    return "\n".join(
        [*lines, "| confidence | events | mean | share right | |", "|---|---|---|---|---|", *rows, ""]
    )


def _whole(one: Told) -> bool:
    return bool(one.event and one.clause and is_right(one.clause, one.event, one.record))


def _examples(told: Sequence[Told]) -> str:
    """The surest five wrong categories or sides, the surest two made-up events, and the first missed ones."""
    wrong = sorted((one for one in told if not _whole(one)), key=lambda one: -one.confidence)
    seen = [one for one in wrong if one.event and one.clause][: ERRORS // 2]
    alone = [one for one in wrong if not one.event][: ERRORS // 4]
    missed = [one for one in wrong if not one.clause and one.event and one.event.sure == 3]
    chosen = [*seen, *alone, *missed[: ERRORS - len(seen) - len(alone)]]
    return "\n".join(["## Typical errors\n", *(_example(one) for one in chosen)])


def _example(one: Told) -> str:
    text = one.record.text
    start, end = one.event.span if one.event else one.clause.trigger.span if one.clause else (0, 0)
    left, right = max(text.rfind(". ", 0, start) + 1, 0), text.find(". ", end)
    sentence = (
        text[left:start] + f"**{text[start:end]}**" + text[end : right + 1 if right >= 0 else len(text)]
    )
    return f"- {sentence.strip()}\n  - told: {_marked(one)}\n  - coded: {_coded(one)}\n"


def _marked(one: Told) -> str:
    if one.event is None:
        return NONE
    sides = (one.event.sources, one.event.targets)
    return f"{one.event.category}, " + " → ".join(_names(side, one.record) for side in sides)


def _names(entities: Sequence[str], record: MarkedText) -> str:
    first = {entity: m.span for m in reversed(record.mentions) for entity in m.entities}
    return (
        " and ".join(record.text[slice(*first[entity])] for entity in entities if entity in first) or "nobody"
    )


def _coded(one: Told) -> str:
    if one.clause is None:
        return NONE

    def words(mentions: Sequence[Mention]) -> str:
        return " and ".join(one.record.text[slice(*mention.span)] for mention in mentions) or "nobody"

    sides = f"{words(one.clause.sources)} → {words(one.clause.targets)}"
    return f"{one.clause.trigger.category}, {sides} (confidence {one.confidence:.2f})"


if __name__ == "__main__":
    main()
