"""What kind of party a noun names: "officials", "troops", "protesters" to their sectors."""

from collections.abc import Mapping, Sequence
from functools import cache

from dragoman.resolve.tables import load_rows
from dragoman.words import Word, split_words

# The head of a noun phrase stands before these: "officials of the army" are officials.
AFTER_HEAD = frozenset(
    {"of", "in", "from", "for", "at", "on", "with", "to", "by", "near", "who", "that", "against", "across"}
)


class Agents:
    """Agent nouns and phrases, in small letters, to sectors."""

    def __init__(self, sectors: Mapping[tuple[str, ...], str]) -> None:
        self._sectors = sectors
        self._longest = max((len(key) for key in sectors), default=0)

    def sector(self, words: Sequence[Word]) -> str | None:
        """The sector of a noun phrase: of its head, else of what stands behind the head.

        "Russian foreign ministry officials" is told by "ministry officials" or "officials",
        "members of parliament" by that very phrase, "thousands of protesters" by "protesters".
        """
        plain = [word.text.lower() for word in words]
        cut = next((i for i, word in enumerate(plain) if word in AFTER_HEAD and i), len(plain))
        whole = self._last(plain, lambda first, last: first < cut <= last)
        return whole or self._last(plain[:cut]) or self._last(plain[cut:])

    def _last(self, plain: Sequence[str], wanted: object = None) -> str | None:
        for last in range(len(plain) - 1, -1, -1):
            for first in range(max(0, last + 1 - self._longest), last + 1):
                sector = self._sectors.get(tuple(plain[first : last + 1]))
                if sector and (not callable(wanted) or wanted(first, last)):
                    return sector
        return None


@cache
def load_agents() -> Agents:
    """The shipped agent nouns."""
    rows = load_rows("agents.csv")
    return Agents({_key(row["noun"]): row["sector"] for row in rows})


def _key(noun: str) -> tuple[str, ...]:
    return tuple(word.text for word in split_words(noun))
