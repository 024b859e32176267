"""Events as a table, CSV or JSON Lines on stdout; one record with its words marked."""

import csv
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import zip_longest

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from dragoman.records.article import Document
from dragoman.records.entity import EventDate, Place
from dragoman.records.event import Confidence, Event, Party, TriggerWords
from dragoman.records.language import Span
from dragoman.records.published import to_json

QUAD_STYLES = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
MODALITY_SIGNS = {"actual": "", "negation": "not ", "future": "to come: ", "hypothetical": "perhaps: "}
CSV_COLUMNS = (
    *("event_id", "document_id", "article_id", "published"),
    *("category", "mode", "cameo", "quad", "score", "context"),
    *("source_names", "source_countries", "source_sectors"),
    *("target_names", "target_countries", "target_sectors"),
    *("trigger", "trigger_start", "trigger_end", "sentence_start", "sentence_end"),
    *("date_start", "date_end", "date_precision", "place", "place_country"),
    *("modality", "historical", "speaker", "speaker_country", "confidence", "coder_version"),
)


class Format(StrEnum):
    """How data is written."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"


def write_jsonl(events: Iterable[Event]) -> None:
    """One event a line, in the published columns."""
    for event in events:
        sys.stdout.write(to_json(event) + "\n")


def write_csv(events: Iterable[Event]) -> None:
    """One event a row; lists are joined with semicolons."""
    writer = csv.DictWriter(sys.stdout, CSV_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for event in events:
        writer.writerow(_csv_row(event))


def write_table(rows: Sequence[tuple[Event, Document]], console: Console) -> None:
    """Events as a table, each with the words that it rests on; nothing when there are none."""
    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("day", no_wrap=True, width=10)
    table.add_column("who", ratio=2)
    table.add_column("did", no_wrap=True, width=22)
    table.add_column("to whom", ratio=2)
    table.add_column("who says so", ratio=1)
    table.add_column("the words", ratio=5)
    for event, document in rows:
        table.add_row(
            _day(event),
            names(event.sources),
            Text(_deed(event), QUAD_STYLES[event.quad]).append(f"\n\u201c{event.trigger.text}\u201d", "dim"),
            names(event.targets),
            names([event.speaker] if event.speaker else []),
            marked_sentence(event, document.text),
        )
        table.add_section()
    console.print(table)


def write_record(event: Event, document: Document, console: Console) -> None:
    """One event in full: its sentence with the spans marked, then every column."""
    console.print(Text(f"{event.event_id}  ", "dim").append(_deed(event), QUAD_STYLES[event.quad]))
    if document.title:
        console.print(Text(document.title, "bold"))
    console.print(marked_sentence(event, document.text))
    console.print()
    for name in Event.__slots__:
        shown = _shown(getattr(event, name), document.text)
        for label, line in zip_longest([name], shown or ["-"], fillvalue=""):
            console.print(Text(f"{label:14} ", "dim").append(line, ""))


def _shown(value: object, text: str) -> list[str]:
    """One column as lines for a person: parties and other words with where they stand."""
    if isinstance(value, Party):
        numbers = [
            f"{system} {number}" for system, number in (("COW", value.cow), ("GW", value.gw)) if number
        ]
        told = "/".join(filter(None, (value.country, value.sector))) or "unknown"
        return [f"{value.name} ({', '.join([told, *numbers])}) {_quoted(value.span, text)}"]
    if isinstance(value, TriggerWords | EventDate | Place):
        fields = msgspec.to_builtins(value)
        told = ", ".join(
            f"{key} {fields[key]}" for key in fields if key not in {"text", "span"} and fields[key]
        )
        return [f"{told} {_quoted(value.span, text)}".strip()]
    if isinstance(value, Span):
        return [f"{value.start} to {value.end}"]
    if isinstance(value, Confidence):
        return [", ".join(f"{key} {number}" for key, number in msgspec.to_builtins(value).items())]
    if isinstance(value, tuple):
        return [line for part in value for line in _shown(part, text)]
    return [str(value)] if value not in (None, "", {}) else []


def _quoted(span: Span, text: str) -> str:
    return f"\u201c{text[slice(*span)]}\u201d {span.start} to {span.end}"


def marked_sentence(event: Event, text: str) -> Text:
    """The event's sentence with its trigger, parties, place, time and speaker underlined."""
    sentence = Text(text[slice(*event.sentence)].replace("\n", " "))
    marks: list[tuple[Span, str]] = [(event.trigger.span, f"reverse {QUAD_STYLES[event.quad]}")]
    marks += [(party.span, "underline cyan") for party in event.sources]
    marks += [(party.span, "underline magenta") for party in event.targets]
    marks += [(part.span, "underline dim") for part in (event.place, event.date) if part]
    marks += [(event.speaker.span, "underline blue")] if event.speaker else []
    for span, style in marks:
        if span.overlaps(event.sentence):
            sentence.stylize(style, span.start - event.sentence.start, span.end - event.sentence.start)
    return sentence


def names(parties: Sequence[Party]) -> str:
    """Parties as a reader wants them: name, then country and sector."""
    return (
        "; ".join(
            f"{party.name} ({'/'.join(filter(None, (party.country, party.sector))) or '?'})"
            for party in parties
        )
        or "-"
    )


def _deed(event: Event) -> str:
    mode = f" {event.mode[0]}" if event.mode else ""
    return f"{MODALITY_SIGNS[event.modality]}{event.category}{mode}"


def _day(event: Event) -> str:
    if event.date is None:
        return "-"
    return event.date.start.isoformat() + ("…" if event.date.end != event.date.start else "")


def _csv_row(event: Event) -> dict[str, object]:
    def joined(parties: Sequence[Party], field: str) -> str:
        return ";".join(str(getattr(party, field) or "") for party in parties)

    row = {name: getattr(event, name) for name in CSV_COLUMNS if hasattr(event, name)}
    for role, parties in (("source", event.sources), ("target", event.targets)):
        row |= {
            f"{role}_names": joined(parties, "name"),
            f"{role}_countries": joined(parties, "country"),
            f"{role}_sectors": joined(parties, "sector"),
        }
    return row | {
        "mode": ";".join(event.mode),
        "context": ";".join(event.context),
        "trigger": event.trigger.text,
        "trigger_start": event.trigger.span.start,
        "trigger_end": event.trigger.span.end,
        "sentence_start": event.sentence.start,
        "sentence_end": event.sentence.end,
        "date_start": event.date.start if event.date else "",
        "date_end": event.date.end if event.date else "",
        "date_precision": event.date.precision if event.date else "",
        "place": event.place.name if event.place else "",
        "place_country": (event.place.country or "") if event.place else "",
        "historical": str(event.historical).lower(),
        "speaker": event.speaker.name if event.speaker else "",
        "speaker_country": (event.speaker.country or "") if event.speaker else "",
        "confidence": event.confidence.overall,
    }
