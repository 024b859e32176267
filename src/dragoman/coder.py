"""The coder as Python code uses it: `Coder().read(text, published=...)` gives a `Reading`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dragoman.ingest.text import as_day, derive_id, tidy
from dragoman.pipeline import Tools, code_article, load_tools
from dragoman.records.article import Article, Document
from dragoman.records.event import Event


@dataclass(frozen=True, slots=True)
class Reading:
    """One document and every event that it tells."""

    document: Document
    events: tuple[Event, ...]


class Coder:
    """Reads articles; holds the model and the tables, loaded at the first reading."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = model
        self._tools: Tools | None = None

    @property
    def tools(self) -> Tools:
        """The codebook, model and tables in use."""
        if self._tools is None:
            self._tools = load_tools(self._model)
        return self._tools

    def read(self, text: str, published: date | str | None = None, title: str | None = None) -> Reading:
        """What one text tells.

        `published` is the day of publication, as a date or in ISO form; "on Thursday" is counted
        from it. Offsets of the events count code points of `Reading.document.text`.

        Raises:
            ValueError: `published` is no ISO date.
        """
        text = tidy(text)
        return self.read_all([Article(derive_id(text), text, "text", title, as_day(published))])[0]

    def read_all(self, articles: Sequence[Article]) -> list[Reading]:
        """What each article tells, in the order given."""
        coded = (code_article(article, self.tools) for article in articles)
        return [Reading(document, tuple(events)) for document, events in coded]
