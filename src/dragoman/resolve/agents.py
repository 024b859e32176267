"""What kind of party a noun names: "officials", "troops", "protesters" to their sectors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dragoman.resolve.tables import load_rows
from dragoman.words import Word, split_words

# The head of a noun phrase stands before these: "officials of the army" are officials.
AFTER_HEAD = frozenset("of in from for at on with to by near who that against across".split())


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent noun or phrase found in a party's words, in small letters, and its sector."""

    phrase: str
    sector: str


class Agents:
    """Agent nouns and phrases, in small letters, to sectors."""

    def __init__(self, sectors: Mapping[tuple[str, ...], str]) -> None:
        self._sectors = sectors
        self._longest = max((len(key) for key in sectors), default=0)

    def find(self, words: Sequence[Word]) -> Agent | None:
        """The agent noun of a noun phrase: its head, else what stands behind the head.

        "Russian foreign ministry officials" is told by "ministry officials" or "officials",
        "members of parliament" by that very phrase, "thousands of protesters" by "protesters".
        """
        plain = [word.text.lower() for word in words]
        cut = next((i for i, word in enumerate(plain) if word in AFTER_HEAD and i), len(plain))
        return self._across(plain, cut) or self._last(plain[:cut]) or self._last(plain[cut:])

    def after(self, words: Sequence[Word], first: int) -> tuple[Agent | None, int]:
        """The longest phrase that begins at a word, and the number of its last word."""
        plain = [word.text.lower() for word in words[first : first + self._longest]]
        for last in range(len(plain) - 1, -1, -1):
            if found := self._at(plain, 0, last):
                return found, first + last
        return None, first

    def before(self, words: Sequence[Word], end: int) -> Agent | None:
        """The longest phrase that ends right before a word."""
        plain = [word.text.lower() for word in words[max(0, end - self._longest) : end]]
        phrases = (self._at(plain, start, len(plain) - 1) for start in range(len(plain)))
        return next(filter(None, phrases), None)

    def _across(self, plain: Sequence[str], cut: int) -> Agent | None:
        """A phrase that holds the word after the head, such as "members of parliament"."""
        for last in range(len(plain) - 1, cut, -1):
            for first in range(max(0, last + 1 - self._longest), cut):
                if found := self._at(plain, first, last):
                    return found
        return None

    def _last(self, plain: Sequence[str]) -> Agent | None:
        """The longest phrase of those that end last."""
        for last in range(len(plain) - 1, -1, -1):
            for first in range(max(0, last + 1 - self._longest), last + 1):
                if found := self._at(plain, first, last):
                    return found
        return None

    def _at(self, plain: Sequence[str], first: int, last: int) -> Agent | None:
        phrase = tuple(plain[first : last + 1])
        sector = self._sectors.get(phrase)
        return Agent(" ".join(phrase), sector) if sector else None


@cache
def load_agents() -> Agents:
    """The shipped agent nouns."""
    rows = load_rows("agents.csv")
    return Agents({tuple(word.text for word in split_words(row["noun"])): row["sector"] for row in rows})
