import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.documents.sentences import split_sentences
from dragoman.records.language import Span


def sentences(text: str) -> list[str]:
    return [text[slice(*sentence.span)] for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\u00a0\n", [], id="space"),
        pytest.param("Kyiv spoke. Moscow did not.", ["Kyiv spoke.", "Moscow did not."], id="two"),
        pytest.param("Kyiv spoke.\nMoscow did not.", ["Kyiv spoke.", "Moscow did not."], id="two-lines"),
        pytest.param("the U.S. army left.", ["the U.S. army left."], id="an-abbreviation-ends-nothing"),
        pytest.param("Gen. Mark Milley met Mr. Xi.", ["Gen. Mark Milley met Mr. Xi."], id="titles"),
        pytest.param("  Kyiv spoke.  \r\n", ["Kyiv spoke."], id="space-around"),
        pytest.param("He asked: why? Nobody knew!", ["He asked: why?", "Nobody knew!"], id="other-marks"),
        pytest.param("\U0001f600 Kyiv spoke. Xi left.", ["\U0001f600 Kyiv spoke.", "Xi left."], id="emoji"),
    ],
)
def test_a_text_is_cut_into_sentences(text, found):
    assert sentences(text) == found


WRAPPED = """\
Kyiv has accused Beijing of arming Moscow,
the ministry said on Monday. Its spokesman
added that further steps were being taken
at once."""
HEADLINES = """\
Kyiv accuses Beijing of arming Moscow
Beijing denies that it arms anybody
Moscow says that it needs no weapons"""


def test_lines_cut_at_a_width_are_one_paragraph():
    first, second = WRAPPED.index(" Its"), WRAPPED.index("Its")
    assert sentences(f"{WRAPPED}\n\nXi left.") == [WRAPPED[:first], WRAPPED[second:], "Xi left."]


def test_headlines_of_like_length_stay_apart():
    assert sentences(HEADLINES) == HEADLINES.splitlines()


@pytest.mark.parametrize(
    ("text", "headlines"),
    [
        pytest.param("Kyiv accuses Beijing\nKyiv spoke on Friday.", [True, False], id="first-line"),
        pytest.param("Kyiv accuses Beijing.\nKyiv spoke.", [False, False], id="closed-by-a-full-stop"),
        pytest.param("“We will win.”\nKyiv spoke.", [False, False], id="closed-by-a-quotation-mark"),
        pytest.param("Kyiv spoke.\nReactions\nXi left.", [False, True, False], id="further-down"),
        pytest.param("Kyiv accuses Beijing  \nKyiv spoke.", [True, False], id="space-at-its-end"),
    ],
)
def test_a_line_of_its_own_without_a_closing_mark_is_a_headline(text, headlines):
    assert [sentence.headline for sentence in split_sentences(text)] == headlines


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("Aa. .!?\n\r\u2028'\"…\U0001f600")))
@settings(deadline=None)
def test_sentences_are_in_order_without_overlap_and_cover_all_that_is_no_space(text):
    spans = [sentence.span for sentence in split_sentences(text)]
    assert all(text[slice(*span)] == text[slice(*span)].strip() != "" for span in spans)
    gaps = zip([Span(0, 0), *spans], [*spans, Span(len(text), len(text))], strict=True)
    assert all(
        before.end <= after.start and not text[before.end : after.start].strip() for before, after in gaps
    )
