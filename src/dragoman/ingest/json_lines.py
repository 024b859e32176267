"""JSON Lines to articles: `text`, and where given `id`, `title`, `published`, `outlets`, `url`."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import msgspec

from dragoman.ingest.text import as_day, derive_id, tidy
from dragoman.records.article import Article, Refusal

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LONGEST_LINE = 10_000_000  # bytes; longer lines are skipped without being held in memory


class _Lines(Protocol):
    def readline(self, size: int = ..., /) -> bytes: ...


class _Record(msgspec.Struct):
    """One line; fields of other names are left alone."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    outlets: list[str] | str | None = None
    url: str | None = None


def read_json_lines(stream: _Lines, origin: str, published: date | None) -> Iterator[Article | Refusal]:
    """One article or refusal a line; empty lines are passed over, a file of nothing else is refused."""
    number, told = 0, False
    while line := stream.readline(LONGEST_LINE):
        number += 1
        if number == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        where = f"{origin}, line {number}"
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := stream.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield Refusal(where, f"a line longer than {LONGEST_LINE // 1_000_000} MB")
            told = True
        elif line.strip():
            yield _read_line(line, where, published)
            told = True
    if not told:
        yield Refusal(origin, "empty")


def _read_line(line: bytes, where: str, published: date | None) -> Article | Refusal:
    try:
        record = msgspec.json.decode(line, type=_Record)
        day = as_day(record.published) or published
    except msgspec.ValidationError as error:
        return Refusal(where, f"not an article: {error}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Refusal(where, f"not JSON: {error}")
    except ValueError:
        return Refusal(where, f"`published` is no ISO date: {record.published!r}")
    text = tidy(record.text)
    if not text.strip():
        return Refusal(where, "empty text")
    outlets = [record.outlets] if isinstance(record.outlets, str) else record.outlets or []
    return Article(
        article_id=tidy(str(record.id)) if record.id not in (None, "") else derive_id(text),
        text=text,
        origin=where,
        title=tidy(record.title) if record.title else None,
        published=day,
        outlets=tuple(tidy(outlet) for outlet in outlets),
        url=tidy(record.url) if record.url else None,
    )
