import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.json_lines import read_json_lines
from dragoman.ingest.text import derive_id
from dragoman.records.article import Article, Refusal


def read(content: bytes, published: date | None = None) -> list[Article | Refusal]:
    return list(read_json_lines(io.BytesIO(content), "wire.jsonl", published))


def one(**fields: object) -> Article | Refusal:
    return read(json.dumps({"text": "Fog.", **fields}).encode())[0]


def test_a_line_tells_all_that_it_has():
    fields = {
        "id": "x1",
        "title": "News",
        "published": "2024-05-15",
        "outlets": ["AP", "BBC"],
        "url": "https://a.b",
    }
    assert one(**fields) == Article(
        "x1", "Fog.", "wire.jsonl, line 1", "News", date(2024, 5, 15), ("AP", "BBC"), "https://a.b"
    )


def test_a_line_needs_its_text_alone():
    assert one() == Article(derive_id("Fog."), "Fog.", "wire.jsonl, line 1")


def test_fields_of_other_names_are_left_alone():
    assert isinstance(one(author="X", tags=[1, {"a": None}]), Article)


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        pytest.param({"id": 7}, "article_id", "7", id="a-number-is-an-id"),
        pytest.param({"id": 0}, "article_id", "0", id="nought-is-an-id"),
        pytest.param({"id": ""}, "article_id", derive_id("Fog."), id="an-empty-id-is-none"),
        pytest.param({"id": None}, "article_id", derive_id("Fog."), id="null-is-none"),
        pytest.param({"outlets": "AP"}, "outlets", ("AP",), id="one-outlet"),
        pytest.param({"outlets": None}, "outlets", (), id="no-outlet"),
        pytest.param({"title": ""}, "title", None, id="an-empty-title-is-none"),
        pytest.param({"published": ""}, "published", None, id="an-empty-day-is-none"),
        pytest.param({"published": " 2024-05-15 "}, "published", date(2024, 5, 15), id="space-around-a-day"),
        pytest.param(
            {"published": "2024-05-15T23:30:00+02:00"}, "published", date(2024, 5, 15), id="the-day-of-a-time"
        ),
        pytest.param(
            {"published": "2024-05-15T23:30:00Z"}, "published", date(2024, 5, 15), id="a-time-in-utc"
        ),
        pytest.param({"text": "a\x00b\x1bc"}, "text", "a\ufffdb\ufffdc", id="controls-are-replaced"),
        pytest.param(
            {"text": "Kyiv \U0001f600"}, "text", "Kyiv \U0001f600", id="surrogate-pairs-are-letters"
        ),
    ],
)
def test_a_field_may_come_in_several_ways(fields, name, value):
    assert getattr(one(**fields), name) == value


def test_the_day_that_is_given_for_all_is_for_those_without_their_own():
    lines = b'{"text": "a"}\n{"text": "b", "published": "2024-05-15"}'
    assert [article.published for article in read(lines, date(2020, 1, 1))] == [
        date(2020, 1, 1),
        date(2024, 5, 15),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b'{"text": "Kyiv"', "not JSON: Input data was truncated", id="broken"),
        pytest.param(b"Kyiv spoke.", "not JSON: ", id="no-json-at-all"),
        pytest.param(b'{"text": "caf\xe9"}', "not JSON: ", id="latin-1"),
        pytest.param(rb'{"text": "a\ud800b"}', "not JSON: ", id="lone-surrogate"),
        pytest.param(
            b'{"text": "a", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not JSON: ", id="deep"
        ),
        pytest.param(b'{"id": 1}', "not an article: Object missing required field `text`", id="no-text"),
        pytest.param(
            b'{"text": null}', "not an article: Expected `str`, got `null` - at `$.text`", id="null-text"
        ),
        pytest.param(b'{"text": ["a"]}', "not an article: Expected `str`, got `array`", id="text-is-a-list"),
        pytest.param(b"[1]", "not an article: Expected `object`, got `array`", id="a-list"),
        pytest.param(b'{"text": "a", "outlets": [5]}', "not an article: ", id="outlet-is-a-number"),
        pytest.param(b'{"text": "a", "published": 5}', "not an article: ", id="day-is-a-number"),
        pytest.param(
            b'{"text": "a", "published": "15 May"}', "`published` is no ISO date: '15 May'", id="no-iso-day"
        ),
        pytest.param(
            b'{"text": "a", "published": "2024-02-30"}',
            "`published` is no ISO date: '2024-02-30'",
            id="no-such-day",
        ),
        pytest.param(b'{"text": ""}', "empty text", id="empty-text"),
        pytest.param(b'{"text": " \\n\\u00a0"}', "empty text", id="text-of-space"),
    ],
)
def test_a_line_that_is_no_article_is_refused_with_the_reason_and_the_next_goes_on(line, reason):
    refusal, following = read(line + b'\n{"text": "next"}')
    assert isinstance(refusal, Refusal)
    assert refusal.origin == "wire.jsonl, line 1"
    assert refusal.reason.startswith(reason)
    assert following.text == "next"


def test_lines_in_utf_16_are_refused():
    assert isinstance(read('{"text": "a"}\n'.encode("utf-16"))[0], Refusal)


@pytest.mark.parametrize("size", [12_000_000, 10_000_000, 25_000_000], ids=["12-MB", "10-MB", "25-MB"])
def test_a_line_longer_than_ten_megabytes_is_refused_and_the_next_goes_on(size):
    found = read(b'{"text": "' + b"x" * size + b'"}\n{"text": "next"}\n')
    assert found[0] == Refusal("wire.jsonl, line 1", "a line longer than 10 MB")
    assert [article.text for article in found[1:]] == ["next"]
    assert found[1].origin == "wire.jsonl, line 2"


def test_a_long_last_line_without_its_end_is_refused_once():
    assert len(read(b'{"text": "' + b"x" * 12_000_000)) == 1


def test_empty_lines_are_passed_over_but_counted():
    found = read(b'{"text": "a"}\r\n\r\n \n{"text": "b"}')
    assert [article.origin for article in found] == ["wire.jsonl, line 1", "wire.jsonl, line 4"]


def test_a_byte_order_mark_before_the_first_line_is_no_part_of_it():
    assert [type(found) for found in read(b'\xef\xbb\xbf{"text": "a"}\n{"text": "b"}')] == [Article, Article]


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), max_size=4))
def test_whatever_the_bytes_every_line_that_is_not_empty_is_an_article_or_a_refusal(lines):
    told = sum(bool(line.strip()) for line in b"\n".join(lines).removeprefix(b"\xef\xbb\xbf").split(b"\n"))
    assert len(read(b"\n".join(lines))) == max(told, 1)  # a file of empty lines is refused once


@given(st.text())
def test_every_text_that_json_can_tell_is_read_as_it_is_but_for_controls(text):
    found = read(json.dumps({"text": text}, ensure_ascii=False).encode("utf-8", "surrogatepass"))[0]
    if isinstance(found, Article):
        assert len(found.text) == len(text)
        found.text.encode()
    else:
        assert found.reason == "empty text" or "\ud800" <= max(text) <= "\udfff"
