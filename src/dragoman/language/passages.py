"""Neighbouring sentences, packed into passages that the encoder reads at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.language.features import count_pieces
from dragoman.language.pieces import WordPieces
from dragoman.records.language import Sentence
from dragoman.words import Word, split_words

PASSAGE_PIECES = 96  # about three sentences: in longer passages more parties are mixed up


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that are read at once.

    Triggers before `own_start` were read with the passage before; those words are here so that
    pronouns find whom they stand for.
    """

    words: tuple[Word, ...]
    own_start: int


def pack(text: str, sentences: Sequence[Sentence], pieces: WordPieces) -> Iterator[Passage]:
    """Passages of at most `PASSAGE_PIECES`, each opened by the last sentence of the one before."""
    packed, sizes = list[list[Word]](), list[int]()
    fresh = 0  # sentences of the passage that no earlier passage has read
    for sentence in sentences:
        for words in _cut(_words(text, sentence), pieces):
            size = count_pieces(words, pieces)
            if fresh and sum(sizes) + size > PASSAGE_PIECES:
                yield _passage(packed, fresh)
                packed, sizes, fresh = packed[-1:], sizes[-1:], 0
                if sizes[0] + size > PASSAGE_PIECES:
                    packed, sizes = [], []
            packed.append(words)
            sizes.append(size)
            fresh += 1
    if fresh:
        yield _passage(packed, fresh)


def _passage(packed: Sequence[Sequence[Word]], fresh: int) -> Passage:
    return Passage(tuple(word for words in packed for word in words), packed[-fresh][0].start)


def _words(text: str, sentence: Sentence) -> list[Word]:
    found = split_words(text[slice(*sentence.span)])
    start, end = sentence.span
    words = [Word(word.start + start, word.end + start, word.text) for word in found]
    # A headline lacks the full stop that keeps it apart from what follows.
    return [*words, Word(end, end, ".")] if sentence.headline else words


def _cut(words: list[Word], pieces: WordPieces) -> Iterator[list[Word]]:
    """The words of one sentence, cut where a run without full stops would outgrow the encoder."""
    start, size = 0, 0
    for position, word in enumerate(words):
        grown = size + len(pieces.ids(word.text))
        if size and grown > PASSAGE_PIECES:
            yield words[start:position]
            start, grown = position, len(pieces.ids(word.text))
        size = grown
    if words:
        yield words[start:]
