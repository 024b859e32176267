"""Files, folders and standard input to articles: plain text, HTML and JSON Lines, gzipped or not."""

import gzip
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dragoman.ingest.json_lines import read_json_lines
from dragoman.ingest.text import decode_text, derive_id, looks_like_html, tidy
from dragoman.ingest.web_pages import read_web_page
from dragoman.records.article import Article, Refusal

LONGEST_FILE = 20_000_000  # bytes of one text or page; a book is 2 MB
KINDS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".json": "json lines",
}
FOREIGN = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
SNIFFED = 4096  # bytes looked at to tell what standard input or a file without a known ending holds


def read_paths(paths: list[str], published: date | None) -> Iterator[Article | Refusal]:
    """Every article of the paths, in order; folders are walked by name, `-` is standard input.

    `published` is the day of articles that do not tell their own. What cannot be read comes as a
    refusal, so that one bad file never ends a run.
    """
    for path in paths:
        if path == "-":
            yield from _read_stream(sys.stdin.buffer, "-", None, published)
        else:
            yield from _read_path(Path(path), published)


def read_file(path: Path, published: date | None) -> Iterator[Article | Refusal]:
    """The articles of one file."""
    try:
        with _opened(path) as stream:
            yield from _read_stream(stream, str(path), _kind(path), published)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Refusal(str(path), f"damaged gzip data: {error}")
    except FileNotFoundError:
        yield Refusal(str(path), "no such file or folder")
    except OSError as error:
        yield Refusal(str(path), f"cannot be opened: {error.strerror or error}")


def _read_path(path: Path, published: date | None) -> Iterator[Article | Refusal]:
    if not path.is_dir():
        yield from read_file(path, published)
        return
    files = sorted(file for file in path.rglob("*") if file.is_file() and not file.name.startswith("."))
    if not any(_kind(file) for file in files):
        yield Refusal(str(path), f"a folder without articles ({', '.join(KINDS)}, or these gzipped)")
    for file in files:
        if _kind(file):
            yield from read_file(file, published)
        else:
            yield Refusal(str(file), f"a file of another kind than {', '.join(KINDS)}")


def _kind(path: Path) -> str | None:
    """What a file holds by its name; None when the name does not tell."""
    return KINDS.get(Path(path.name.removesuffix(".gz")).suffix.lower())


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
        raw.seek(0)
        if packed:
            with gzip.open(raw) as unpacked:
                yield unpacked  # type: ignore[misc]
        else:
            yield raw


def _read_stream(
    stream: BinaryIO, origin: str, kind: str | None, published: date | None
) -> Iterator[Article | Refusal]:
    head = stream.read(SNIFFED)
    kind = kind or _sniff(head)
    if kind == "json lines" and head.strip():
        yield from read_json_lines(_Rejoined(head, stream), origin, published)
        return
    content = head + stream.read(LONGEST_FILE + 1 - len(head))
    yield _read_whole(content, origin, kind, published)


def _sniff(head: bytes) -> str:
    return "json lines" if head.lstrip()[:1] == b"{" else "text"


def _read_whole(content: bytes, origin: str, kind: str | None, published: date | None) -> Article | Refusal:
    if len(content) > LONGEST_FILE:
        return Refusal(origin, f"longer than {LONGEST_FILE // 1_000_000} MB")
    foreign = next((name for mark, name in FOREIGN.items() if content.startswith(mark)), None)
    if foreign:
        return Refusal(origin, f"{foreign}, which dragoman does not read")
    text = decode_text(content)
    if text is None:
        return Refusal(origin, "not text in any encoding that can be told")
    if not text.strip():
        return Refusal(origin, "empty")
    if kind == "html" or looks_like_html(text):
        return read_web_page(text, origin, published)
    text = tidy(text)
    return Article(derive_id(text), text, origin, published=published)


class _Rejoined:
    """A stream whose first bytes were already taken, given back line by line."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readline(self, limit: int) -> bytes:
        """At most `limit` bytes, up to and including the next line break."""
        if not self._head:
            return self._rest.readline(limit)
        cut = self._head.find(b"\n") + 1
        line = self._head[: min(cut or len(self._head), limit)]
        self._head = self._head[len(line) :]
        if not line.endswith(b"\n") and not self._head and len(line) < limit:
            line += self._rest.readline(limit - len(line))
        return line
