from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents.sentences import split_sentences
from dragoman.language.features import LONGEST, count_pieces
from dragoman.language.passages import PASSAGE_PIECES, Passage, pack
from dragoman.language.pieces import load_word_pieces
from dragoman.records.language import Sentence, Span
from dragoman.words import Word, split_words

PIECES = load_word_pieces()


def packed(text: str) -> list[Passage]:
    return list(pack(text, split_sentences(text), PIECES))


def sized(*lengths: int) -> tuple[str, tuple[Sentence, ...]]:
    """Sentences of so many words of one piece each, on a line each."""
    lines = ["the " * (length - 1) + "end" for length in lengths]
    spans, start = [], 0
    for line in lines:
        spans.append(Sentence(Span(start, start + len(line))))
        start += len(line) + 1
    return "\n".join(lines), tuple(spans)


def own(passage: Passage) -> list[Word]:
    return [word for word in passage.words if word.start >= passage.own_start]


FULL, HALF, QUARTER = PASSAGE_PIECES, PASSAGE_PIECES // 2, PASSAGE_PIECES // 4


@pytest.mark.parametrize(
    ("lengths", "sizes", "owns"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([10], [10], [10], id="one-sentence"),
        pytest.param([HALF, FULL - HALF], [FULL], [FULL], id="as-many-as-fit"),
        pytest.param(
            [HALF, QUARTER, HALF],
            [HALF + QUARTER, QUARTER + HALF],
            [HALF + QUARTER, HALF],
            id="the-last-sentence-opens-the-next-passage",
        ),
        pytest.param(
            [QUARTER, FULL - QUARTER, HALF], [FULL, HALF], [FULL, HALF], id="unless-it-would-not-fit"
        ),
        pytest.param([FULL, FULL], [FULL, FULL], [FULL, FULL], id="each-a-passage-of-its-own"),
        pytest.param(
            [2 * FULL + HALF], [FULL, FULL, HALF], [FULL, FULL, HALF], id="a-run-without-full-stops-is-cut"
        ),
        pytest.param(
            [FULL + QUARTER, 9],
            [FULL, QUARTER + 9],
            [FULL, QUARTER + 9],
            id="the-rest-of-a-run-goes-with-what-follows",
        ),
    ],
)
def test_sentences_are_packed(lengths, sizes, owns):
    text, sentences = sized(*lengths)
    passages = list(pack(text, sentences, PIECES))
    assert [len(passage.words) for passage in passages] == sizes
    assert [len(own(passage)) for passage in passages] == owns


def test_words_count_from_the_beginning_of_the_text():
    [passage] = packed("One.\n\nTwo.")
    assert passage.words == (Word(0, 3, "One"), Word(3, 4, "."), Word(6, 9, "Two"), Word(9, 10, "."))


TEXTS = st.lists(
    st.sampled_from(["Kyiv spoke.", "he said", "\n", "a " * 90, "unaffable " * 60 + ".", "x" * 300, "é☃. "]),
    max_size=12,
).map(" ".join)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_every_word_is_in_exactly_one_passages_own_part(text):
    passages = packed(text)
    told = [word for passage in passages for word in own(passage)]
    assert [word for word in told if word.start < word.end] == split_words(text)
    assert all(word.text == "." for word in told if word.start == word.end)  # ends a headline


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_no_passage_outgrows_the_encoder(text):
    for passage in packed(text):
        assert 0 < count_pieces(passage.words, PIECES) <= PASSAGE_PIECES < LONGEST - 2


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_what_opens_a_passage_is_the_end_of_the_one_before(text):
    passages = packed(text)
    for before, after in pairwise(passages):
        opening = [word for word in after.words if word.start < after.own_start]
        assert tuple(opening) == before.words[len(before.words) - len(opening) :]
