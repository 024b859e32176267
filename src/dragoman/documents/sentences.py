"""Where sentences begin and end."""

from collections.abc import Iterator, Sequence

import sentencex

from dragoman.records.language import Sentence, Span

FEWEST_LINES, WIDEST, LEAST_FILL = 3, 100, 0.7  # of a block of lines cut at a width; the last may be short
CLOSING = tuple(".!?:;\"'\u201d\u2019")


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; a line break ends one, but for lines cut at a width.

    A first line without a closing mark is a headline, and so is a short line like it further down.
    """
    sentences = list[Sentence]()
    for start, line in _paragraphs(text):
        spans = [span for span in _cut(start, line) if span.end > span.start]
        headline = len(spans) == 1 and line.rstrip()[-1:] not in CLOSING
        sentences += [Sentence(span, headline) for span in spans]
    return tuple(sentences)


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Each line that says something, with its offset; the lines of a block set to a width are one."""
    block, start, position = list[str](), 0, 0
    for line in [*text.splitlines(keepends=True), ""]:
        if line.strip():
            start = start if block else position
            block.append(line)
        elif block:
            yield from [(start, "".join(block))] if _is_wrapped(block) else _apart(start, block)
            block = []
        position += len(line)


def _is_wrapped(block: Sequence[str]) -> bool:
    """Whether lines between two blank ones look cut at a width, as in plain-text mail and wire copy.

    They are of like length, and at least half of them go on in small letters: headlines do not.
    """
    if len(block) < FEWEST_LINES:
        return False
    lengths = [len(line.rstrip()) for line in block]
    full, go_on = max(lengths), sum(line.lstrip()[0].islower() for line in block[1:])
    alike = full <= WIDEST and min(lengths[:-1]) >= LEAST_FILL * full
    return alike and 2 * go_on >= len(block) - 1


def _apart(start: int, block: Sequence[str]) -> Iterator[tuple[int, str]]:
    for line in block:
        yield start, line
        start += len(line)


def _cut(start: int, line: str) -> Iterator[Span]:
    for boundary in sentencex.get_sentence_boundaries("en", line):
        begin, end = boundary["start_index"], boundary["end_index"]
        words = line[begin:end]
        lead = len(words) - len(words.lstrip())
        yield Span(start + begin + lead, start + begin + max(lead, len(words.rstrip())))
