"""Write the golden files again: `make golden`. Review the difference like code."""

import json
from collections.abc import Iterator
from pathlib import Path

from dragoman.ingest.files import read_paths
from dragoman.pipeline import code_article, load_tools
from dragoman.records.article import Article
from dragoman.records.event import Event, Party

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
GOLDEN = HERE / "examples" / "events.jsonl"


def golden_lines() -> Iterator[str]:
    """The shipped examples as coded now, a line an event: what a reader would check, no probabilities."""
    articles = [one for one in read_paths([str(EXAMPLES)], None) if isinstance(one, Article)]
    tools = load_tools()
    for article in articles:
        events = code_article(article, tools)[1]
        yield from (json.dumps(_told(event), ensure_ascii=False) for event in events)


def _told(event: Event) -> dict[str, object]:
    return {
        "article": event.article_id,
        "trigger": event.trigger.text,
        "category": "/".join((event.category, *event.mode)),
        "sources": [_named(party) for party in event.sources],
        "targets": [_named(party) for party in event.targets],
        "speaker": _named(event.speaker) if event.speaker else None,
        "modality": event.modality,
        "date": event.date.start.isoformat() if event.date else None,
        "place": event.place.name if event.place else None,
    }


def _named(party: Party) -> str:
    return f"{party.name} {party.country}/{party.sector}"


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(golden_lines()) + "\n", encoding="utf-8")
