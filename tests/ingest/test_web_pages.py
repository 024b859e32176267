from datetime import date
from pathlib import Path

import pytest

from dragoman.ingest.files import read_paths
from dragoman.ingest.text import looks_like_html
from dragoman.ingest.web_pages import read_web_page
from dragoman.records.article import Article, Refusal

WORDS = "Kyiv accused Beijing of arming Moscow on Thursday, and asked for talks in Geneva. " * 3
EXAMPLE = Path(__file__).parents[2] / "examples" / "singapore-2018.html"


def page(head: str = "", body: str = WORDS) -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body><article><p>{body}</p></article></body></html>"


def test_the_shipped_example_gives_text_title_day_and_site():
    [article] = read_paths([str(EXAMPLE)], None)
    assert article.title == "Trump and Kim meet in Singapore"
    assert article.published == date(2018, 6, 12)
    assert article.outlets == ("Dragoman Examples",)
    assert "Donald Trump" in article.text
    assert "<" not in article.text


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(
            '<meta property="article:published_time" content="2024-05-14T10:00:00Z">', id="open-graph"
        ),
        pytest.param('<meta name="date" content="2024-05-14">', id="meta-date"),
        pytest.param(
            '<script type="application/ld+json">'
            '{"@type":"NewsArticle","datePublished":"2024-05-14"}</script>',
            id="json-ld",
        ),
    ],
)
def test_the_day_is_the_pages_own_before_the_one_given_for_all(head):
    assert read_web_page(page(head), "a.html", date(2020, 1, 1)).published == date(2024, 5, 14)


def test_a_page_without_a_day_has_the_one_given_for_all():
    assert read_web_page(page(), "a.html", date(2020, 1, 1)).published == date(2020, 1, 1)
    assert read_web_page(page(), "a.html", None).published is None


def test_the_title_is_the_pages():
    article = read_web_page(page('<meta property="og:title" content="Kyiv &amp; Beijing">'), "a.html", None)
    assert article.title == "Kyiv & Beijing"


def test_script_style_and_markup_are_no_text():
    article = read_web_page(
        page(body=f"<script>alert(1)</script><b>{WORDS}</b><style>p {{}}</style>"), "a.html", None
    )
    assert article.text.strip() == WORDS.strip()


def test_entities_are_the_letters_that_they_stand_for():
    assert (
        "Müller & “Söhne”"
        in read_web_page(page(body="M&uuml;ller &amp; &#8220;Söhne&#8221; " + WORDS), "a", None).text
    )


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("<html><body><p>" + WORDS, id="nothing-closed"),
        pytest.param(page().replace("</p>", "</b></i></p></div>"), id="closed-too-often"),
        pytest.param(page("<meta content="), id="half-a-tag"),
        pytest.param(page(body="<p>" * 500 + WORDS), id="nested"),
        pytest.param(page(body=f"{WORDS}<!-- never closed"), id="half-a-comment"),
    ],
)
def test_broken_markup_is_read_as_far_as_it_goes(broken):
    article = read_web_page(broken, "a.html", None)
    assert isinstance(article, Article)
    assert "Kyiv accused Beijing" in article.text


@pytest.mark.parametrize(
    "empty",
    [
        "<html></html>",
        "<html><body><script>Kyiv()</script></body></html>",
        page(body=" "),
        "<",
        "<div>" * 50_000,
        "<html><body>" + "<div>" * 50_000 + WORDS,
    ],
    ids=["no-body", "script-only", "space", "a-bracket", "deep-and-empty", "a-bomb-of-nested-markup"],
)
def test_a_page_without_text_is_refused(empty):
    assert read_web_page(empty, "a.html", None) == Refusal("a.html", "HTML without text")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n <HTML lang='en'>", True),
        ("<?xml version='1.0'?>\n<!doctype HTML>", True),
        ("<!-- saved --><html>", True),
        ("<body>", True),
        ("Kyiv said <html> is", False),
        ("<htmlx>", False),
        ("", False),
    ],
)
def test_a_page_is_told_by_its_beginning(text, html):
    assert looks_like_html(text) is html


def test_a_page_that_says_it_is_text_is_read_as_a_page(tmp_path):
    (tmp_path / "a.txt").write_text(page(), encoding="utf-8")
    [article] = read_paths([str(tmp_path / "a.txt")], None)
    assert article.text.strip() == WORDS.strip()
