"""The words of a text with their offsets."""

import re
from dataclasses import dataclass

# A combining accent belongs to the letter before it, though Unicode calls it no letter.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, or one mark of punctuation; half-open code-point offsets."""

    start: int
    end: int
    text: str


def split_words(text: str) -> list[Word]:
    """The words of a text: runs of letters and digits, every other mark on its own."""
    return [Word(match.start(), match.end(), match[0]) for match in WORD.finditer(text)]
