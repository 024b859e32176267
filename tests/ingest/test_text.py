from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.text import as_day, tidy

MAY_15 = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        pytest.param(None, None, id="nothing"),
        pytest.param("", None, id="empty"),
        pytest.param(" \n", None, id="space"),
        pytest.param(MAY_15, MAY_15, id="date"),
        pytest.param(datetime(2024, 5, 15, 23, 30, tzinfo=UTC), MAY_15, id="moment"),
        pytest.param(
            datetime(2024, 5, 15, 23, 30, tzinfo=timezone(timedelta(hours=-8))), MAY_15, id="day-where-it-was"
        ),
        pytest.param("2024-05-15", MAY_15, id="text"),
        pytest.param("20240515", MAY_15, id="text-without-hyphens"),
        pytest.param(" 2024-05-15\n", MAY_15, id="text-in-space"),
        pytest.param("2024-05-15T23:30:00Z", MAY_15, id="text-of-a-moment"),
        pytest.param("2024-05-15 23:30", MAY_15, id="text-of-a-moment-with-a-space"),
        pytest.param("2024-05-15T23:30:00.5-08:00", MAY_15, id="text-of-a-moment-far-away"),
    ],
)
def test_the_day_of_a_date_a_moment_or_a_text(given, day):
    found = as_day(given)
    assert found == day
    assert not isinstance(found, datetime)


@pytest.mark.parametrize("given", ["15 May 2024", "2024-02-30", "2024-05", "now", "2024-05-15T25:00"])
def test_what_is_no_iso_date_is_an_error(given):
    with pytest.raises(ValueError, match=r"."):
        as_day(given)


@given(st.datetimes())
def test_every_moment_has_the_day_of_its_iso_form(moment):
    assert as_day(moment) == as_day(moment.isoformat()) == as_day(moment.date().isoformat()) == moment.date()


@given(st.text(st.characters()))
def test_tidying_keeps_every_offset_and_leaves_what_can_be_stored(text):
    tidied = tidy(text)
    assert len(tidied) == len(text)
    tidied.encode()
    assert tidy(tidied) == tidied
