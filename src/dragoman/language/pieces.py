"""The word pieces that the encoder reads."""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

LONGEST_WORD = 100  # BERT's own bound: a longer run of letters is one unknown piece
PAD, UNKNOWN, OPEN, CLOSE = "[PAD]", "[UNK]", "[CLS]", "[SEP]"


def shape(word: str) -> int:
    """How a word is cased: 0 lower, 1 Title, 2 UPPER, 3 mixed, 4 no letters.

    The encoder's vocabulary is lower case ("us" and "US" are one piece): this tells them apart.
    """
    if not any(letter.isalpha() for letter in word):
        return 4
    if word.islower():
        return 0
    if word.isupper() and len(word) > 1:
        return 2
    return 1 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 3


class WordPieces:
    """Greedy longest-match word pieces over a BERT vocabulary (lower case, marks stripped)."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._cache = dict[str, tuple[int, ...]]()
        self.pad, self.unknown = self._ids[PAD], self._ids[UNKNOWN]
        self.open, self.close = self._ids[OPEN], self._ids[CLOSE]

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word, at least one."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(self._pieces(word))
            if len(self._cache) < 200_000:
                self._cache[word] = found
        return found

    def _pieces(self, word: str) -> Iterable[int]:
        plain = unicodedata.normalize("NFD", word.lower())
        plain = "".join(mark for mark in plain if unicodedata.category(mark) != "Mn")
        if not plain or len(plain) > LONGEST_WORD:
            return [self.unknown]
        pieces, start = list[int](), 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                piece = self._ids.get(("##" if start else "") + plain[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return [self.unknown]
        return pieces


@cache
def load_word_pieces() -> WordPieces:
    """The word pieces of the shipped encoder."""
    text = (files("dragoman.language") / "model" / "vocab.txt").read_text(encoding="utf-8")
    return WordPieces(text.splitlines())
