import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.pieces import LONGEST_WORD, WordPieces, load_word_pieces, shape

PIECES = load_word_pieces()
UNKNOWN = 100


def test_the_vocabulary_is_that_of_bert_uncased():
    assert len(PIECES) == 30522
    assert (PIECES.pad, PIECES.unknown, PIECES.open, PIECES.close) == (0, UNKNOWN, 101, 102)


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        pytest.param("the", (1996,), id="whole-word"),
        pytest.param("The", (1996,), id="case-does-not-matter"),
        pytest.param("Ukraine", (5924,), id="a-country"),
        pytest.param("unaffable", (14477, 20961, 3468), id="una-ffa-ble"),
        pytest.param("embeddings", (7861, 8270, 4667, 2015), id="em-bed-ding-s"),
        pytest.param("café", (7668,), id="accent-stripped"),
        pytest.param("CAFE\u0301", (7668,), id="combining-accent-stripped"),
        pytest.param(".", (1012,), id="a-mark"),
        pytest.param("☃", (UNKNOWN,), id="a-mark-that-the-vocabulary-lacks"),
        pytest.param("x☃x", (UNKNOWN,), id="one-unknown-letter-makes-the-word-unknown"),
        pytest.param("\u0301", (UNKNOWN,), id="an-accent-on-nothing"),
        pytest.param("", (UNKNOWN,), id="nothing"),
    ],
)
def test_a_word_has_the_pieces_that_bert_gives_it(word, ids):
    assert PIECES.ids(word) == ids


def test_a_long_run_of_letters_is_one_unknown_piece_so_that_it_costs_nothing():
    assert PIECES.ids("x" * LONGEST_WORD) != (UNKNOWN,)
    assert PIECES.ids("x" * (LONGEST_WORD + 1)) == (UNKNOWN,)


def test_the_longest_piece_is_taken_first():
    small = WordPieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "ab", "##b", "##bc", "##c"])
    assert small.ids("abc") == (5, 8)
    assert small.ids("abbc") == (5, 7)


def test_pieces_of_a_word_asked_twice_are_the_same():
    assert PIECES.ids("Zaporizhzhia") == PIECES.ids("Zaporizhzhia")


@given(st.text(max_size=120))
def test_every_word_has_at_least_one_piece_of_the_vocabulary(word):
    ids = PIECES.ids(word)
    assert ids
    assert all(0 <= number < len(PIECES) for number in ids)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        pytest.param("us", 0, id="lower"),
        pytest.param("Us", 1, id="title"),
        pytest.param("US", 2, id="upper"),
        pytest.param("A", 1, id="one-capital-is-title"),
        pytest.param("iPhone", 3, id="mixed"),
        pytest.param("McCain", 3, id="mixed-after-a-capital"),
        pytest.param("2024", 4, id="digits"),
        pytest.param(".", 4, id="mark"),
        pytest.param("", 4, id="nothing"),
        pytest.param("T72", 2, id="upper-with-digits"),
        pytest.param("72s", 0, id="lower-with-digits"),
    ],
)
def test_the_shape_tells_the_pronoun_from_the_state(word, number):
    assert shape(word) == number


@given(st.text(max_size=20))
def test_every_word_has_one_of_five_shapes(word):
    assert shape(word) in range(5)
