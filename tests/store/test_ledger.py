from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.documents.clean import clean
from dragoman.errors import BadLedger
from dragoman.pipeline import code_article
from dragoman.records.article import Article, Refusal
from dragoman.records.event import Event
from dragoman.store.database import Database
from dragoman.store.ledger import (
    Coded,
    EventFilter,
    RunCounts,
    count_rows,
    events_of,
    find_document,
    find_event,
    find_events,
    is_coded,
    keep,
    keep_progress,
    open_run,
)
from tests.fakes import KYIV_ACCUSES, article, fake_tools
from tests.strategies import DAYS, EVENTS, TEXT

TOOLS = fake_tools(KYIV_ACCUSES)
VERSION = TOOLS.coder_version


@pytest.fixture
def database(tmp_path) -> Iterator[Database]:
    with Database(tmp_path / "a.duckdb") as database:
        yield database


def coded(*articles: Article) -> list[Coded]:
    found = [(one, *code_article(one, TOOLS)) for one in articles]
    return [Coded(one, document, tuple(events)) for one, document, events in found]


KYIV = coded(article())[0]
FOG = coded(article("Fog.", article_id="a2", published=None))[0]


def ids(events: Iterator[Event]) -> list[str]:
    return [event.event_id for event in events]


def test_what_is_kept_comes_back_as_it_was(database):
    keep(database, [KYIV, FOG], VERSION)
    for one in (KYIV, FOG):
        assert find_document(database, one.document.document_id) == one.document
        assert events_of(database, one.document.document_id, VERSION) == list(one.events)


def test_what_was_read_and_told_nothing_is_known_and_what_was_not_read_is_not(database):
    keep(database, [FOG], VERSION)
    assert events_of(database, FOG.document.document_id, VERSION) == []
    assert [is_coded(database, one.document.document_id, VERSION) for one in (FOG, KYIV)] == [True, False]
    assert not is_coded(database, FOG.document.document_id, "another coder")
    assert find_document(database, KYIV.document.document_id) is None


def test_keeping_twice_adds_nothing(database):
    keep(database, [KYIV, FOG], VERSION)
    once = count_rows(database)
    keep(database, [FOG, KYIV], VERSION)
    assert count_rows(database) == once == {"documents": 2, "codings": 2, "events": 2, "refusals": 0}


def test_an_article_twice_in_one_batch_is_kept_once(database):
    keep(database, [KYIV, KYIV], VERSION)
    assert count_rows(database)["events"] == 2


def test_nothing_is_kept_from_nothing(database):
    keep(database, [], VERSION)
    assert sum(count_rows(database).values()) == 0


def test_what_was_kept_first_stays_when_the_same_is_kept_otherwise(database):
    keep(database, [KYIV], VERSION)
    keep(database, [replace(KYIV, events=())], VERSION)
    assert events_of(database, KYIV.document.document_id, VERSION) == list(KYIV.events)


def test_another_coder_codes_beside_the_first(database):
    keep(database, [KYIV], VERSION)
    events = tuple(replace(e, event_id=e.event_id + "x", coder_version="v2") for e in KYIV.events)
    keep(database, [replace(KYIV, events=events)], "v2")
    assert events_of(database, KYIV.document.document_id, VERSION) == list(KYIV.events)
    assert events_of(database, KYIV.document.document_id, "v2") == list(events)
    assert count_rows(database)["documents"] == 1


class TestOfADocumentThatSeveralCodersHaveRead:
    def test_the_last_coding_alone_is_found(self, database):
        keep(database, [KYIV, FOG], VERSION)
        events = tuple(replace(e, event_id=e.event_id + "x", coder_version="v2") for e in KYIV.events[:1])
        keep(database, [replace(KYIV, events=events)], "v2")
        assert ids(find_events(database, EventFilter())) == [events[0].event_id]
        assert len(events_of(database, KYIV.document.document_id, VERSION)) == 2  # still kept

    def test_nothing_is_found_when_the_last_told_nothing(self, database):
        keep(database, [KYIV], VERSION)
        keep(database, [replace(KYIV, events=())], "v2")
        assert ids(find_events(database, EventFilter())) == []

    def test_the_others_keep_their_own(self, database):
        keep(database, [KYIV], VERSION)
        keep(database, [replace(FOG, events=())], "v2")
        assert len(ids(find_events(database, EventFilter()))) == 2


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(
            replace(KYIV, events=(KYIV.events[0], replace(KYIV.events[1], category=None))), id="broken-event"
        ),
        pytest.param(replace(KYIV, document=replace(KYIV.document, text=None)), id="broken-document"),
    ],
)
def test_a_failing_keep_leaves_nothing(database, broken):
    with pytest.raises(BadLedger, match="The ledger cannot be used"):
        keep(database, [FOG, broken], VERSION)
    assert sum(count_rows(database).values()) == 0
    keep(database, [FOG, KYIV], VERSION)
    assert count_rows(database)["events"] == 2


