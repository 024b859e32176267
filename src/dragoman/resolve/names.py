"""Every name that the actor tables know, and where a text says one of them."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from dragoman.words import Word, split_words


class NameKind(StrEnum):
    """What a known name is the name of."""

    STATE = "state"
    DEMONYM = "demonym"
    SEAT = "seat"  # a capital or a seat of power: its government, or the place
    ORGAN = "organ"  # a parliament, army, police force or ministry by its own name
    CITY = "city"  # a city or region that tells whose the party is
    REGION = "region"  # a set of states without a body of its own
    PERSON = "person"
    BODY = "body"
    GROUP = "group"
    PARTY = "party"


@dataclass(frozen=True, slots=True)
class Spell:
    """A numbered membership of a state system; both days included, `end` None while it lasts."""

    number: int
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a name stands for from `start` to `end` (None: always, or still)."""

    actor_id: str
    name: str
    kind: NameKind
    country: str | None
    sector: str | None
    start: date | None = None
    end: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether the name stood for this party on that day; without a day, whether it ever did."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A known name in a text: first and last word by number, and all that it may stand for."""

    first: int
    last: int
    meanings: tuple[Known, ...]


class Names:
    """Look-up by name: longest match of whole words, upper and lower case as written."""

    def __init__(
        self, entries: Iterable[tuple[str, Known]], spells: Mapping[str, Mapping[str, Sequence[Spell]]]
    ) -> None:
        self._entries: dict[tuple[str, ...], tuple[Known, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._spells = spells
        lengths = dict[str, set[int]]()
        for name, known in entries:
            key = _key(name)
            if key and known not in self._entries.get(key, ()):
                self._entries[key] = (*self._entries.get(key, ()), known)
                lengths.setdefault(key[0], set()).add(len(key))
        persons = {
            known.name
            for meanings in self._entries.values()
            for known in meanings
            if known.kind is NameKind.PERSON
        }
        self.given_names = frozenset(key[0] for key in map(_key, persons) if len(key) > 1)
        self._lengths = {word: tuple(sorted(sizes, reverse=True)) for word, sizes in lengths.items()}

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, words: Sequence[Word]) -> list[NameMatch]:
        """Every known name among the words, longest first at each place, none inside another."""
        plain = [_plain(word.text) for word in words]
        found, position = list[NameMatch](), 0
        while position < len(plain):
            size = self._longest_at(plain, position)
            if size:
                meanings = self._entries[tuple(plain[position : position + size])]
                found.append(NameMatch(position, position + size - 1, meanings))
            position += size or 1
        return found

    def meanings(self, name: str) -> tuple[Known, ...]:
        """All that one name may stand for."""
        return self._entries.get(_key(name), ())

    def spell(self, system: str, country: str | None, day: date | None) -> int | None:
        """The number of a state in a system ("cow", "gw") on a day; the latest without a day."""
        spells = self._spells.get(country or "", {}).get(system, ())
        on_day = [s for s in spells if day is None or (s.start <= day and (s.end is None or day <= s.end))]
        latest = max(on_day, key=lambda spell: (spell.end or date.max, spell.start), default=None)
        return latest.number if latest else None

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of every state and territory of the tables."""
        return frozenset(self._spells)

    def _longest_at(self, plain: Sequence[str], position: int) -> int:
        for size in self._lengths.get(plain[position], ()):
            if size <= len(plain) - position and tuple(plain[position : position + size]) in self._entries:
                return size
        return 0


def _key(name: str) -> tuple[str, ...]:
    return tuple(_plain(word.text) for word in split_words(name))


@cache
def _plain(word: str) -> str:
    """The word without accents, curly quotes straightened; its case stays."""
    stripped = "".join(m for m in unicodedata.normalize("NFD", word) if unicodedata.category(m) != "Mn")
    return stripped.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'"})


def slug(name: str) -> str:
    """A name as part of an id: small letters, digits and hyphens."""
    plain = _plain_all(name).lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _plain_all(text: str) -> str:
    return " ".join(_plain(part) for part in text.split())
