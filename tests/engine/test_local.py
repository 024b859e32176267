from collections.abc import Iterator

import pytest

from dragoman.engine.local import BATCH, Run, read_articles
from dragoman.records.article import Article, Refusal
from dragoman.records.event import Event
from dragoman.store.database import Database
from dragoman.store.ledger import count_rows
from tests.fakes import KYIV_ACCUSES, article, fake_tools

REFUSED = Refusal("b.txt", "empty")


@pytest.fixture
def database(tmp_path) -> Iterator[Database]:
    with Database(tmp_path / "a.duckdb") as database:
        yield database


def read(inputs: list[Article | Refusal], database: Database | None = None) -> tuple[list[Event], Run]:
    run = Run()
    tools = fake_tools(KYIV_ACCUSES)
    events = read_articles(inputs, ["wire.jsonl"], tools, database, run, lambda _: None)
    return [event for event, _ in events], run


def articles(count: int) -> list[Article]:
    return [article(article_id=f"a{number}") for number in range(count)]


def test_every_article_is_coded_in_order_and_everything_is_counted():
    events, run = read([article(), REFUSED, article("Fog.", article_id="a2")])
    assert [event.category for event in events] == ["ACCUSE", "AID"]
    assert (run.articles, run.known, run.events, run.refusals) == (2, 0, 2, [REFUSED])


def test_many_articles_come_in_batches_and_in_order():
    events, run = read(articles(2 * BATCH + 1))
    assert [event.article_id for event in events] == [f"a{n // 2}" for n in range(2 * (2 * BATCH + 1))]
    assert run.articles == 2 * BATCH + 1


def test_progress_is_told_after_each_batch():
    told = []
    tools = fake_tools(KYIV_ACCUSES)
    list(read_articles(articles(BATCH + 1), [], tools, None, Run(), lambda run: told.append(run.articles)))
    assert told == [BATCH, BATCH + 1]


def test_what_is_read_is_in_the_ledger_and_so_is_the_run(database):
    read([article(), REFUSED], database)
    assert count_rows(database) == {"documents": 1, "codings": 1, "events": 2, "refusals": 1}
    assert database.rows("SELECT paths, articles, known, events, refused FROM runs") == [
        (["wire.jsonl"], 1, 0, 2, 1)
    ]


def test_a_second_run_gives_the_same_events_and_adds_nothing(database):
    first, _ = read(articles(3), database)
    before = count_rows(database)
    second, run = read(articles(3), database)
    assert second == first
    assert (run.articles, run.known, run.events) == (3, 3, 6)
    assert count_rows(database) == before


def test_what_the_ledger_knows_is_not_coded_again(database):
    read(articles(1), database)
    tools = fake_tools(KYIV_ACCUSES)
    list(read_articles(articles(2), [], tools, database, Run(), lambda _: None))
    assert len(tools.encoder.passages) == 1


def test_known_and_new_articles_keep_their_order(database):
    read([article(article_id="a1")], database)
    events, run = read([article(article_id=name) for name in ("a0", "a1", "a2")], database)
    assert [event.article_id for event in events] == ["a0", "a0", "a1", "a1", "a2", "a2"]
    assert (run.articles, run.known) == (3, 1)


def test_the_same_article_twice_in_one_run_is_kept_once(database):
    events, run = read([article(), article("Fog.", article_id="a2"), article()], database)
    assert (run.articles, run.known, run.events) == (3, 1, 4)
    assert events[2:] == events[:2]
    assert count_rows(database) == {"documents": 2, "codings": 2, "events": 2, "refusals": 0}


def test_the_same_article_twice_in_one_batch_is_known_and_coded_once_without_a_ledger_too():
    tools, run = fake_tools(KYIV_ACCUSES), Run()
    events = list(read_articles([article(), article()], [], tools, None, run, lambda _: None))
    assert (len(events), run.articles, run.known) == (4, 2, 1)
    assert len(tools.encoder.passages) == 1


def test_a_run_that_is_broken_off_keeps_whole_batches_and_the_next_one_goes_on(database):
    def broken() -> Iterator[Article]:
        yield from articles(BATCH + 5)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_articles(broken(), [], fake_tools(KYIV_ACCUSES), database, Run(), lambda _: None))
    assert count_rows(database)["documents"] == BATCH
    assert database.rows("SELECT articles, events FROM runs") == [(BATCH, 2 * BATCH)]
    _, run = read(articles(BATCH + 5), database)
    assert (run.articles, run.known) == (BATCH + 5, BATCH)
    assert count_rows(database)["events"] == 2 * (BATCH + 5)


def test_nothing_read_is_a_run_too(database):
    events, run = read([], database)
    assert (events, run.articles) == ([], 0)
    assert database.rows("SELECT count(*) FROM runs") == [(1,)]


def test_without_a_ledger_nothing_is_kept():
    events, run = read(articles(1), None)
    assert (len(events), run.known) == (2, 0)


def test_a_run_that_is_broken_off_keeps_what_it_had_refused(database):
    def broken() -> Iterator[Article | Refusal]:
        yield REFUSED
        yield from articles(BATCH)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_articles(broken(), [], fake_tools(KYIV_ACCUSES), database, Run(), lambda _: None))
    assert database.rows("SELECT origin FROM refusals") == [("b.txt",)]
