"""The commands: `dragoman read`, `dragoman show`, `dragoman eval`."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from dragoman.cli.evaluate import evaluate_pairs
from dragoman.cli.output import Format, write_csv, write_jsonl, write_record, write_table
from dragoman.codebook.categories import load_plover
from dragoman.engine.local import Run, read_articles
from dragoman.engine.workers import Workers, usable_cores
from dragoman.errors import BadInput, DragomanError
from dragoman.ingest.files import read_paths
from dragoman.ingest.text import tidy
from dragoman.pipeline import load_tools
from dragoman.records.article import Document
from dragoman.records.event import Event
from dragoman.store.database import Database
from dragoman.store.ledger import EventFilter, find_document, find_event, find_events

LEDGER = Path("dragoman.duckdb")
SHOWN_REFUSALS, SHOWN_EVENTS = 20, 200

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    help="Reads news and writes who did what to whom, when, where, and who says so.",
)
show = typer.Typer(no_args_is_help=True, help="Show what the ledger holds.", rich_markup_mode=None)
app.add_typer(show, name="show")
words = Console(stderr=True, highlight=False, soft_wrap=True)

LedgerOption = Annotated[Path, typer.Option("--ledger", help="the ledger file")]
FormatOption = Annotated[Format, typer.Option("--format", help="table, jsonl or csv")]


@app.command()
def read(
    paths: Annotated[
        list[str], typer.Argument(help="files, folders, or - for standard input", metavar="PATH...")
    ],
    ledger: LedgerOption = LEDGER,
    no_ledger: Annotated[bool, typer.Option("--no-ledger", help="keep nothing, only print")] = False,
    published: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="day of articles that do not tell theirs")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="processes that read side by side", show_default="one a core")
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Read articles, write their events into the ledger and print them.

    Example: dragoman read articles/ --published 2024-05-03 --format jsonl > events.jsonl
    """
    with (
        _ledger(None if no_ledger else ledger) as database,
        _workers(workers or usable_cores()) as team,
        _progress() as bar,
    ):
        task = bar.add_task("reading", total=None, note="")

        def seen(run: Run) -> None:
            note = f"{run.articles} articles, {run.events} events, {len(run.refusals)} refused"
            bar.update(task, advance=1, note=note)

        run = Run()
        inputs = read_paths(paths, published.date() if published else None)
        names = [tidy(path) for path in paths]
        results = read_articles(inputs, names, load_tools(), database, run, seen, team)
        _print_events(results, form)
    _report(run)


@show.command("events")
def show_events(
    ledger: LedgerOption = LEDGER,
    country: Annotated[str | None, typer.Option(help="source or target, alpha-3: RUS")] = None,
    category: Annotated[str | None, typer.Option(help="a category of the codebook: ACCUSE")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="published on that day or later")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="published on that day or before")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, help="no more than so many")] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show events, by day of publication.

    Example: dragoman show events --country UKR --category ACCUSE --limit 20
    """
    wanted = EventFilter(
        country.upper() if country else None,
        _category(category),
        since.date() if since else None,
        until.date() if until else None,
        limit,
    )
    with Database(ledger, read_only=True) as database:
        _print_events(((event, _document(database, event)) for event in find_events(database, wanted)), form)


def _category(name: str | None) -> str | None:
    known = load_plover().categories
    if name is not None and name.upper() not in known:
        raise BadInput("No such category", name, f"one of {', '.join(known)}")
    return name.upper() if name else None


@show.command("event")
def show_event(
    event_id: Annotated[str, typer.Argument(metavar="ID", help="the event's id, or its beginning")],
    ledger: LedgerOption = LEDGER,
    form: FormatOption = Format.TABLE,
) -> None:
    """Show one event: its sentence with the words marked, and every column.

    Example: dragoman show event e3f1
    """
    with Database(ledger, read_only=True) as database:
        event = find_event(database, event_id)
        if event is None:
            raise BadInput(
                "No such event, or several that begin so",
                f"{ledger}, {event_id}",
                "dragoman show events --format jsonl lists the ids",
            )
        if form is Format.TABLE:
            write_record(event, _document(database, event), _console())
        else:
            _print_events([(event, _document(database, event))], form)


class Task(StrEnum):
    """What `dragoman eval` measures."""

    PAIRS = "pairs"


@app.command("eval")
def evaluate(
    file: Annotated[Path, typer.Argument(help="JSON Lines with answers, or without")],
    task: Annotated[Task, typer.Option(help="what is asked")] = Task.PAIRS,
    predictions: Annotated[Path | None, typer.Option(help="write one answer a line here")] = None,
) -> None:
    """Answer a file of questions, and score the answers where it brings the right ones.

    pairs: {"id", "text", "pair": {"source", "target"}}, with the answer as events[0].plover if known.

    Example: dragoman eval pairs.jsonl --task pairs --predictions answers.jsonl
    """
    if predictions and not predictions.parent.is_dir():
        raise BadInput("No such folder", str(predictions.parent), "make it first")
    answers, scores = evaluate_pairs(file, load_tools())
    if predictions:
        lines = [msgspec.json.encode(answer).decode() + "\n" for answer in answers]
        predictions.write_text("".join(lines), encoding="utf-8")
    for name, value in scores.items():
        typer.echo(f"{name:16} {value}")


def main() -> None:
    """Run the command line; errors meant for a person are told without a traceback, exit status 1."""
    try:
        app()
    except DragomanError as error:
        words.print(f"dragoman: {error}", markup=False)
        sys.exit(1)
    except BrokenPipeError:  # `| head` has seen enough
        sys.stderr.close()
        sys.exit(0)


@contextmanager
def _ledger(path: Path | None) -> Iterator[Database | None]:
    if path is None:
        yield None
    else:
        with Database(path) as database:
            yield database


@contextmanager
def _workers(count: int) -> Iterator[Workers | None]:
    if count == 1:
        yield None
    else:
        with Workers(count) as workers:
            yield workers


def _progress() -> Progress:
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=words, transient=True, disable=not words.is_terminal)


def _print_events(rows: Iterable[tuple[Event, Document]], form: Format) -> None:
    if form is Format.CSV:
        write_csv(event for event, _ in rows)
    elif form is Format.JSONL:
        write_jsonl(event for event, _ in rows)
    else:
        stream = iter(rows)
        write_table(list(islice(stream, SHOWN_EVENTS)), _console())
        more = sum(1 for _ in stream)
        if more:
            words.print(f"{more} more events: --format jsonl or csv prints them all")


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=160)


def _document(database: Database, event: Event) -> Document:
    document = find_document(database, event.document_id)
    assert document is not None, "an event is never kept without its document"
    return document


def _report(run: Run) -> None:
    """What was read and what was refused, on stderr; exit status 1 when nothing could be read."""
    for refusal in run.refusals[:SHOWN_REFUSALS]:
        words.print(f"refused: {refusal.origin}: {refusal.reason}", markup=False)
    if len(run.refusals) > SHOWN_REFUSALS:
        words.print(f"refused: {len(run.refusals) - SHOWN_REFUSALS} more; a ledger keeps them all")
    known = f", {run.known} of them read before" if run.known else ""
    words.print(
        f"{run.articles} articles{known}, {run.events} events, {len(run.refusals)} refused", markup=False
    )
    if not run.articles:
        sys.exit(1)
