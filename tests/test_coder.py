from datetime import UTC, date, datetime

import pytest

from dragoman import Coder, Reading
from dragoman.records.event import Event
from tests.fakes import KYIV_ACCUSES, KYIV_TEXT, article, fake_tools


@pytest.fixture
def coder() -> Coder:
    coder = Coder()
    coder._tools = fake_tools(KYIV_ACCUSES)
    return coder


def test_a_coder_loads_nothing_before_it_reads():
    assert Coder()._tools is None


def test_reading_a_text_gives_its_document_and_events(coder):
    reading = coder.read(KYIV_TEXT, published="2024-05-15")
    assert isinstance(reading, Reading)
    assert reading.document.text == KYIV_TEXT
    assert [event.category for event in reading.events] == ["ACCUSE", "AID"]


def test_the_day_may_be_a_date_or_iso(coder):
    assert coder.read(KYIV_TEXT, "2024-05-15") == coder.read(KYIV_TEXT, date(2024, 5, 15))


@pytest.mark.parametrize(
    "published", [datetime(2024, 5, 15, 23, 30, tzinfo=UTC), "2024-05-15T23:30:00Z", " 2024-05-15 "]
)
def test_of_a_moment_the_day_counts(coder, published):
    reading = coder.read(KYIV_TEXT, published)
    assert reading == coder.read(KYIV_TEXT, "2024-05-15")
    assert reading.events[0].published == "2024-05-15"


@pytest.mark.parametrize("published", [None, "", " "], ids=["none", "empty", "space"])
def test_the_day_may_be_missing(coder, published):
    assert coder.read(KYIV_TEXT, published).document.published is None


def test_a_day_that_is_none_is_an_error(coder):
    with pytest.raises(ValueError, match="Invalid isoformat"):
        coder.read(KYIV_TEXT, published="15 May 2024")


@pytest.mark.parametrize("text", ["", " ", "\n"], ids=["empty", "space", "line-break"])
def test_a_text_of_nothing_has_no_events(coder, text):
    assert coder.read(text).events == ()


def test_what_cannot_be_stored_is_replaced_a_code_point_for_a_code_point(coder):
    reading = coder.read("\ud800\x00 " + KYIV_TEXT)
    assert reading.document.text == "\ufffd\ufffd " + KYIV_TEXT
    assert [event.trigger.span.start for event in reading.events] == [8, 27]


def test_several_articles_are_read_in_order(coder):
    readings = coder.read_all([article("Fog."), article()])
    assert [len(reading.events) for reading in readings] == [0, 2]


@pytest.mark.model
def test_the_shipped_model_reads_the_example_of_the_coding_guide():
    reading = Coder().read(
        "Kyiv accused Beijing on Thursday of supplying arms to Moscow.", published="2024-05-15"
    )
    accuse: Event = next(event for event in reading.events if event.category == "ACCUSE")
    assert [party.country for party in accuse.sources] == ["UKR"]
    assert [party.country for party in accuse.targets] == ["CHN"]
