import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.words import Word, split_words


def texts(text: str) -> list[str]:
    return [word.text for word in split_words(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\t\u00a0", [], id="space"),
        pytest.param("Kyiv said.", ["Kyiv", "said", "."], id="a-full-stop-stands-alone"),
        pytest.param("U.S.-backed", ["U", ".", "S", ".", "-", "backed"], id="every-mark-stands-alone"),
        pytest.param("Xi's", ["Xi", "'", "s"], id="apostrophe"),
        pytest.param("2024-05-03", ["2024", "-", "05", "-", "03"], id="a-day"),
        pytest.param("T-72s", ["T", "-", "72s"], id="digits-and-letters-stay-together"),
        pytest.param("a_b", ["a", "_", "b"], id="the-underscore-is-a-mark"),
        pytest.param("Erdoğan", ["Erdoğan"], id="accents"),
        pytest.param("...", [".", ".", "."], id="marks-in-a-row"),
        pytest.param("\U0001f600!", ["\U0001f600", "!"], id="beyond-the-basic-plane"),
    ],
)
def test_words_are_runs_of_letters_and_digits_and_single_marks(text, words):
    assert texts(text) == words


def test_offsets_count_code_points():
    assert split_words("\U0001f600 Kyiv") == [Word(0, 1, "\U0001f600"), Word(2, 6, "Kyiv")]


@given(st.text())
def test_words_select_themselves_in_order_and_leave_out_space_alone(text):
    words = split_words(text)
    assert all(text[word.start : word.end] == word.text for word in words)
    ends = [0, *(word.end for word in words)]
    starts = [*(word.start for word in words), len(text)]
    assert all(not text[end:start].strip() for end, start in zip(ends, starts, strict=True))


def test_a_decomposed_accent_is_part_of_its_word():
    assert texts("Erdog\u0306an spoke") == ["Erdog\u0306an", "spoke"]
