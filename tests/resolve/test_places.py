import pytest

from dragoman.documents.clean import clean
from dragoman.records.entity import Place
from dragoman.records.language import Mention, MentionKind, Span
from dragoman.resolve.places import resolve_place
from dragoman.resolve.tables import load_names
from tests.fakes import article


def place(words: str) -> Place:
    text = f"They met in {words}."
    span = Span(12, 12 + len(words))
    return resolve_place(Mention(span, MentionKind.PLACE), clean(article(text)), load_names())


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Ukraine", "UKR"),
        ("Kyiv", "UKR"),
        ("Moscow", "RUS"),
        ("Kharkiv, Ukraine", "UKR"),
        ("Paris, Texas", "USA"),
        ("Ruritania", None),
    ],
)
def test_a_place_lies_in_the_country_that_its_last_known_name_tells(words, country):
    assert place(words).country == country


@pytest.mark.parametrize(
    ("words", "precision"),
    [("Ukraine", "country"), ("Kyiv", "town"), ("Kyiv, Ukraine", "town"), ("X", "unsure")],
)
def test_its_precision_is_told(words, precision):
    assert place(words).precision == precision


def test_a_place_keeps_its_words_and_span_and_has_no_coordinates_yet():
    found = place("eastern Ukraine")
    assert (found.name, found.span, found.precision) == ("eastern Ukraine", Span(12, 27), "region")
    assert (found.lat, found.lon, found.geonames_id) == (None, None, None)
