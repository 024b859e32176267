"""Real processes with the shipped model: what they find is what one process finds."""

import os
import signal

import pytest

from dragoman.engine.local import BATCH, Run, read_articles
from dragoman.engine.workers import Workers
from dragoman.errors import WorkerLost
from dragoman.pipeline import Tools, load_tools
from dragoman.records.article import Article
from dragoman.records.published import to_json
from dragoman.store.database import Database
from tests.fakes import article

TELLING = "Police in Minsk arrested {} protesters on Monday. Poland condemned the arrests."


@pytest.fixture(scope="module")
def tools() -> Tools:
    return load_tools()


def told(count: int) -> list[Article]:
    return [article(TELLING.format(number), article_id=f"a{number}") for number in range(2, count + 2)]


def read(inputs: list[Article], tools: Tools, folder, workers: Workers | None) -> tuple[list[str], Run]:
    with Database(folder / f"{bool(workers)}.duckdb") as database:
        run = Run()
        events = [
            to_json(event)
            for event, _ in read_articles(inputs, [], tools, database, run, lambda _: None, workers)
        ]
        assert database.rows("SELECT articles, known, events FROM runs") == [
            (run.articles, run.known, run.events)
        ]
    return events, run


def test_several_processes_give_the_bytes_of_one(tools, tmp_path):
    inputs = told(2 * BATCH + 9)
    inputs[BATCH + 3] = inputs[1]  # met again while the first may still be in work
    with Workers(2) as workers:
        events, run = read(inputs, tools, tmp_path, workers)
    alone, run_alone = read(inputs, tools, tmp_path, None)
    assert events == alone
    assert (run.articles, run.known, run.events) == (run_alone.articles, 1, run_alone.events)


def test_less_than_a_batch_starts_no_process(tools, tmp_path, monkeypatch):
    monkeypatch.setattr(Workers, "begin", lambda *_: pytest.fail("handed out"))
    with Workers(2) as workers:
        _, run = read(told(3), tools, tmp_path, workers)
    assert run.articles == 3


def test_a_process_that_is_killed_is_named_and_says_how_to_go_on():
    with Workers(1) as workers:
        workers._pool.submit(os.kill, 0, 0).result()  # the process is there
        for process in workers._pool._processes.values():
            os.kill(process.pid, signal.SIGKILL)
        with pytest.raises(WorkerLost, match="fewer workers"):
            workers.begin([])()
