"""Questions in a file, answered and scored: `dragoman eval`."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import BadInput
from dragoman.language.pairs import PairQuestion, answer_pairs
from dragoman.pipeline import Tools

# PLOVER's data sets fold what gives way in words and in deed into one class.
FOLDED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


class _Pair(msgspec.Struct):
    source: str
    target: str
    marked: str | None = None


class _Answer(msgspec.Struct):
    plover: str | None = None


class _Question(msgspec.Struct):
    id: str
    text: str
    pair: _Pair
    events: list[_Answer] = []


def evaluate_pairs(file: Path, tools: Tools) -> tuple[list[dict[str, Any]], dict[str, float]]:
    """The answers, one a question in order, and scores where the file knows the right ones.

    Raises:
        BadInput: a line that is no such question; the line is named.
    """
    questions = list(_questions(file))
    asked = [PairQuestion(q.text, q.pair.source, q.pair.target, q.pair.marked) for q in questions]
    answers = [
        {"id": question.id, "plover": category, "confidence": round(confidence, 3)}
        for question, (category, confidence) in zip(
            questions, answer_pairs(asked, tools.encoder, tools.pieces), strict=True
        )
    ]
    gold = [question.events[0].plover if question.events else None for question in questions]
    known = [(right, str(answer["plover"])) for right, answer in zip(gold, answers, strict=True) if right]
    return answers, pair_scores(known) if known else {"answered": len(answers)}


def pair_scores(known: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Accuracy and macro F1 over the right answers' classes, in percent.

    Where the right answers say YIELD, our CONCEDE and RETREAT count as that.
    """
    folds = FOLDED if any(right == "YIELD" for right, _ in known) else {}
    pairs = [(folds.get(right, right), folds.get(answer, answer)) for right, answer in known]
    classes = sorted({right for right, _ in pairs})
    return {
        "answered": len(pairs),
        "accuracy": round(100 * sum(right == answer for right, answer in pairs) / len(pairs), 1),
        "macro F1": round(sum(_f1(pairs, name) for name in classes) / len(classes), 1),
    }


def _f1(pairs: Sequence[tuple[str, str]], name: str) -> float:
    right = sum(gold == answer == name for gold, answer in pairs)
    total = sum((gold == name) + (answer == name) for gold, answer in pairs)
    return 200 * right / total if total else 0.0


def _questions(file: Path) -> Iterator[_Question]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError as error:
        raise BadInput(f"Cannot be opened: {error.strerror}", str(file), "check the spelling") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield msgspec.json.decode(line, type=_Question)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise BadInput(
                    f"Not a question: {error}",
                    f"{file}, line {number}",
                    'write {"id", "text", "pair": {"source", "target"}}',
                ) from error
