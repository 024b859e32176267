"""Lint the marked corpus: `python corpus/check.py [--news NEWS.jsonl.gz] [FILE.txt ...]`.

Without files, everything in `corpus/` is checked: our own marked text, and the labels of news reports,
whose spans are checked against their texts when `--news` names the file that holds them.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dragoman.codebook.categories import load_plover
from dragoman.corpus.lint import lint, warn
from dragoman.corpus.marked import MarkedText, read_marked
from dragoman.errors import BadMarks
from dragoman.resolve.tables import load_names

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))
from corpus import load_corpus  # noqa: E402 - the reader of the corpus lives with the training


def main() -> int:
    """Print every message; 1 when there is an error, 0 when there are only hints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--news", type=Path, help="JSON Lines with the texts of the labelled reports")
    parser.add_argument("--hints", action="store_true", help="also say what is allowed but seldom meant")
    options = parser.parse_args()
    codebook, countries = load_plover(), load_names().countries
    errors, counts = 0, Counter[str]()
    try:
        for record in _records(options.files, options.news):
            for message in lint(record, codebook, countries):
                print(f"error: {record.record_id}: {message}")
                errors += 1
            for message in warn(record) if options.hints else ():
                print(f"hint: {record.record_id}: {message}")
            counts.update(event.category for event in record.events)
            counts["records"] += 1
            counts["records without events"] += not record.events
    except BadMarks as error:
        print(f"error: {error}")
        errors += 1
    print(json.dumps(dict(counts.most_common())))
    return int(errors > 0)


def _records(files: list[Path], news: Path | None) -> Iterator[MarkedText]:
    if not files:
        yield from load_corpus(news, HERE)
    for path in files:
        yield from read_marked(path.read_text(encoding="utf-8").splitlines(), str(path))


if __name__ == "__main__":
    sys.exit(main())
