"""Article as received, Document as cleaned, Refusal of what could not be read."""

from dataclasses import dataclass
from datetime import date

from dragoman.records.language import Sentence


@dataclass(frozen=True, slots=True)
class Article:
    """One report as received. `origin` names the file, and the line where it has lines."""

    article_id: str
    text: str
    origin: str
    title: str | None = None
    published: date | None = None
    outlets: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something given that is not an article, with the reason; refusals are kept and counted."""

    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text as the coder reads it; every offset of an event counts in `text`.

    `document_id` is a hash of article id, day and text: the same article is the same document.
    """

    document_id: str
    article_id: str
    text: str
    sentences: tuple[Sentence, ...]
    title: str | None = None
    published: date | None = None
    outlets: tuple[str, ...] = ()
    url: str | None = None
