"""The actor tables that dragoman ships, read into names: see the headers of the files in `data/`."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from dragoman.resolve.names import Known, NameKind, Names, Spell, slug

STATE_NAMES = {
    NameKind.STATE: ("aliases",),
    NameKind.DEMONYM: ("demonyms", "prefixes", "region_demonyms"),
    NameKind.SEAT: ("capital",),
}


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


def _data() -> Traversable:
    return files("dragoman.resolve") / "data"


def _toml(table: str) -> dict[str, Any]:
    return tomllib.loads((_data() / table).read_text(encoding="utf-8"))


def _spells(state: Mapping[str, Any], system: str) -> tuple[Spell, ...]:
    rows = state.get(system, ())
    return tuple(
        Spell(row["number"], _day(row["start"], False) or date.min, _day(row.get("end", ""), True))
        for row in rows
    )


def _state_names(state: Mapping[str, Any]) -> Iterator[tuple[str, Known]]:
    iso3, until = state["iso3"], _day(state.get("until", ""), True)
    government = Known(f"state:{iso3}", state["name"], NameKind.STATE, iso3, "GOV", None, until)
    for kind, fields in STATE_NAMES.items():
        for name in (name for field in fields for name in state.get(field, ())):
            yield name, replace(government, kind=kind)
    yield state["name"], government
    for kind, field in ((NameKind.SEAT, "seats"), (NameKind.ORGAN, "organs")):
        for organ in state.get(field, ()):
            actor_id = f"organ:{iso3}:{slug(organ['name'])}"
            known = Known(actor_id, organ["name"], kind, iso3, organ["sector"], None, until)
            yield from ((name, known) for name in (organ["name"], *organ.get("aliases", ())))
    for field, sector in (("cities", None), ("regions_pre", "PRE")):
        for name in state.get(field, ()):
            yield name, Known(f"place:{iso3}:{slug(name)}", name, NameKind.CITY, iso3, sector, None, until)


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
