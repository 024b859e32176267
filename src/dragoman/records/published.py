"""The event as a line of JSON, in the published columns, and back."""

import msgspec

from dragoman.records.event import Event

_ENCODER = msgspec.json.Encoder(order=None)
_DECODER = msgspec.json.Decoder(Event)


def to_json(event: Event) -> str:
    """The event as one line of JSON; the same event gives the same line."""
    return _ENCODER.encode(event).decode()


def from_json(line: str | bytes) -> Event:
    """The event of a line that `to_json` wrote.

    Raises:
        msgspec.ValidationError: the line is no event.
    """
    return _DECODER.decode(line)
