"""Where sentences begin and end."""

from collections.abc import Iterator

import sentencex

from dragoman.records.language import Sentence, Span

CLOSING = tuple(".!?:;\"'\u201d\u2019")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a line break always ends one.

    A first line without a closing mark is a headline, and so is a short line like it further down.
    """
    sentences = list[Sentence]()
    for start, line in _lines(text):
        spans = [span for span in _cut(start, line) if span.end > span.start]
        headline = len(spans) == 1 and line.rstrip()[-1:] not in CLOSING
        sentences += [Sentence(span, headline) for span in spans]
    return tuple(sentences)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)


def _cut(start: int, line: str) -> Iterator[Span]:
    for boundary in sentencex.get_sentence_boundaries("en", line):
        begin, end = boundary["start_index"], boundary["end_index"]
        words = line[begin:end]
        lead = len(words) - len(words.lstrip())
        yield Span(start + begin + lead, start + begin + max(lead, len(words.rstrip())))
