import pytest

from dragoman.records.language import Span


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        pytest.param((0, 5), (4, 9), True, id="share-one"),
        pytest.param((0, 5), (5, 9), False, id="touch"),
        pytest.param((0, 9), (3, 4), True, id="inside"),
        pytest.param((0, 2), (3, 4), False, id="apart"),
    ],
)
def test_spans_overlap_where_they_share_a_code_point(one, other, overlap):
    assert Span(*one).overlaps(Span(*other)) is Span(*other).overlaps(Span(*one)) is overlap
