"""Articles in, events out, on one machine: batches of articles, each kept whole before the next."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice

from dragoman.documents.clean import clean
from dragoman.engine.workers import Awaited, Workers, code_batch
from dragoman.pipeline import Tools
from dragoman.records.article import Article, Document, Refusal
from dragoman.records.event import Event
from dragoman.store.database import Database
from dragoman.store.ledger import Coded, RunCounts, events_of, is_coded, keep, keep_progress, open_run

BATCH = 64  # articles written at once: enough to write fast, few enough to lose little when killed
AHEAD = 2  # batches a worker that wait for it: enough that none is ever idle


@dataclass(slots=True)
class Run:
    """What a run has done so far."""

    articles: int = 0
    known: int = 0
    events: int = 0
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def counts(self) -> RunCounts:
        """The numbers that the ledger keeps of a run."""
        return RunCounts(self.articles, self.known, self.events, len(self.refusals))


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles with their documents; those that are coded now, by the document's id."""

    articles: Sequence[tuple[Article, Document]]
    fresh: dict[str, tuple[Article, Document]]
    refusals: Sequence[Refusal]
    codings: Awaited


def read_articles(
    inputs: Iterable[Article | Refusal],
    paths: Sequence[str],
    tools: Tools,
    database: Database | None,
    run: Run,
    seen: Callable[[Run], None],
    workers: Workers | None = None,
) -> Iterator[tuple[Event, Document]]:
    """Code every article, keep it in the ledger where one is given, and hand on its events in order.

    Articles that the ledger holds as this coder read them are not coded again. What was done and
    refused is counted in `run`; `seen` is called with it after each batch. `workers`, which have the
    shipped tools, code several batches at once; what comes out is the same. Less than a whole batch
    is not worth their start.
    """
    number = open_run(database, tools.coder_version, paths) if database else 0
    stream, waiting = iter(inputs), deque[_Batch]()
    most = 1 + AHEAD * workers.count if workers else 1
    while True:
        while len(waiting) < most and (batch := list(islice(stream, BATCH))):
            helpers = workers if len(batch) == BATCH or waiting else None
            waiting.append(_begin(batch, tools, database, waiting, helpers))
        if not waiting:
            return
        yield from _finish(waiting.popleft(), tools, database, run, number)
        seen(run)


def _begin(
    inputs: Sequence[Article | Refusal],
    tools: Tools,
    database: Database | None,
    waiting: Iterable[_Batch],
    workers: Workers | None,
) -> _Batch:
    """Have what is new of a batch coded: what neither the ledger nor a batch on its way to it holds."""
    articles = [(one, clean(one)) for one in inputs if isinstance(one, Article)]
    fresh = dict[str, tuple[Article, Document]]()
    for article, document in articles:
        name = document.document_id
        on_its_way = database is not None and any(name in batch.fresh for batch in waiting)
        if not on_its_way and not (database and is_coded(database, name, tools.coder_version)):
            fresh.setdefault(name, (article, document))
    documents = [document for _, document in fresh.values()]
    codings = workers.begin(documents) if workers else partial(code_batch, documents, tools)
    return _Batch(articles, fresh, [one for one in inputs if isinstance(one, Refusal)], codings)


def _finish(
    batch: _Batch, tools: Tools, database: Database | None, run: Run, number: int
) -> Iterator[tuple[Event, Document]]:
    """Count a batch, keep it whole, and hand on its events."""
    codings = zip(batch.fresh.items(), batch.codings(), strict=True)
    coded = {name: Coded(*one, tuple(events)) for (name, one), events in codings}
    told = [(document, _events(document, coded, tools, database)) for _, document in batch.articles]
    run.refusals += batch.refusals
    run.articles += len(told)
    run.known += len(told) - len(coded)
    run.events += sum(len(events) for _, events in told)
    if database is not None:
        with database.transaction():
            keep(database, list(coded.values()), tools.coder_version)
            keep_progress(database, number, run.counts, batch.refusals)
    for document, events in told:
        yield from ((event, document) for event in events)


def _events(
    document: Document, coded: dict[str, Coded], tools: Tools, database: Database | None
) -> Sequence[Event]:
    """The events of a document: as just coded, else as the ledger holds them."""
    if database is None or document.document_id in coded:
        return coded[document.document_id].events
    return events_of(database, document.document_id, tools.coder_version)
