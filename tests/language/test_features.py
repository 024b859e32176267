import numpy as np
import pytest

from dragoman.language.features import INPUT_NAMES, LONGEST, count_pieces, featurize, stack
from dragoman.language.pieces import load_word_pieces
from dragoman.words import split_words

PIECES = load_word_pieces()


def test_a_passage_is_opened_closed_and_knows_where_each_word_begins():
    features = featurize(split_words("The unaffable US."), PIECES)
    assert features.piece_ids == (101, 1996, 14477, 20961, 3468, 2149, 1012, 102)
    assert features.shapes == (4, 1, 0, 0, 0, 2, 4, 4)
    assert features.markers == (0,) * 8
    assert features.first_pieces == (1, 2, 5, 6)


def test_a_given_pair_is_marked_on_every_piece_of_its_words():
    features = featurize(split_words("Unaffable US the"), PIECES, [1, 2, 0])
    assert features.markers == (0, 1, 1, 1, 2, 0, 0)


def test_a_passage_of_no_words_is_opened_and_closed_all_the_same():
    features = featurize([], PIECES)
    assert (features.piece_ids, features.first_pieces) == ((101, 102), ())


def test_words_past_the_longest_passage_are_left_out_whole():
    features = featurize(split_words("the " * 317 + "unaffable the"), PIECES)
    assert len(features.first_pieces) == 317  # the next word would need three pieces more
    assert len(features.piece_ids) == 319
    assert features.piece_ids[-1] == PIECES.close


@pytest.mark.parametrize("count", [0, 1, 318, 319, 320, 1000])
def test_no_passage_grows_past_the_longest(count):
    features = featurize(split_words("the " * count), PIECES)
    assert len(features.piece_ids) == min(count + 2, LONGEST)
    assert len(features.piece_ids) == len(features.shapes) == len(features.markers)


def test_pieces_are_counted_without_the_opening_and_closing_ones():
    assert count_pieces(split_words("The unaffable US."), PIECES) == 6


class TestABatch:
    FEATURES = (featurize(split_words("The US."), PIECES), featurize(split_words("Unaffable"), PIECES))
    ARRAYS = stack(FEATURES, PIECES.pad)

    def test_has_one_array_an_input_of_whole_numbers(self):
        assert set(self.ARRAYS) == set(INPUT_NAMES)
        assert {array.dtype for array in self.ARRAYS.values()} == {np.dtype(np.int64)}

    def test_is_padded_to_its_longest_passage_and_the_mask_says_where(self):
        longer = stack([featurize(split_words("The"), PIECES), *self.FEATURES], 7)
        assert longer["piece_ids"].tolist()[0] == [101, 1996, 102, 7, 7]
        assert longer["mask"].tolist()[0] == [1, 1, 1, 0, 0]

    def test_pads_the_first_pieces_of_missing_words_with_nought(self):
        assert self.ARRAYS["first_pieces"].tolist() == [[1, 2, 3], [1, 0, 0]]

    def test_of_passages_without_words_has_one_column_of_words_all_the_same(self):
        assert stack([featurize([], PIECES)], 0)["first_pieces"].shape == (1, 1)
