"""What the ledger keeps and gives: documents whole, events in their order, runs with their refusals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from dragoman.records.article import Article, Document, Refusal
from dragoman.records.event import Event
from dragoman.records.language import Sentence, Span
from dragoman.records.published import from_json, to_json
from dragoman.store.database import Database

DOCUMENT_COLUMNS = {
    "document_id": "VARCHAR",
    "article_id": "VARCHAR",
    "origin": "VARCHAR",
    "title": "VARCHAR",
    "published": "DATE",
    "outlets": "VARCHAR[]",
    "url": "VARCHAR",
    "text": "VARCHAR",
    "sentences": "INTEGER[][]",
}
CODING_COLUMNS = {"document_id": "VARCHAR", "coder_version": "VARCHAR", "events": "INTEGER"}
EVENT_COLUMNS = {
    "event_id": "VARCHAR",
    "document_id": "VARCHAR",
    "coder_version": "VARCHAR",
    "position": "INTEGER",
    "published": "DATE",
    "category": "VARCHAR",
    "cameo": "VARCHAR",
    "quad": "TINYINT",
    "score": "DOUBLE",
    "source_countries": "VARCHAR[]",
    "target_countries": "VARCHAR[]",
    "modality": "VARCHAR",
    "record": "VARCHAR",
}
NEWEST = (
    "SELECT document_id, arg_max(coder_version, rowid) AS coder_version FROM codings GROUP BY document_id"
)
REFUSAL_COLUMNS = {"run": "INTEGER", "origin": "VARCHAR", "reason": "VARCHAR"}


@dataclass(frozen=True, slots=True)
class Coded:
    """One article with its document and every event it tells."""

    article: Article
    document: Document
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run did; `known` are articles that the ledger held already."""

    articles: int
    known: int
    events: int
    refused: int


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to show; None lets all through."""

    country: str | None = None
    category: str | None = None
    since: date | None = None
    until: date | None = None
    limit: int | None = None


def keep(database: Database, coded: Sequence[Coded], coder_version: str) -> None:
    """Write articles with all their events, all of them or none; those known already stay as they are."""
    documents = {one.document.document_id: one for one in coded}
    with database.transaction():
        _insert(database, "documents", DOCUMENT_COLUMNS, [_document_row(one) for one in documents.values()])
        fresh = [
            one
            for one in documents.values()
            if not is_coded(database, one.document.document_id, coder_version)
        ]
        _insert(database, "codings", CODING_COLUMNS, [_coding_row(one, coder_version) for one in fresh])
        _insert(database, "events", EVENT_COLUMNS, [row for one in fresh for row in _event_rows(one)])


def open_run(database: Database, coder_version: str, paths: Sequence[str]) -> int:
    """Write that a run has begun; returns its number."""
    with database.transaction():
        [(run,)] = database.rows(
            "INSERT INTO runs (coder_version, paths, articles, known, events, refused) "
            "VALUES (?, ?, 0, 0, 0, 0) RETURNING run",
            [coder_version, list(paths)],
        )
    return int(run)


def keep_progress(database: Database, run: int, counts: RunCounts, refused: Sequence[Refusal]) -> None:
    """Write what a run has done so far, and what it has refused since the last time, with the reasons."""
    with database.transaction():
        database.rows(
            "UPDATE runs SET articles = ?, known = ?, events = ?, refused = ? WHERE run = ?",
            [counts.articles, counts.known, counts.events, counts.refused, run],
        )
        rows = [{"run": run, "origin": refusal.origin, "reason": refusal.reason} for refusal in refused]
        _insert(database, "refusals", REFUSAL_COLUMNS, rows, "INSERT")


def is_coded(database: Database, document_id: str, coder_version: str) -> bool:
    """Whether the ledger holds a document as one coder read it."""
    query = "SELECT 1 FROM codings WHERE document_id = ? AND coder_version = ?"
    return bool(database.rows(query, [document_id, coder_version]))


def events_of(database: Database, document_id: str, coder_version: str) -> list[Event]:
    """The events of a document as one coder read it, in the order of its text."""
    rows = database.rows(
        "SELECT record FROM events WHERE document_id = ? AND coder_version = ? ORDER BY position",
        [document_id, coder_version],
    )
    return [from_json(record) for (record,) in rows]


def find_events(database: Database, wanted: EventFilter) -> Iterator[Event]:
    """The events that pass the filter, by day of publication, then in the order of their documents.

    Of a document that several coders have read, those of the last one.
    """
    conditions = {
        "(list_contains(source_countries, $country) OR list_contains(target_countries, $country))": (
            "country",
            wanted.country,
        ),
        "category = $category": ("category", wanted.category),
        "published >= $since": ("since", wanted.since),
        "published <= $until": ("until", wanted.until),
    }
    chosen = {condition: named for condition, named in conditions.items() if named[1] is not None}
    where = f"WHERE {' AND '.join(chosen)}" if chosen else ""
    limit = f"LIMIT {int(wanted.limit)}" if wanted.limit is not None else ""
    query = (
        f"SELECT record FROM events SEMI JOIN ({NEWEST}) USING (document_id, coder_version) {where} "
        f"ORDER BY published, document_id, position {limit}"
    )
    for (record,) in database.rows(query, dict(chosen.values())):
        yield from_json(record)


def find_event(database: Database, event_id: str) -> Event | None:
    """The event of an id, or of the beginning of one that no other event shares."""
    rows = database.rows(
        "SELECT record FROM events WHERE starts_with(event_id, ?) ORDER BY event_id LIMIT 2", [event_id]
    )
    return from_json(rows[0][0]) if len(rows) == 1 else None


def find_document(database: Database, document_id: str) -> Document | None:
    """The document of an id."""
    rows = database.rows(
        "SELECT article_id, text, sentences, title, published, outlets, url "
        "FROM documents WHERE document_id = ?",
        [document_id],
    )
    if not rows:
        return None
    article_id, text, sentences, title, published, outlets, url = rows[0]
    spans = tuple(Sentence(Span(start, end), bool(headline)) for start, end, headline in sentences)
    return Document(document_id, article_id, text, spans, title, published, tuple(outlets), url)


def count_rows(database: Database) -> dict[str, int]:
    """How many documents, codings, events and refusals the ledger holds."""
    tables = ("documents", "codings", "events", "refusals")
    return {table: database.rows(f"SELECT count(*) FROM {table}")[0][0] for table in tables}


def _insert(
    database: Database,
    table: str,
    columns: dict[str, str],
    rows: list[dict[str, Any]],
    known: str = "INSERT OR IGNORE",
) -> None:
    """Insert rows in one statement: row by row DuckDB takes a hundred times as long."""
    if not rows:
        return
    shape = msgspec.json.encode([columns]).decode()
    names = ", ".join(columns)
    database.rows(
        f"{known} INTO {table} ({names}) SELECT {names} FROM "
        f"(SELECT unnest(r) FROM (SELECT unnest(from_json(?, '{shape}')) AS r))",
        [msgspec.json.encode(rows).decode()],
    )


def _document_row(coded: Coded) -> dict[str, Any]:
    document = coded.document
    sentences = [[*sentence.span, int(sentence.headline)] for sentence in document.sentences]
    fields = {name: getattr(document, name, None) for name in DOCUMENT_COLUMNS}
    return {**fields, "origin": coded.article.origin, "sentences": sentences}


def _coding_row(coded: Coded, coder_version: str) -> dict[str, Any]:
    return {
        "document_id": coded.document.document_id,
        "coder_version": coder_version,
        "events": len(coded.events),
    }


def _event_rows(coded: Coded) -> list[dict[str, Any]]:
    return [
        {
            **{name: getattr(event, name, None) for name in EVENT_COLUMNS},
            "position": position,
            "source_countries": sorted({party.country for party in event.sources if party.country}),
            "target_countries": sorted({party.country for party in event.targets if party.country}),
            "record": to_json(event),
        }
        for position, event in enumerate(coded.events)
    ]
