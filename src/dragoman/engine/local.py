"""One process on one machine: batches of articles, each kept whole before the next is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from dragoman.documents.clean import clean
from dragoman.pipeline import Tools, code_article
from dragoman.records.article import Article, Document, Refusal
from dragoman.records.event import Event
from dragoman.store.database import Database
from dragoman.store.ledger import Coded, RunCounts, events_of, keep, keep_run

BATCH = 64  # articles written at once: enough to write fast, few enough to lose little when killed


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


def read_articles(
    inputs: Iterable[Article | Refusal],
    paths: Sequence[str],
    tools: Tools,
    database: Database | None,
    run: Run,
    seen: Callable[[Run], None],
) -> Iterator[tuple[Event, Document]]:
    """Code every article, keep it in the ledger where one is given, and hand on its events in order.

    Articles that the ledger holds as this coder read them are not coded again. What was done and
    refused is counted in `run`; `seen` is called with it after each batch.
    """
    stream = iter(inputs)
    while batch := list(islice(stream, BATCH)):
        articles = [one for one in batch if isinstance(one, Article)]
        run.refusals += [one for one in batch if isinstance(one, Refusal)]
        for document, events, known in _code_batch(articles, tools, database):
            run.articles += 1
            run.known += known
            run.events += len(events)
            yield from ((event, document) for event in events)
        seen(run)
    if database is not None:
        keep_run(database, tools.coder_version, paths, run.counts, run.refusals)


def _code_batch(
    articles: Sequence[Article], tools: Tools, database: Database | None
) -> Iterator[tuple[Document, Sequence[Event], bool]]:
    """Each article's document and events, and whether it had been read already, here or before."""
    results, coded = list[tuple[Document, Sequence[Event], bool]](), dict[str, Coded]()
    for article in articles:
        document = clean(article)
        stored = events_of(database, document.document_id, tools.coder_version) if database else None
        if document.document_id in coded:
            stored = list(coded[document.document_id].events)
        events = code_article(article, tools)[1] if stored is None else stored
        if stored is None:
            coded[document.document_id] = Coded(article, document, tuple(events))
        results.append((document, events, stored is not None))
    if database is not None:
        keep(database, list(coded.values()), tools.coder_version)
    yield from results
