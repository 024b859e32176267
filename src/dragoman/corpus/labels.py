"""Labels of reports whose text stays outside the project: id, hash of the text, offsets and codes.

One JSON object a line. `rejoin` brings label and text together again and refuses a text that has
changed, for offsets would then select other words.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from dragoman.corpus.marked import MarkedEvent, MarkedMention, MarkedText
from dragoman.errors import BadMarks
from dragoman.records.language import MentionKind


def text_hash(text: str) -> str:
    """The SHA-256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def withhold(record: MarkedText) -> dict[str, Any]:
    """The label of a record without its text; what says nothing (empty, default) is left out."""
    label = {"id": record.record_id, **dict(record.header), "sha256": text_hash(record.text)}
    return {
        **label,
        "mentions": [_spoken(mention) for mention in record.mentions],
        "events": [_spoken(event) for event in record.events],
    }


def rejoin(label: Mapping[str, Any], text: str) -> MarkedText:
    """The marked text again.

    Raises:
        BadMarks: the text is not the one that was labelled, or the label lacks a field.
    """
    where = f"label of {label.get('id')}"
    if text_hash(text) != label.get("sha256"):
        raise BadMarks(
            "The text is not the one that was labelled", where, "use the edition that the data card names"
        )
    try:
        record_id = str(label["id"])
        mentions = tuple(_mention(fields) for fields in label["mentions"])
        events = tuple(_event(fields) for fields in label["events"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadMarks(f"A label that does not parse: {error}", where, "write it with `withhold`") from error
    header = tuple((key, value) for key, value in label.items() if key in {"published", "genre"})
    return MarkedText(record_id, text, mentions, events, header)


def read_labels(lines: Iterable[str], texts: Mapping[str, str]) -> Iterator[MarkedText]:
    """Every label whose text is at hand, joined with it."""
    for line in lines:
        label = json.loads(line)
        if label["id"] in texts:
            yield rejoin(label, texts[label["id"]])


def _spoken(part: MarkedMention | MarkedEvent) -> dict[str, Any]:
    values = {field.name: (getattr(part, field.name), field.default) for field in fields(part)}
    return {name: value for name, (value, default) in values.items() if value != default}


def _mention(values: Mapping[str, Any]) -> MarkedMention:
    given = dict(values)
    start, end = given.pop("span")
    kind = MentionKind(given.pop("kind", "party"))
    return MarkedMention(tuple(given.pop("entities")), (start, end), kind, **given)


def _event(values: Mapping[str, Any]) -> MarkedEvent:
    given: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    return MarkedEvent(**given)
