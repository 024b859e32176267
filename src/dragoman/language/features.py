"""What the encoder is fed: word pieces, case shapes, pair markers, and where each word begins."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dragoman.language.pieces import WordPieces, shape
from dragoman.words import Word

INPUT_NAMES = ("piece_ids", "shapes", "markers", "mask", "first_pieces")
OUTPUT_NAMES = (
    "mentions",
    "sectors",
    "triggers",
    "modes",
    "cameo",
    "modalities",
    "historical",
    "roles",
    "pair",
)
LONGEST = 320  # word pieces; the encoder was trained on 512 positions, and cost grows with length

Arrays = dict[str, npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Features:
    """One passage as numbers; all but `first_pieces` (one a word) have one entry a word piece.

    `markers` is 1 on the source and 2 on the target of a given pair, 0 elsewhere.
    """

    piece_ids: tuple[int, ...]
    shapes: tuple[int, ...]
    markers: tuple[int, ...]
    first_pieces: tuple[int, ...]


def count_pieces(words: Sequence[Word], pieces: WordPieces) -> int:
    """How many word pieces the words take, without the opening and closing ones."""
    return sum(len(pieces.ids(word.text)) for word in words)


def featurize(words: Sequence[Word], pieces: WordPieces, markers: Sequence[int] = ()) -> Features:
    """The features of one passage; words past `LONGEST` pieces are left out.

    `markers` has one entry a word, or none for a passage without a given pair.
    """
    ids, shapes, marks, first = [pieces.open], [4], [0], list[int]()
    for position, word in enumerate(words):
        found = pieces.ids(word.text)
        if len(ids) + len(found) >= LONGEST:
            break
        first.append(len(ids))
        ids += found
        shapes += [shape(word.text)] * len(found)
        marks += [markers[position] if markers else 0] * len(found)
    return Features((*ids, pieces.close), (*shapes, 4), (*marks, 0), tuple(first))


def stack(batch: Sequence[Features], pad: int) -> Arrays:
    """One array an input of the encoder, int64, padded to the longest passage of the batch.

    Shapes are (passages, pieces), for `first_pieces` (passages, words), its padding 0.
    """
    rows = len(batch)
    width = max(len(features.piece_ids) for features in batch)
    words = max(1, *(len(features.first_pieces) for features in batch), 1)
    arrays: Arrays = {name: np.zeros((rows, width), np.int64) for name in INPUT_NAMES}
    arrays["piece_ids"] += pad
    arrays["first_pieces"] = np.zeros((rows, words), np.int64)
    for row, features in enumerate(batch):
        length = len(features.piece_ids)
        arrays["piece_ids"][row, :length] = features.piece_ids
        arrays["shapes"][row, :length] = features.shapes
        arrays["markers"][row, :length] = features.markers
        arrays["mask"][row, :length] = 1
        arrays["first_pieces"][row, : len(features.first_pieces)] = features.first_pieces
    return arrays
