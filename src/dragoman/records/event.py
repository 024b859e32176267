"""The event as published, with the words that each field rests on."""

from dataclasses import dataclass, field

from dragoman.records.entity import EventDate, Place
from dragoman.records.language import Span


@dataclass(frozen=True, slots=True)
class Party:
    """A source, target or speaker: the words, and whom they name."""

    text: str
    span: Span
    name: str
    actor_id: str
    country: str | None
    cow: int | None
    gw: int | None
    sector: str | None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class TriggerWords:
    """The words that tell of the event."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Confidence:
    """Probabilities from 0 to 1: of the whole record and of its parts."""

    overall: float
    trigger: float
    roles: float


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where, and who says so: one telling of one event.

    Spans count code points of the document's text. `speaker` is None in the article's own voice.
    """

    event_id: str
    document_id: str
    article_id: str
    published: str | None
    sentence: Span
    category: str
    mode: tuple[str, ...]
    cameo: str
    quad: int
    score: float
    context: tuple[str, ...]
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    trigger: TriggerWords
    date: EventDate | None
    place: Place | None
    modality: str
    historical: bool
    speaker: Party | None
    confidence: Confidence
    coder_version: str
    statement_id: str | None = None
    incident_id: str | None = None
    quantities: dict[str, int] = field(default_factory=dict)
