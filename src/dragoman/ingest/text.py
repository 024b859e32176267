"""Bytes to text, and what all readers do to it."""

import hashlib
import re
from datetime import date, datetime

from charset_normalizer import from_bytes

# Lone surrogates and control characters no store takes: one code point each, so offsets stay.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
BYTE_ORDER_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
LEAST_ASCII = 0.7  # share of plain letters from which an unknown encoding is taken for Western European
MOST_CONTROLS = 0.01  # share of control characters from which a "text" is none


def decode_text(content: bytes) -> str | None:
    """The text of the bytes: UTF-8 where it is that, else the likeliest encoding; None for no text."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if content.startswith(mark)), None)
    text = _decoded(content, marked or "utf-8")
    if text is None and marked is None and b"\x00" not in content:
        text = _guessed(content)
    if text is None or len(UNSTORABLE.findall(text)) > MOST_CONTROLS * len(text):
        return None
    return text


def _guessed(content: bytes) -> str | None:
    """English text with a few accents is cp1252, which guessers miss when it is short."""
    if sum(byte < 128 for byte in content) >= LEAST_ASCII * len(content):
        text = _decoded(content, "cp1252")
        if text is not None:
            return text
    guess = from_bytes(content[:200_000]).best()
    return _decoded(content, guess.encoding) if guess else None


def tidy(text: str) -> str:
    """The text with what cannot be stored replaced, a code point for a code point."""
    return UNSTORABLE.sub("�", text)


def looks_like_html(text: str) -> bool:
    """Whether a text is a web page, whatever its name says."""
    return (
        re.match(
            r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
            text[:5000],
            re.IGNORECASE | re.DOTALL,
        )
        is not None
    )


def derive_id(text: str) -> str:
    """An id for an article that brings none: the same text always has the same."""
    return "a" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:15]


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def as_day(given: date | str | None) -> date | None:
    """The day of a date, a moment, or an ISO text of either; None of nothing.

    Raises:
        ValueError: the text is no ISO date.
    """
    if isinstance(given, str):
        given = datetime.fromisoformat(given.strip()) if given.strip() else None
    return given.date() if isinstance(given, datetime) else given
