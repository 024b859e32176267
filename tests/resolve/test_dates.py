"""What phrases mean on Wednesday 15 May 2024, the day of publication of every test unless told."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.records.entity import EventDate
from dragoman.records.language import Span
from dragoman.resolve.dates import RULES, resolve_date

WEDNESDAY = date(2024, 5, 15)
SPAN = Span(3, 9)


def resolve(phrase: str, published: date | None = WEDNESDAY, ahead: bool = False) -> EventDate | None:
    return resolve_date(phrase, SPAN, published, ahead)


def days(found: EventDate | None) -> tuple[str, str] | None:
    return (found.start.isoformat(), found.end.isoformat()) if found else None


def day(text: str) -> tuple[str, str]:
    return text, text


@pytest.mark.parametrize(
    ("phrase", "meant", "precision"),
    [
        ("2024-05-03", day("2024-05-03"), "day"),
        ("3 May 2024", day("2024-05-03"), "day"),
        ("May 3, 2024", day("2024-05-03"), "day"),
        ("Friday, May 3, 2024", day("2024-05-03"), "day"),
        ("3rd of May 2024", day("2024-05-03"), "day"),
        ("on 3 May 2024", day("2024-05-03"), "day"),
        ("Sept. 11, 2001", day("2001-09-11"), "day"),
        ("Sep 11 2001", day("2001-09-11"), "day"),
        ("29 February 2024", day("2024-02-29"), "day"),
        ("May 2023", ("2023-05-01", "2023-05-31"), "month"),
        ("February of 2024", ("2024-02-01", "2024-02-29"), "month"),
        ("early May 2023", ("2023-05-01", "2023-05-11"), "span"),
        ("late May 2023", ("2023-05-21", "2023-05-31"), "span"),
        ("2023", ("2023-01-01", "2023-12-31"), "year"),
        ("in 2023", ("2023-01-01", "2023-12-31"), "year"),
        ("early 2023", ("2023-01-01", "2023-05-02"), "span"),
        ("mid-2023", ("2023-05-02", "2023-09-01"), "span"),
        ("late 2023", ("2023-09-01", "2023-12-31"), "span"),
        ("1990s", ("1990-01-01", "1999-12-31"), "span"),
        ("the 1990s", ("1990-01-01", "1999-12-31"), "span"),
        ("2014-2016", ("2014-01-01", "2016-12-31"), "span"),
        ("2014-16", ("2014-01-01", "2016-12-31"), "span"),
        ("2014\u201316", ("2014-01-01", "2016-12-31"), "span"),
        ("2014 to 2016", ("2014-01-01", "2016-12-31"), "span"),
    ],
)
@pytest.mark.parametrize("published", [WEDNESDAY, None], ids=["published", "no-day"])
@pytest.mark.parametrize("ahead", [False, True], ids=["told", "ahead"])
def test_a_phrase_with_its_year_means_the_same_whenever_it_was_printed(
    phrase, meant, precision, published, ahead
):
    found = resolve(phrase, published, ahead)
    assert found is not None
    assert (days(found), found.precision) == (meant, precision)


@pytest.mark.parametrize(
    ("phrase", "told", "ahead"),
    [
        # The day itself: wire copy names its own day.
        ("Wednesday", "2024-05-15", "2024-05-15"),
        ("on Wednesday", "2024-05-15", "2024-05-15"),
        ("last Wednesday", "2024-05-08", "2024-05-08"),
        ("next Wednesday", "2024-05-22", "2024-05-22"),
        # Other days: the nearest on the event's side.
        ("Tuesday", "2024-05-14", "2024-05-21"),
        ("Thursday", "2024-05-09", "2024-05-16"),
        ("on Thursday", "2024-05-09", "2024-05-16"),
        ("late Thursday", "2024-05-09", "2024-05-16"),
        ("early Thursday", "2024-05-09", "2024-05-16"),
        ("Thursday night", "2024-05-09", "2024-05-16"),
        ("on Thursday evening", "2024-05-09", "2024-05-16"),
        ("last Thursday", "2024-05-09", "2024-05-09"),
        ("next Thursday", "2024-05-16", "2024-05-16"),
        ("this Monday", "2024-05-13", None),
        # Near days.
        ("today", "2024-05-15", "2024-05-15"),
        ("tonight", "2024-05-15", "2024-05-15"),
        ("this morning", "2024-05-15", "2024-05-15"),
        ("yesterday", "2024-05-14", "2024-05-14"),
        ("late yesterday", "2024-05-14", "2024-05-14"),
        ("yesterday evening", "2024-05-14", "2024-05-14"),
        ("last night", "2024-05-14", "2024-05-14"),
        ("late last night", "2024-05-14", None),
        ("early last night", "2024-05-14", None),
        ("tomorrow", "2024-05-16", "2024-05-16"),
        # A day of the month: the nearest, and rather on the event's side.
        ("May 9", "2024-05-09", "2024-05-09"),
        ("9 May", "2024-05-09", "2024-05-09"),
        ("the 9th of May", "2024-05-09", "2024-05-09"),
        ("Thursday, May 9", "2024-05-09", "2024-05-09"),
        ("May 20", None, "2024-05-20"),
        ("December 25", "2023-12-25", "2024-12-25"),
        ("Jan. 3", "2024-01-03", "2025-01-03"),
        ("February 29", "2024-02-29", None),
        # Counted days.
        ("two days ago", "2024-05-13", None),
        ("2 days ago", "2024-05-13", None),
        ("a couple of days ago", "2024-05-13", None),
        ("a day ago", "2024-05-14", None),
        ("within three days", None, "2024-05-18"),
        ("in three days", None, "2024-05-18"),
        ("three days from now", None, "2024-05-18"),
    ],
)
def test_a_day_is_counted_from_publication(phrase, told, ahead):
    for meant, side in ((told, False), (ahead, True)):
        if meant:  # None: nobody says so of an event on that side
            found = resolve(phrase, ahead=side)
            assert found is not None
            assert (days(found), found.precision) == (day(meant), "day")


@pytest.mark.parametrize(
    ("phrase", "told", "ahead"),
    [
        ("this week", ("2024-05-13", "2024-05-19"), ("2024-05-13", "2024-05-19")),
        ("last week", ("2024-05-06", "2024-05-12"), None),
        ("next week", None, ("2024-05-20", "2024-05-26")),
        ("earlier this week", ("2024-05-13", "2024-05-15"), None),
        ("later this week", None, ("2024-05-15", "2024-05-19")),
        ("over the weekend", ("2024-05-11", "2024-05-12"), None),
        ("last weekend", ("2024-05-11", "2024-05-12"), None),
        ("this weekend", None, ("2024-05-18", "2024-05-19")),
        ("next weekend", None, ("2024-05-18", "2024-05-19")),
        ("three weeks ago", ("2024-04-21", "2024-04-27"), None),
        ("last month", ("2024-04-01", "2024-04-30"), None),
        ("next month", None, ("2024-06-01", "2024-06-30")),
        ("later this month", None, ("2024-05-15", "2024-05-31")),
        ("a month ago", ("2024-04-01", "2024-04-30"), None),
        ("two months ago", ("2024-03-01", "2024-03-31"), None),
        ("May", ("2024-05-01", "2024-05-31"), ("2024-05-01", "2024-05-31")),
        ("in January", ("2024-01-01", "2024-01-31"), ("2025-01-01", "2025-01-31")),
        ("June", ("2023-06-01", "2023-06-30"), ("2024-06-01", "2024-06-30")),
        ("last December", ("2023-12-01", "2023-12-31"), None),
        ("next June", None, ("2024-06-01", "2024-06-30")),
        ("late April", ("2024-04-20", "2024-04-30"), None),
        ("early in May", ("2024-05-01", "2024-05-11"), None),
        ("this year", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31")),
        ("last year", ("2023-01-01", "2023-12-31"), None),
        ("earlier this year", ("2024-01-01", "2024-05-15"), None),
        ("later this year", None, ("2024-05-15", "2024-12-31")),
        ("early next year", None, ("2025-01-01", "2025-05-02")),
        ("10 years ago", ("2014-01-01", "2014-12-31"), None),
        ("some 20 years ago", ("2004-01-01", "2004-12-31"), None),
        ("overnight", ("2024-05-14", "2024-05-15"), None),
    ],
)
def test_a_longer_time_is_an_interval_with_both_its_days(phrase, told, ahead):
    assert told is None or days(resolve(phrase)) == told
    assert ahead is None or days(resolve(phrase, ahead=True)) == ahead


@pytest.mark.parametrize(
    "phrase",
    "today|Thursday|last Thursday|May 9|May|early May|last week|later this year|overnight|over the weekend"
    "|two days ago|a year ago|in three days".split("|"),
)
def test_without_a_day_of_publication_a_phrase_without_its_year_has_no_date(phrase):
    assert resolve(phrase, published=None) is None


@pytest.mark.parametrize(
    "phrase",
    "|recently|Wed.|several days ago|the day before|05/12/2024|1812|31 June|Feb. 30|2024-13-45|32 May 2024"
    "|May 0, 2024|29 February 2023|zero days ago|9999 years ago|99999999999999 weeks ago|2016-2014"
    "|Tuesday and Wednesday|for three days|Kyiv|.|٣ May 2024x".split("|"),
)
def test_words_that_tell_no_day_have_no_date(phrase):
    assert resolve(phrase) is None


def test_case_commas_and_spaces_do_not_matter():
    assert days(resolve("  FRIDAY ,\n May  3,2024 ")) == day("2024-05-03")


def test_a_date_keeps_its_span_and_names_its_rule():
    found = resolve("last Thursday")
    assert found == EventDate(date(2024, 5, 9), date(2024, 5, 9), "day", "weekday", SPAN)


def test_around_new_year_the_nearest_day_lies_in_another_year():
    assert days(resolve("December 30", date(2024, 1, 2))) == day("2023-12-30")
    assert days(resolve("January 2", date(2023, 12, 30), ahead=True)) == day("2024-01-02")


def test_in_a_year_without_29_february_the_last_one_is_meant():
    assert days(resolve("February 29", date(2025, 1, 10))) == day("2024-02-29")


@pytest.mark.parametrize("published", [date.min, date.max], ids=["first-day", "last-day"])
@pytest.mark.parametrize(
    "phrase",
    "yesterday|tomorrow|last week|next month|May 9|May|next year|over the weekend|overnight".split("|"),
)
def test_at_the_ends_of_the_calendar_there_may_be_no_date_but_no_crash_either(phrase, published):
    resolve(phrase, published)
    resolve(phrase, published, ahead=True)


WORDS = st.sampled_from(
    "last next this past early late mid later earlier on in the of over a two couple 3 31 29 0 2024 1999 "
    "May Feb. Sept Thursday weekend week days month years ago time from now later morning night - , to and "
    "since yesterday overnight 1990s 2014-16 2024-02-30 99999999999 within more than".split()
)
PHRASES = st.text() | st.lists(WORDS, max_size=6).map(" ".join)


@given(PHRASES, st.none() | st.dates(), st.booleans())
@example("in " * 500, WEDNESDAY, False)
@example("1" * 5000 + " days ago", WEDNESDAY, False)
def test_any_words_have_a_date_in_order_or_none(phrase, published, ahead):
    found = resolve(phrase, published, ahead)
    if found is not None:
        assert found.start <= found.end
        assert found.precision in {"day", "week", "month", "season", "year", "span"}
        assert found.rule.removeprefix("since-") in {name for name, *_ in RULES}
        assert found.span == SPAN


class TestWordsThatMislead:
    def test_this_friday_still_to_come_is_the_coming_one(self):
        assert days(resolve("this Friday", ahead=True)) == day("2024-05-17")

    def test_last_weekend_lies_behind_whatever_the_event(self):
        assert days(resolve("last weekend", ahead=True)) == ("2024-05-11", "2024-05-12")

    def test_last_weekend_on_a_sunday_is_a_week_ago(self):
        assert days(resolve("last weekend", date(2024, 5, 19))) == ("2024-05-11", "2024-05-12")

    def test_last_may_told_in_may_is_a_year_ago(self):
        assert days(resolve("last May")) == ("2023-05-01", "2023-05-31")

    @pytest.mark.parametrize("phrase", ["three days", "a year", "10 years", "two weeks"])
    def test_a_length_of_time_is_no_date(self, phrase):
        assert resolve(phrase) is None

    @pytest.mark.parametrize(
        "phrase", ["two days later", "three years later", "two days earlier", "a week before"]
    )
    def test_later_and_earlier_than_another_event_have_no_date(self, phrase):
        assert resolve(phrase) is None

    @pytest.mark.parametrize("part", ["later", "earlier"])
    @pytest.mark.parametrize("rest", ["last year", "last week", "last month", "next year"])
    def test_later_in_a_time_that_is_not_this_one_has_no_date(self, part, rest):
        assert resolve(f"{part} {rest}") is resolve(f"{part} {rest}", ahead=True) is None

    @pytest.mark.parametrize(
        ("phrase", "meant", "rule"),
        [
            ("since Friday", ("2024-05-10", "2024-05-15"), "since-weekday"),
            ("Since Wednesday", ("2024-05-15", "2024-05-15"), "since-weekday"),
            ("since May 3, 2024", ("2024-05-03", "2024-05-15"), "since-month-day-year"),
            ("since 2014", ("2014-01-01", "2024-05-15"), "since-year"),
            ("since last week", ("2024-05-06", "2024-05-15"), "since-this-unit"),
            ("since the 1990s", ("1990-01-01", "2024-05-15"), "since-decade"),
        ],
    )
    @pytest.mark.parametrize("ahead", [False, True], ids=["told", "ahead"])
    def test_since_a_day_runs_from_it_to_publication(self, phrase, meant, rule, ahead):
        found = resolve(phrase, ahead=ahead)
        assert found is not None
        assert (days(found), found.precision, found.rule) == (meant, "span", rule)

    def test_since_a_year_without_a_day_of_publication_is_that_year(self):
        assert days(resolve("since 2014", published=None)) == ("2014-01-01", "2014-12-31")

    def test_in_three_years_of_an_event_told_is_a_length_of_time(self):
        assert resolve("in three years") is None

    @pytest.mark.parametrize("phrase", ["before Thursday", "after Thursday"])
    def test_before_and_after_a_day_are_not_that_day(self, phrase):
        assert days(resolve(phrase)) != day("2024-05-09")

    @pytest.mark.parametrize(
        ("phrase", "meant"),
        [("in the 1990s", ("1990-01-01", "1999-12-31")), ("on the 3rd of May", day("2024-05-03"))],
    )
    def test_several_words_before_a_date_are_passed_over(self, phrase, meant):
        assert days(resolve(phrase)) == meant
