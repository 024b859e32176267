"""The shipped tables hold to the coding guide: codes exist, days are in order, no row is lame."""

import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.resources import files

import pytest

from dragoman.codebook.categories import load_plover
from dragoman.corpus.lint import INTERNATIONAL
from dragoman.resolve.names import NameKind
from dragoman.resolve.tables import load_names, load_rows

DATA = files("dragoman.resolve") / "data"
LEADERS = sorted(path.name for path in DATA.iterdir() if path.name.startswith("leaders"))
NAMED = ["armed_groups.csv", "bodies.csv", "parties_and_people.csv"]
STATES = tomllib.loads((DATA / "states.toml").read_text(encoding="utf-8"))["state"]
SECTORS = set(load_plover().sectors)
COUNTRIES = {state["iso3"] for state in STATES}
BY_CODE = {state["iso3"]: state for state in STATES}


def first_day(text: str) -> date:
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    return date(year, month, day)


def rows(*tables: str) -> Iterator[tuple[str, dict[str, str]]]:
    return ((f"{table}: {row}", row) for table in tables for row in load_rows(table))


@pytest.mark.parametrize("table", [*NAMED, *LEADERS, "regions.csv", "agents.csv"])
def test_every_row_has_as_many_fields_as_the_heading_and_no_stray_space(table):
    for row in load_rows(table):
        assert None not in row, row
        assert None not in row.values(), row
        assert all(value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("table", NAMED)
def test_every_name_has_a_sector_of_the_codebook(table):
    for told, row in rows(table):
        assert set(row["sector"].split("|")) <= SECTORS, told


@pytest.mark.parametrize("table", [*NAMED, *LEADERS])
def test_every_name_has_a_country_of_the_guide(table):
    for told, row in rows(table):
        assert row["country"] in COUNTRIES | INTERNATIONAL, told
        assert row["name"], told


@pytest.mark.parametrize("table", LEADERS)
def test_leaders_are_of_states(table):
    assert {row["country"] for row in load_rows(table)} <= COUNTRIES


@pytest.mark.parametrize("table", [*NAMED, *LEADERS])
def test_days_parse_and_none_ends_before_it_begins(table):
    for told, row in rows(table):
        start, end = row["start"], row["end"]
        if start and end:
            assert first_day(start) <= first_day(end) or end.startswith(start) or start.startswith(end), told
        for text in filter(None, (start, end)):
            first_day(text)


@pytest.mark.parametrize("table", [*NAMED, *LEADERS])
def test_no_row_stands_twice(table):
    found = [tuple(sorted(row.items())) for row in load_rows(table)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("table", [*NAMED, *LEADERS, "regions.csv"])
def test_aliases_are_parted_by_bars_with_nothing_empty_between(table):
    for told, row in rows(table):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        assert all(alias.strip() == alias != "" for alias in aliases), told


def test_agent_nouns_are_small_letters_each_once_with_a_sector():
    nouns = [row["noun"] for row in load_rows("agents.csv")]
    assert len(nouns) == len(set(nouns))
    assert all(noun == noun.lower() for noun in nouns)
    assert {row["sector"] for row in load_rows("agents.csv")} <= SECTORS


class TestStates:
    def test_each_has_a_code_of_three_letters_of_its_own(self):
        codes = [state["iso3"] for state in STATES]
        assert len(codes) == len(set(codes))
        assert all(len(code) == 3 and code.isupper() for code in codes)

    def test_none_has_an_international_code(self):
        assert not COUNTRIES & INTERNATIONAL

    def test_those_that_are_no_more_name_their_successor(self):
        gone = {state["iso3"]: state["successor"] for state in STATES if "until" in state}
        assert gone == {"SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "DDR": "DEU", "YMD": "YEM"}

    @pytest.mark.parametrize("code", ["TWN", "PSE", "HKG", "XKX", "VAT"])
    def test_the_guides_special_codes_are_there(self, code):
        assert code in COUNTRIES

    @pytest.mark.parametrize("field", ["seats", "organs"])
    def test_organs_and_seats_have_sectors(self, field):
        for state in STATES:
            assert {organ["sector"] for organ in state.get(field, ())} <= SECTORS, state["iso3"]

    @pytest.mark.parametrize("system", ["cow", "gw"])
    def test_spells_are_in_order_and_none_overlaps_another(self, system):
        for state in STATES:
            spells = sorted(state.get(system, ()), key=lambda spell: spell["start"])
            for spell in spells:
                assert spell["start"] <= spell.get("end", "9999"), state["iso3"]
            ends = [spell.get("end", "9999") for spell in spells]
            assert all(end < after["start"] for end, after in zip(ends, spells[1:], strict=False)), state[
                "iso3"
            ]

    @pytest.mark.parametrize("system", ["cow", "gw"])
    def test_two_states_never_share_a_number_on_one_day(self, system):
        held: dict[int, list[tuple[str, str, str]]] = {}
        for state in STATES:
            until = str(state.get("until", "9999"))
            for spell in state.get(system, ()):
                end = min(str(spell.get("end", "9999")), until)
                held.setdefault(spell["number"], []).append((spell["start"], end, state["iso3"]))
        shared = {
            number: spells
            for number, spells in held.items()
            if any(a[1] > b[0] for a, b in zip(sorted(spells), sorted(spells)[1:], strict=False))
        }
        # Names of the successor are told as of today: Serbia and Yugoslavia are both 345 before 2006.
        assert set(shared) <= {345, 365, 260, 678, 679, 315, 316}


# Correlates of War and Gleditsch-Ward numbers, read from the published lists of states by eye.
NUMBERS = [
    ("cow", "SRB", "2006-06-04", 345),
    ("cow", "SRB", "2006-06-05", 345),
    ("cow", "SRB", "2024-05-15", 345),
    ("gw", "SRB", "2006-06-04", 345),
    ("gw", "SRB", "2006-06-05", 340),
    ("gw", "SRB", "2024-05-15", 340),
    ("cow", "DEU", "1990-10-02", 260),
    ("cow", "DEU", "1990-10-03", 255),
    ("cow", "DEU", "2024-05-15", 255),
    ("gw", "DEU", "1990-10-03", 260),
    ("gw", "DEU", "2024-05-15", 260),
    ("cow", "DDR", "1990-10-02", 265),
    ("cow", "DDR", "1990-10-03", None),
    ("gw", "DDR", "1990-10-02", 265),
    ("gw", "DDR", "1990-10-03", None),
    ("cow", "YEM", "1990-05-21", 678),
    ("cow", "YEM", "1990-05-22", 679),
    ("cow", "YEM", "2024-05-15", 679),
    ("gw", "YEM", "1990-05-22", 678),
    ("gw", "YEM", "2024-05-15", 678),
    ("cow", "YMD", "1990-05-21", 680),
    ("cow", "YMD", "1990-05-22", None),
    ("gw", "YMD", "1990-05-21", 680),
    ("gw", "YMD", "1990-05-22", None),
    ("cow", "VNM", "2024-05-15", 816),
    ("gw", "VNM", "2024-05-15", 816),
    ("cow", "XKX", "2008-02-19", None),
    ("cow", "XKX", "2008-02-20", 347),
    ("gw", "XKX", "2008-02-16", None),
    ("gw", "XKX", "2008-02-17", 347),
    ("cow", "SSD", "2011-07-08", None),
    ("cow", "SSD", "2011-07-09", 626),
    ("gw", "SSD", "2011-07-08", None),
    ("gw", "SSD", "2011-07-09", 626),
    ("cow", "SDN", "2011-07-09", 625),
    ("gw", "SDN", "2011-07-09", 625),
    ("cow", "MNE", "2006-06-11", None),
    ("cow", "MNE", "2006-06-12", 341),
    ("gw", "MNE", "2006-06-02", None),
    ("gw", "MNE", "2006-06-03", 341),
]


@pytest.mark.parametrize(("system", "country", "day", "number"), NUMBERS)
def test_a_state_has_its_number_on_the_day(system, country, day, number):
    assert load_names().spell(system, country, date.fromisoformat(day)) == number


@pytest.mark.parametrize("country", [None, "UNO", "PSE", "ZZZ"])
def test_what_is_in_no_list_of_states_has_no_number(country):
    assert load_names().spell("cow", country, date(2024, 5, 15)) is None


@pytest.mark.parametrize(
    ("system", "country", "number"),
    [
        ("gw", "SRB", 340),
        ("cow", "YEM", 679),
        pytest.param(
            "cow",
            "DEU",
            255,
        ),
    ],
)
def test_without_a_day_a_state_has_its_latest_number(system, country, number):
    assert load_names().spell(system, country, None) == number


def test_every_state_name_that_is_not_ambiguous_means_that_state_alone():
    names = load_names()
    for state in STATES:
        for name in {state["name"], *state.get("aliases", ())} - set(state.get("ambiguous", ())):
            of_states = {known.country for known in names.meanings(name) if known.kind is NameKind.STATE}
            assert of_states == {state["iso3"]}, name