def test_an_event_is_found_by_its_id_or_the_beginning_of_it(database):
    keep(database, [KYIV], VERSION)
    first, second = KYIV.events
    assert find_event(database, first.event_id) == first
    assert find_event(database, second.event_id[:10]) == second
    assert find_event(database, "e") is None  # both begin so
    assert find_event(database, "nothing") is None


class TestAFilter:
    DAYS = (date(2024, 5, 15), date(2024, 5, 16), None)

    @pytest.fixture(autouse=True)
    def _kept(self, database):
        self.database = database
        articles = [article(article_id=f"a{n}", published=day) for n, day in enumerate(self.DAYS)]
        keep(database, coded(*articles), VERSION)

    def found(self, **wanted: object) -> list[tuple[str | None, str]]:
        events = find_events(self.database, EventFilter(**wanted))
        return [(event.published, event.category) for event in events]

    def test_that_asks_nothing_lets_all_through_by_day_and_those_without_one_last(self):
        both = ("ACCUSE", "AID")
        assert self.found() == [(day and day.isoformat(), category) for day in self.DAYS for category in both]

    def test_by_country_asks_for_source_or_target(self):
        assert len(self.found(country="CHN")) == 6
        assert {category for _, category in self.found(country="RUS")} == {"AID"}
        assert self.found(country="FRA") == []

    def test_by_category(self):
        assert {category for _, category in self.found(category="AID")} == {"AID"}

    def test_by_day_takes_both_ends_in_and_leaves_out_those_without_one(self):
        assert {day for day, _ in self.found(since=date(2024, 5, 16))} == {"2024-05-16"}
        assert {day for day, _ in self.found(until=date(2024, 5, 15))} == {"2024-05-15"}
        assert len(self.found(since=date(2024, 5, 15), until=date(2024, 5, 16))) == 4

    def test_by_number(self):
        assert [len(self.found(limit=limit)) for limit in (0, 1, 100)] == [0, 1, 6]

    def test_by_several_things_asks_for_all(self):
        assert self.found(country="RUS", category="ACCUSE") == []

    def test_takes_no_query_for_a_word(self):
        assert self.found(category="' OR 1=1 --") == []


def test_a_run_is_kept_from_its_start_with_everything_it_refused_so_far(database):
    refusals = [Refusal("a.txt", "empty"), Refusal("b's.txt", 'not "text"')]
    run = open_run(database, VERSION, ["a.txt", "b's.txt"])
    keep_progress(database, run, RunCounts(2, 1, 4, 1), refusals[:1])
    keep_progress(database, run, RunCounts(3, 1, 7, 2), refusals[1:])
    open_run(database, VERSION, [])
    runs = database.rows(
        "SELECT run, coder_version, paths, articles, known, events, refused FROM runs ORDER BY run"
    )
    assert runs == [(1, VERSION, ["a.txt", "b's.txt"], 3, 1, 7, 2), (2, VERSION, [], 0, 0, 0, 0)]
    rows = database.rows("SELECT run, origin, reason FROM refusals ORDER BY origin")
    assert rows == [(1, "a.txt", "empty"), (1, "b's.txt", 'not "text"')]


@given(
    st.builds(
        Article,
        article_id=TEXT,
        text=TEXT,
        origin=TEXT,
        title=st.none() | TEXT,
        published=st.none() | DAYS,
        outlets=st.lists(TEXT, max_size=2).map(tuple),
        url=st.none() | TEXT,
    ),
    st.lists(EVENTS, max_size=2, unique_by=lambda event: event.event_id),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_record_to_row_to_record_changes_nothing(database, given_article, events):
    document = clean(given_article)
    fitted = tuple(replace(event, document_id=document.document_id) for event in events)
    keep(database, [Coded(given_article, document, fitted)], "v1")
    assert find_document(database, document.document_id) == document
    assert events_of(database, document.document_id, "v1") == list(fitted)
    for table in ("events", "codings", "documents"):
        database.rows(f"DELETE FROM {table}")
