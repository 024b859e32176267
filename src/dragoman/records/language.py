"""What the encoder reads in a document: mentions, and clauses that tell of events."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in the text of a document."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `headline` where it stands alone on a first line without a full stop."""

    span: Span
    headline: bool = False


class MentionKind(StrEnum):
    """What the words of a mention name."""

    PARTY = "party"
    PLACE = "place"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name a party, place or date.

    `sector` is the encoder's own guess for a party, before any table is asked. `antecedents` are
    earlier mentions of the same party or parties ("he", "both leaders"), by their spans.
    """

    span: Span
    kind: MentionKind
    sector: str | None = None
    antecedents: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Trigger:
    """The words that tell of an event, and what they tell.

    `modality` is one of actual, negation, future, hypothetical. `confidence` is the probability
    that an event of this category is told here.
    """

    span: Span
    category: str
    mode: str | None
    cameo: str | None
    modality: str
    historical: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A trigger with the mentions that play a role in its event.

    `role_confidence` is the mean probability of its roles, `confidence` that of the whole.
    """

    trigger: Trigger
    sources: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    speakers: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    dates: tuple[Mention, ...] = ()
    role_confidence: float = 1.0
    confidence: float = 1.0
