"""Every place of a name: towns, areas and countries of the packed gazetteer (GeoNames, CC BY 4.0)."""

import math
import re
import sqlite3
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

PLACES = Path(__file__).parent / "data" / "places.sqlite"
COLUMNS = "geonames_id, places.name, kind, country, admin1, admin2, lat, lon, population"
BY_NAME = f"""
SELECT {COLUMNS} FROM names JOIN places USING (geonames_id) WHERE names.name = ?
ORDER BY population DESC, geonames_id
"""
COUNTRIES = f"SELECT {COLUMNS} FROM places WHERE kind = 0 ORDER BY country"
BY_NUMBER = f"SELECT {COLUMNS} FROM places WHERE geonames_id = ?"
EARTH_KM = 6371.0  # mean radius


class Kind(IntEnum):
    """What a place is, from the widest."""

    COUNTRY = 0
    REGION = 1  # a first-level area (a state, a province), or a wide region of no one country
    DISTRICT = 2
    TOWN = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer.

    `country` is alpha-3, empty for a region of no one country. `admin1` and `admin2` are the numbers of the
    areas around it. Numbers below nought are our own, for regions that GeoNames' part in the gazetteer lacks.
    """

    geonames_id: int
    name: str
    kind: Kind
    country: str
    admin1: int | None
    admin2: int | None
    lat: float
    lon: float
    population: int

    @property
    def region(self) -> int | None:
        """The number of the first-level area that it is or lies in."""
        return self.geonames_id if self.kind is Kind.REGION else self.admin1

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude, in degrees."""
        return self.lat, self.lon


class Gazetteer:
    """Look-up by name, whatever its case, accents and hyphens; a name is looked up once."""

    def __init__(self, path: Path = PLACES) -> None:
        self._database = sqlite3.connect(
            f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._known = dict[str, tuple[Entry, ...]]()
        self.countries = {entry.country: entry for entry in self._entries(COUNTRIES)}

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, those with most people first."""
        key = fold(name)
        if key not in self._known:
            self._known[key] = self._entries(BY_NAME, key)
        return self._known[key]

    def number(self, geonames_id: int) -> Entry:
        """The place of a number that another place gave.

        Raises:
            KeyError: there is none.
        """
        for entry in self._entries(BY_NUMBER, geonames_id):
            return entry
        raise KeyError(geonames_id)

    def _entries(self, query: str, *parameters: object) -> tuple[Entry, ...]:
        rows = self._database.execute(query, parameters)
        return tuple(Entry(number, name, Kind(kind), *rest) for number, name, kind, *rest in rows)


@cache
def load_gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once."""
    return Gazetteer()


def distance(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Kilometres between two points (latitude, longitude) on the great circle, by the haversine formula."""
    north, other_north = math.radians(here[0]), math.radians(there[0])
    apart = math.radians(here[1] - there[1])
    half = math.sin((north - other_north) / 2) ** 2
    half += math.cos(north) * math.cos(other_north) * math.sin(apart / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def fold(name: str) -> str:
    """The name in small plain letters: "Saint-Étienne" and "St Etienne" are one."""
    plain = unicodedata.normalize("NFD", name.casefold())
    plain = "".join(letter for letter in plain if unicodedata.category(letter) != "Mn")
    plain = re.sub(r"['\u2018\u2019\u02bb\u02bc.]", "", plain)
    words = re.sub(r"[^\w]+", " ", plain).split()
    return " ".join("saint" if word == "st" else word for word in words)
