import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.entity import Place
from dragoman.records.language import Span
from dragoman.resolve.gazetteer import load_gazetteer
from dragoman.resolve.places import find_places, named_towns
from dragoman.resolve.tables import load_names
from tests.strategies import TEXT

GAZETTEER, NAMES = load_gazetteer(), load_names()


def places(text: str, *named: str) -> list[Place]:
    """The places of a text, at the first mention of each name."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in named]
    found = find_places(spans, text, GAZETTEER, NAMES)
    return [found[span] for span in spans]


def place(words: str) -> Place:
    [found] = places(f"They met in {words}.", words)
    return found


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Ukraine", "UKR"),
        ("Kyiv", "UKR"),
        ("Moscow", "RUS"),
        ("Kharkiv, Ukraine", "UKR"),
        ("Paris, Texas", "USA"),
        ("Alexandria", "EGY"),
        ("Alexandria, Louisiana", "USA"),
        ("the city of Mosul", "IRQ"),
        ("northern Mali", "MLI"),
        ("outside Damascus", "SYR"),
        ("Washington", "USA"),
        ("Crimea", "UKR"),
        ("the Middle East", None),
        ("Ruritania", None),
    ],
)
def test_a_place_lies_in_a_country(words, country):
    assert place(words).country == country


@pytest.mark.parametrize(
    ("words", "precision"),
    [
        ("Ukraine", "country"),
        ("eastern Ukraine", "region"),
        ("Donetsk Oblast", "region"),
        ("Harris County, Texas", "district"),
        ("Kharkiv", "town"),
        ("Kharkiv, Ukraine", "town"),
        ("Ruritania", "unsure"),
    ],
)
def test_its_precision_is_told(words, precision):
    assert place(words).precision == precision


def test_a_place_has_coordinates_its_area_and_its_number():
    kharkiv = place("Kharkiv")
    assert (round(kharkiv.lat), round(kharkiv.lon)) == (50, 36)
    assert kharkiv.geonames_id == 706483
    assert "Kharkiv" in kharkiv.admin1


def test_a_region_of_our_own_has_coordinates_but_no_number():
    sahel = place("Sahel")
    assert (sahel.geonames_id, sahel.country) == (None, None)
    assert sahel.lat is not None


def test_an_unknown_place_keeps_its_words_and_nothing_else():
    text = "They met in Ruritania."
    assert places(text, "Ruritania") == [Place("Ruritania", Span(12, 21))]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Police in London, Ontario, searched a house in Toronto.", "CAN"),
        ("Police in London searched a house in Manchester.", "GBR"),
        ("Rain fell on Tripoli and on Sidon; Lebanon's capital Beirut stayed dry.", "LBN"),
        ("Rain fell on Tripoli and on Benghazi, the two largest towns of Libya.", "LBY"),
    ],
)
def test_the_other_places_of_a_text_tell_which_one_is_meant(text, country):
    named = [name for name in ("London", "Tripoli") if name in text]
    others = [
        name
        for name in ("Ontario", "Toronto", "Manchester", "Sidon", "Beirut", "Lebanon", "Benghazi", "Libya")
        if name in text
    ]
    assert places(text, *named, *others)[0].country == country


def test_one_name_is_one_place_throughout_a_text():
    text = "A fire in Paris, Texas. Nobody in Paris was hurt."
    spans = [Span(10, 15), Span(17, 22), Span(34, 39)]
    found = find_places(spans, text, GAZETTEER, NAMES)
    assert found[spans[0]].geonames_id == found[spans[2]].geonames_id
    assert found[spans[2]].country == "USA"


def test_towns_of_one_name_with_nothing_between_them_are_left_unsure_with_their_country():
    springfield = place("Springfield")
    assert springfield.precision == "unsure" or springfield.country == "USA"
    assert (springfield.lat is None) == (springfield.precision == "unsure")


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        pytest.param("A fire in Regina.", ["Regina"], id="behind-a-word-of-place"),
        pytest.param("Near Baton Rouge and outside Regina.", ["Baton Rouge", "Regina"], id="several"),
        pytest.param("Regina said so.", [], id="perhaps-a-woman"),
        pytest.param("It rained in March.", [], id="a-month"),
        pytest.param("It rained in Kyiv.", [], id="one-that-the-actor-tables-know"),
        pytest.param("It rained in the capital.", [], id="no-name"),
        pytest.param("It rained in", [], id="no-more-words"),
    ],
)
def test_towns_are_found_behind_a_word_of_place(text, towns):
    assert [text[slice(*span)] for span in named_towns(text, GAZETTEER, NAMES)] == towns


@pytest.mark.parametrize("words", ["the capital", "the city", "and", "Raul"])
def test_common_words_and_names_of_hamlets_are_no_place(words):
    assert place(words).precision == "unsure"


@given(TEXT, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4))
def test_every_span_of_any_text_gets_a_place_with_its_words(text, ends):
    spans = [Span(min(pair), max(pair)) for pair in ends]
    found = find_places(spans, text, GAZETTEER, NAMES)
    assert {span: place.name for span, place in found.items()} == {span: text[slice(*span)] for span in spans}
