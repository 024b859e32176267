import pytest
from hypothesis import given

from dragoman.resolve.gazetteer import Kind, distance, fold, load_gazetteer
from tests.strategies import TEXT

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        pytest.param("Lviv", "UKR", Kind.TOWN, id="today's-name"),
        pytest.param("Lvov", "UKR", Kind.TOWN, id="an-older-name"),
        pytest.param("KYIV", "UKR", Kind.REGION, id="capitals"),
        pytest.param("Sao Paulo", "BRA", Kind.REGION, id="no-accents"),
        pytest.param("St Petersburg", "RUS", Kind.REGION, id="saint"),
        pytest.param("Donetsk Oblast", "UKR", Kind.REGION, id="a-first-level-area"),
        pytest.param("Harris County", "USA", Kind.DISTRICT, id="a-second-level-area"),
        pytest.param("Texas", "USA", Kind.REGION, id="a-state-of-a-union"),
        pytest.param("W.Va.", "USA", Kind.REGION, id="as-papers-shorten-it"),
        pytest.param("Middle East", "", Kind.REGION, id="a-region-of-no-country"),
        pytest.param("Mali", "MLI", Kind.COUNTRY, id="a-country"),
    ],
)
def test_a_place_is_found_by_its_names(name, country, kind):
    assert (country, kind) in {(entry.country, entry.kind) for entry in GAZETTEER.find(name)}


def test_of_several_places_the_one_with_most_people_is_first():
    people = [entry.population for entry in GAZETTEER.find("Washington")]
    assert len(people) > 50
    assert people == sorted(people, reverse=True)


def test_what_no_place_is_called_is_not_found():
    assert GAZETTEER.find("Ruritania") == ()


def test_a_town_knows_the_areas_around_it():
    lviv = next(entry for entry in GAZETTEER.find("Lviv") if entry.kind is Kind.TOWN)
    assert GAZETTEER.number(lviv.admin1).country == "UKR"
    assert GAZETTEER.number(lviv.admin1).kind is Kind.REGION


def test_a_number_that_is_none_is_an_error():
    with pytest.raises(KeyError):
        GAZETTEER.number(1)


def test_every_state_of_the_tables_but_those_that_are_no_more_has_a_point():
    assert {"USA", "RUS", "PSE", "XKX", "TWN", "SSD", "VAT"} <= set(GAZETTEER.countries)
    assert len(GAZETTEER.countries) > 220


def test_distances_are_those_of_the_map():
    london, paris = (51.5074, -0.1278), (48.8566, 2.3522)
    assert distance(london, paris) == pytest.approx(343.6, abs=1)
    assert distance(london, london) == 0
    assert distance((0, 179), (0, -179)) == pytest.approx(222.4, abs=0.5)


@given(TEXT)
def test_any_words_can_be_looked_up_and_fold_settles_at_once(words):
    GAZETTEER.find(words)
    assert fold(fold(words)) == fold(words)
