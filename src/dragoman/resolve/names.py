"""Every name that the actor tables know, and where a text says one of them."""

import csv
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

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

    def __init__(self, entries: Iterable[tuple[str, Known]], spells: Mapping[str, Mapping[str, Sequence[Spell]]]):
        self._entries: dict[tuple[str, ...], tuple[Known, ...]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        self._spells = spells
        lengths = dict[str, set[int]]()
        for name, known in entries:
            key = _key(name)
            if key and known not in self._entries.get(key, ()):
                self._entries[key] = (*self._entries.get(key, ()), known)
                lengths.setdefault(key[0], set()).add(len(key))
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
        return on_day[-1].number if on_day else None

    @property
    def countries(self) -> frozenset[str]:
        """The alpha-3 codes of every state and territory of the tables."""
        return frozenset(self._spells)

    def _longest_at(self, plain: Sequence[str], position: int) -> int:
        for size in self._lengths.get(plain[position], ()):
            if tuple(plain[position : position + size]) in self._entries:
                return size
        return 0


def _key(name: str) -> tuple[str, ...]:
    return tuple(_plain(word.text) for word in split_words(name))


@cache
def _plain(word: str) -> str:
    """The word without accents, curly quotes straightened; its case stays."""
    stripped = "".join(m for m in unicodedata.normalize("NFD", word) if unicodedata.category(m) != "Mn")
    return stripped.translate({0x2019: "'", 0x2018: "'", 0x02BC: "'"})


@cache
def load_names() -> Names:
    """The names of every table that dragoman ships."""
    states = _toml("states.toml")["state"]
    spells = {state["iso3"]: {system: _spells(state, system) for system in ("cow", "gw")} for state in states}
    entries = [entry for state in states for entry in _state_names(state)]
    tables = [("bodies.csv", NameKind.BODY), ("armed_groups.csv", NameKind.GROUP)]
    tables += [("parties_and_people.csv", NameKind.PARTY)]
    for table, kind in tables:
        entries += [entry for row in load_rows(table) for entry in _row_names(row, kind)]
    entries += [entry for row in load_rows("regions.csv") for entry in _region_names(row)]
    leaders = sorted(path.name for path in _data().iterdir() if path.name.startswith("leaders"))
    entries += [entry for table in leaders for row in load_rows(table) for entry in _leader_names(row)]
    return Names(entries, spells)


def load_rows(table: str) -> list[dict[str, str]]:
    """The rows of one of the shipped tables; lines that start with # are comments."""
    lines = (_data() / table).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if line and not line.startswith("#")))


def _data() -> Any:
    return files("dragoman.resolve") / "data"


def _toml(table: str) -> dict[str, Any]:
    return tomllib.loads((_data() / table).read_text(encoding="utf-8"))


def _spells(state: Mapping[str, Any], system: str) -> tuple[Spell, ...]:
    rows = state.get(system, ())
    return tuple(Spell(row["number"], _day(row["start"], False) or date.min, _day(row.get("end", ""), True)) for row in rows)


def _state_names(state: Mapping[str, Any]) -> Iterator[tuple[str, Known]]:
    iso3, until = state["iso3"], _day(state.get("until", ""), True)

    def known(kind: NameKind, name: str, sector: str | None, actor: str) -> Known:
        return Known(actor, name, kind, iso3, sector, None, until)

    itself = f"state:{iso3}"
    for name in (state["name"], *state.get("aliases", ())):
        yield name, known(NameKind.STATE, state["name"], "GOV", itself)
    for name in (*state.get("demonyms", ()), *state.get("prefixes", ()), *state.get("region_demonyms", ())):
        yield name, known(NameKind.DEMONYM, state["name"], "GOV", itself)
    for name in state.get("capital", ()):
        yield name, known(NameKind.SEAT, state["name"], "GOV", itself)
    for seat in state.get("seats", ()):
        house = known(NameKind.SEAT, seat["name"], seat["sector"], f"organ:{iso3}:{slug(seat['name'])}")
        yield from ((name, house) for name in (seat["name"], *seat.get("aliases", ())))
    for organ in state.get("organs", ()):
        actor = known(NameKind.ORGAN, organ["name"], organ["sector"], f"organ:{iso3}:{slug(organ['name'])}")
        yield from ((name, actor) for name in (organ["name"], *organ.get("aliases", ())))
    for name in state.get("cities", ()):
        yield name, known(NameKind.CITY, name, None, f"place:{iso3}:{slug(name)}")
    for name in state.get("regions_pre", ()):
        yield name, known(NameKind.CITY, name, "PRE", f"place:{iso3}:{slug(name)}")


def _row_names(row: Mapping[str, str], kind: NameKind) -> Iterator[tuple[str, Known]]:
    known = Known(
        f"{kind}:{slug(row['name'])}",
        row["name"],
        kind,
        row["country"] or None,
        row["sector"].split("|")[0] or None,
        _day(row["start"], False),
        _day(row["end"], True),
    )
    yield from ((name, known) for name in (row["name"], *filter(None, row["aliases"].split("|"))))


def _region_names(row: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    known = Known(f"region:{slug(row['name'])}", row["name"], NameKind.REGION, "INT", "GOV")
    yield from ((name, known) for name in (row["name"], *filter(None, row["aliases"].split("|"))))


def _leader_names(row: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    known = Known(
        f"person:{slug(row['name'])}",
        row["name"],
        NameKind.PERSON,
        row["country"],
        "GOV",
        _day(row["start"], False),
        _day(row["end"], True),
    )
    yield from ((name, known) for name in (row["name"], *filter(None, row["aliases"].split("|"))))


def slug(name: str) -> str:
    """A name as part of an id: small letters, digits and hyphens."""
    plain = _plain_all(name).lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())


def _plain_all(text: str) -> str:
    return " ".join(_plain(part) for part in text.split())


def _day(text: str, last: bool) -> date | None:
    """The first or last day that "2014", "2014-03" or "2014-03-18" stands for; None when empty."""
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12 if last else 1)
    if not last:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)
