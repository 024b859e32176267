"""What passes between two given parties of a text: always one of the categories.

The answer is the category of the CAMEO family, as the data sets of such pairs know them: a verdict (116)
is there a kind of ACCUSE, a blockade (191) of ASSAULT. Events follow the codebook's own crosswalk,
which moves single codes to other categories. Two readings are weighed together: the events that
the coder finds between the two parties, and a head of the model that sees them marked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.language.clauses import Floats, Scores, sigmoid, softmax
from dragoman.language.encoder import Encoder
from dragoman.language.features import featurize
from dragoman.language.labels import Labels
from dragoman.language.pieces import WordPieces
from dragoman.words import Word, split_words

# CAMEO's roots (plover.md, section 8); 08, to yield, is CONCEDE in words and RETREAT in deed.
FAMILIES = {
    **{"03": "AGREE", "04": "CONSULT", "05": "SUPPORT", "06": "COOPERATE", "07": "AID"},
    **{"09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE", "12": "REJECT", "13": "THREATEN", "14": "PROTEST"},
    **{"15": "MOBILIZE", "16": "SANCTION", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"},
}
MARKED_WEIGHT = 0.25  # of the marked reading beside the events; the events alone are nearly as good
LEAST, TINY = 0.0001, 1e-9  # so that no reading rules a category out alone, and no share is parted by nothing
LOOSE, LIKELIEST = 0.05, 4  # a trigger without links still tells; beyond four, triggers only add noise
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
    answers = []
    for question in questions:
        words, source, target = _locate(question)
        markers = [_marker(word, source, target) for word in words]
        marked, plain = encoder.score([featurize(words, pieces, markers), featurize(words, pieces)])
        shares = _by_events(plain, markers, encoder.labels)
        shares = (shares + LEAST) * (_by_markers(marked, encoder.labels) + LEAST) ** MARKED_WEIGHT
        best = int(shares.argmax())
        answers.append((encoder.labels.categories[best], float(shares[best] / shares.sum())))
    return answers


def _by_markers(scores: Scores, labels: Labels) -> Floats:
    """One share a category, from the head that sees the two parties marked."""
    shares = np.zeros(len(labels.categories), np.float32)
    for (category, root), share in zip(labels.pairs, softmax(scores.pair), strict=True):
        shares[_family(category, root, labels)] += share
    return shares


def _by_events(scores: Scores, markers: Sequence[int], labels: Labels) -> Floats:
    """One share a category, from the events that the coder reads: the likeliest with these two parties."""
    count = len(scores.triggers)
    links = np.ones(count, np.float32)
    for relation, side in (("source", 1), ("target", 2)):
        places = [place for place, marker in enumerate(markers[:count]) if marker == side]
        if places:
            table = sigmoid(scores.roles[labels.relations.index(relation)])
            links *= (table[:count, places[0]] + table[:count, places[-1]]) / 2 + LOOSE
    events = softmax(scores.triggers)[:, 2:] * links[:, None]
    shares = np.zeros(len(labels.categories), np.float32)
    for place in events.sum(1).argsort()[::-1][:LIKELIEST]:
        shares = np.maximum(shares, _in_families(events[place], softmax(scores.cameo[place]), labels))
    return shares


def _in_families(categories: Floats, codes: Floats, labels: Labels) -> Floats:
    """The shares of one trigger's categories, each parted over the families of its CAMEO codes."""
    owners = np.array([labels.categories.index(category) for category, _ in labels.cameo])
    families = np.array([_family(category, code[:2], labels) for category, code in labels.cameo])
    kept = codes + TINY
    totals = np.bincount(owners, kept, len(labels.categories))
    parts = categories[owners] * kept / totals[owners]
    return np.bincount(families, parts, len(labels.categories)).astype(np.float32)


def _family(category: str, root: str, labels: Labels) -> int:
    """The number of the family's category; the category itself in a codebook that lacks the family."""
    family = FAMILIES.get(root, category)
    return labels.categories.index(family if family in labels.categories else category)


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
