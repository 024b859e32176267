"""The marked corpus as it lies in `corpus/`, with its split into train, validation and test."""

import gzip
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from dragoman.corpus.labels import read_labels
from dragoman.corpus.marked import MarkedText, read_marked

CORPUS = Path(__file__).parent.parent / "corpus"
PARTS = {"validation": range(1), "test": range(1, 2), "train": range(2, 20)}  # of twenty


def load_corpus(news: Path | None, corpus: Path = CORPUS) -> list[MarkedText]:
    """Every marked text: our own, and the labelled reports whose texts `news` holds.

    `news` is a JSON Lines file (gzipped or not) with `id` and `text`; without it only our own text
    is read, and a word on stderr says so.
    """
    records = [record for path in sorted((corpus / "own").glob("*.txt")) for record in _read_own(path)]
    labels = sorted((corpus / "news").glob("*.jsonl"))
    if news is None:
        print(f"no file of news reports given: {len(labels)} files of labels are left out", file=sys.stderr)
        return records
    texts = _texts(news)
    for path in labels:
        records += read_labels(path.read_text(encoding="utf-8").splitlines(), texts)
    return records


def part_of(record_id: str) -> str:
    """The part of the corpus that a record belongs to, by the hash of its id: stable as it grows."""
    number = int.from_bytes(hashlib.sha256(record_id.encode()).digest()[:4], "big") % 20
    return next(part for part, numbers in PARTS.items() if number in numbers)


def _read_own(path: Path) -> Iterator[MarkedText]:
    return read_marked(path.read_text(encoding="utf-8").splitlines(), str(path))


def _texts(news: Path) -> dict[str, str]:
    opener = gzip.open if news.suffix == ".gz" else open
    with opener(news, "rt", encoding="utf-8") as lines:
        return {record["id"]: record["text"] for record in map(json.loads, lines)}
