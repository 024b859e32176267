import pytest

from dragoman.documents.clean import clean
from tests.fakes import article


def test_a_document_has_the_very_text_of_its_article():
    text = "  Kyiv\u00a0spoke. \r\n\n"
    assert clean(article(text)).text == text


def test_a_document_has_all_that_its_article_tells():
    given = article("Kyiv spoke.", title="News", outlets=("AP",), url="https://example.org/1")
    document = clean(given)
    for name in ("article_id", "title", "published", "outlets", "url"):
        assert getattr(document, name) == getattr(given, name)


def test_the_same_article_is_the_same_document_wherever_it_was_found():
    assert clean(article(origin="a.txt")).document_id == clean(article(origin="b.txt")).document_id


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"text": "Kyiv accused Moscow."}, id="text"),
        pytest.param({"published": None}, id="day"),
        pytest.param({"title": "News"}, id="title"),
        pytest.param({"article_id": "a2"}, id="id"),
    ],
)
def test_another_article_is_another_document(changed):
    assert clean(article(**changed)).document_id != clean(article()).document_id


def test_a_document_id_is_a_d_and_fifteen_hexadecimal_digits():
    document_id = clean(article()).document_id
    assert document_id[0] == "d"
    assert len(document_id) == 16
    int(document_id[1:], 16)


def test_fields_do_not_run_into_each_other():
    one = clean(article("b", published=None, title="a"))
    other = clean(article("ab", published=None, title=None))
    assert one.document_id != other.document_id
