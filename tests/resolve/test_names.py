from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.names import Known, NameKind, Names, Spell, slug
from dragoman.resolve.tables import load_names
from dragoman.words import split_words

NAMES = load_names()
SUDAN = Known("state:SDN", "Sudan", NameKind.STATE, "SDN", "GOV")
SOUTH_SUDAN = Known("state:SSD", "South Sudan", NameKind.STATE, "SSD", "GOV", date(2011, 7, 9))
SMALL = Names(
    [("Sudan", SUDAN), ("South Sudan", SOUTH_SUDAN), ("U.S.", SUDAN), ("Türkiye", SUDAN)],
    {"SSD": {"cow": [Spell(626, date(2011, 7, 9), None)]}},
)


def found(text: str, names: Names = SMALL) -> list[str]:
    words = split_words(text)
    return [text[words[m.first].start : words[m.last].end] for m in names.find(words)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("Sudan", ["Sudan"], id="whole-text"),
        pytest.param("in South Sudan and Sudan.", ["South Sudan", "Sudan"], id="longest-first"),
        pytest.param("South of Sudan", ["Sudan"], id="words-between"),
        pytest.param("Sudanese", [], id="no-part-of-a-word"),
        pytest.param("sudan", [], id="case-as-written"),
        pytest.param("the U.S. army", ["U.S."], id="full-stops-inside"),
        pytest.param("the U.S", [], id="cut-off-by-the-end-of-the-text"),
        pytest.param("Turkiye", ["Turkiye"], id="accents-do-not-matter"),
        pytest.param("South", [], id="a-beginning-alone"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_known_names_are_found_as_whole_words(text, names):
    assert found(text) == names


def test_one_name_may_stand_for_several():
    names = Names([("Congo", SUDAN), ("Congo", SOUTH_SUDAN), ("Congo", SUDAN)], {})
    assert names.meanings("Congo") == (SUDAN, SOUTH_SUDAN)
    assert len(names) == 1


def test_an_unknown_name_stands_for_nobody():
    assert SMALL.meanings("Ruritania") == ()


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2011, 7, 8), False), (date(2011, 7, 9), True), (date(2024, 1, 1), True), (None, True)],
)
def test_a_name_holds_from_its_first_day(day, holds):
    assert SOUTH_SUDAN.holds(day) is holds


def test_a_name_holds_on_its_last_day_and_no_longer():
    known = Known("p", "P", NameKind.PERSON, "SDN", "GOV", date(2019, 1, 1), date(2021, 10, 25))
    assert known.holds(date(2021, 10, 25))
    assert not known.holds(date(2021, 10, 26))


def test_numbers_of_states_begin_with_their_spell():
    assert SMALL.spell("cow", "SSD", date(2011, 7, 8)) is None
    assert SMALL.spell("cow", "SSD", date(2011, 7, 9)) == 626
    assert SMALL.spell("gw", "SSD", None) is None


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Côte d'Ivoire", "CIV"),
        ("Cote d\u2019Ivoire", "CIV"),
        ("Burma", "MMR"),
        ("Eswatini", "SWZ"),
        ("North Macedonia", "MKD"),
        ("DR Congo", "COD"),
        ("South Korea", "KOR"),
        ("North Korea", "PRK"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Kremlin", "RUS"),
        ("Ukrainian", "UKR"),
        ("Dutch", "NLD"),
    ],
)
def test_the_shipped_tables_know_the_names_of_english_news(name, country):
    assert NAMES.meanings(name)[0].country == country


def test_us_is_the_state_only_in_capitals():
    assert NAMES.meanings("US")[0].country == "USA"
    assert NAMES.meanings("us") == ()


@given(st.text())
def test_in_any_text_names_are_in_order_and_without_overlap(text):
    matches = NAMES.find(split_words(text))
    ends = [-1, *(match.last for match in matches)]
    assert all(end < match.first <= match.last for end, match in zip(ends, matches, strict=False))


@pytest.mark.parametrize(
    ("name", "slugged"),
    [
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Côte d\u2019Ivoire", "cote-d-ivoire"),
        ("  U.S. -- led ", "u-s-led"),
        ("", ""),
    ],
)
def test_a_slug_is_small_letters_digits_and_hyphens(name, slugged):
    assert slug(name) == slugged
