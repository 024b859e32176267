"""Files, folders and standard input to articles: plain text, HTML and JSON Lines, gzipped or not."""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, TypeAlias, cast

from dragoman.ingest.json_lines import BYTE_ORDER_MARK, read_json_lines
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
Stream: TypeAlias = "BufferedReader[Any] | gzip.GzipFile"  # what can be looked at before it is taken
GZIPPED, RTF = b"\x1f\x8b", b"{\\rtf"
FOREIGN = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an office document",
    RTF: "an RTF file",
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
            yield from _read_opened(_standard_input, "-", None, published)
        else:
            yield from _read_path(Path(path), published)


def read_file(path: Path, published: date | None) -> Iterator[Article | Refusal]:
    """The articles of one file."""
    return _read_opened(lambda: path.open("rb"), tidy(str(path)), _kind(path), published)


@contextmanager
def _standard_input() -> Iterator[Stream]:
    """Standard input; it stays open, for it may be named twice, and is then at its end."""
    stream = BufferedReader(cast(RawIOBase, sys.stdin.buffer))
    try:
        yield stream
    finally:
        stream.detach()


def _read_path(path: Path, published: date | None) -> Iterator[Article | Refusal]:
    if not path.is_dir():
        yield from read_file(path, published)
        return
    found = sorted(file for file in path.rglob("*") if not file.is_dir())
    files = [file for file in found if not any(p.startswith(".") for p in file.relative_to(path).parts)]
    if not any(_kind(file) for file in files):
        yield Refusal(tidy(str(path)), f"a folder without articles ({', '.join(KINDS)}, or these gzipped)")
    for file in files:
        if _kind(file):
            yield from read_file(file, published)
        else:
            yield Refusal(tidy(str(file)), f"a file of another kind than {', '.join(KINDS)}")


def _kind(path: Path) -> str | None:
    """What a file holds by its name; None when the name does not tell."""
    return KINDS.get(Path(path.name.lower().removesuffix(".gz")).suffix)


def _read_opened(
    opened: Callable[[], AbstractContextManager[Stream]],
    origin: str,
    kind: str | None,
    published: date | None,
) -> Iterator[Article | Refusal]:
    """What a stream holds; a stream that breaks off is refused from there on."""
    try:
        with opened() as stream:
            if stream.peek(2)[:2] == GZIPPED:
                with gzip.GzipFile(fileobj=stream, mode="rb") as unpacked:
                    yield from _read_stream(unpacked, origin, kind, published)
            else:
                yield from _read_stream(stream, origin, kind, published)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Refusal(origin, f"damaged gzip data: {error}")
    except FileNotFoundError:
        yield Refusal(origin, "no such file or folder")
    except OSError as error:
        yield Refusal(origin, f"cannot be opened: {error.strerror or error}")


def _read_stream(
    stream: Stream, origin: str, kind: str | None, published: date | None
) -> Iterator[Article | Refusal]:
    head = stream.peek(SNIFFED)[:SNIFFED].removeprefix(BYTE_ORDER_MARK).lstrip()
    kind = kind or ("json lines" if head[:1] == b"{" and not head.startswith(RTF) else "text")
    if kind == "json lines" and head[:1] == b"[":
        yield Refusal(origin, "a JSON array; write one object a line")
    elif kind == "json lines":
        yield from read_json_lines(stream, origin, published)
    else:
        yield _read_whole(stream.read(LONGEST_FILE + 1), origin, kind, published)


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
