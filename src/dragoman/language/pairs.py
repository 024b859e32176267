"""What passes between two given parties of a text: always one of the categories.

The answer is the category of the CAMEO family, as the data sets of such pairs know them: a verdict (116)
is there a kind of ACCUSE, a blockade (191) of ASSAULT. Events follow the codebook's own crosswalk,
which moves single codes to other categories.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.clauses import softmax
from dragoman.language.encoder import Encoder
from dragoman.language.features import featurize
from dragoman.language.pieces import WordPieces
from dragoman.words import Word, split_words

# CAMEO's roots (plover.md, section 8); 08, to yield, is CONCEDE in words and RETREAT in deed.
FAMILIES = {
    **{"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID"},
    **{"09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST"},
    **{"15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"},
}
TAG = re.compile(r"</?[st]>")


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """A text with the words of a source and a target; `marked` is the text with <s>..</s><t>..</t>."""

    text: str
    source: str
    target: str
    marked: str | None = None


def answer_pairs(
    questions: Sequence[PairQuestion], encoder: Encoder, pieces: WordPieces
) -> list[tuple[str, float]]:
    """The likeliest category of each pair's CAMEO family, with its probability."""
    features = []
    for question in questions:
        words, source, target = _locate(question)
        features.append(featurize(words, pieces, [_marker(word, source, target) for word in words]))
    answers = []
    for scores in encoder.score(features):
        shares = dict.fromkeys(encoder.labels.categories, 0.0)
        for (category, root), share in zip(encoder.labels.pairs, softmax(scores.pair), strict=True):
            shares[FAMILIES.get(root, category)] += float(share)
        best = max(shares, key=lambda category: shares[category])
        answers.append((best, shares[best]))
    return answers


def _marker(word: Word, source: range, target: range) -> int:
    return 1 if word.start in source else 2 if word.start in target else 0


def _locate(question: PairQuestion) -> tuple[list[Word], range, range]:
    """The words of the text, and where source and target lie in it; empty ranges where they do not."""
    if question.marked:
        found = _unmark(question.marked)
        if found:
            text, source, target = found
            return split_words(text), source, target
    places = [_find(question.text, part) for part in (question.source, question.target)]
    return split_words(question.text), places[0], places[1]


def _unmark(marked: str) -> tuple[str, range, range] | None:
    text, position = "", 0
    opened: dict[str, int] = {}
    closed: dict[str, range] = {}
    for tag in TAG.finditer(marked):
        text += marked[position : tag.start()]
        position = tag.end()
        side = tag[0].strip("</>")
        if tag[0].startswith("</"):
            closed[side] = range(opened.get(side, len(text)), len(text))
        else:
            opened[side] = len(text)
    if set(closed) != {"s", "t"}:
        return None
    return text + marked[position:], closed["s"], closed["t"]


def _find(text: str, part: str) -> range:
    """Where a part stands in a text as whole words; where it stands at all, if it does not."""
    whole = re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)
    start = whole.start() if whole else text.find(part)
    return range(start, start + len(part)) if part and start >= 0 else range(0)
