import json

from dragoman.codebook.categories import load_plover
from dragoman.language.labels import INSIDE, OUTSIDE, labels_of

LABELS, CODEBOOK = labels_of(load_plover()), load_plover()


def test_categories_and_sectors_are_the_codebooks_in_its_order():
    assert LABELS.categories == tuple(CODEBOOK.categories)
    assert LABELS.sectors == tuple(CODEBOOK.sectors)


def test_every_category_has_the_mode_none_before_its_own():
    assert len(LABELS.modes) == 16 + 67
    assert LABELS.modes[0] == ("AGREE", None)
    assert LABELS.modes[1:4] == (("CONSULT", None), ("CONSULT", "visit"), ("CONSULT", "third-party"))


def test_mention_tags_are_outside_then_begin_and_inside_of_each_kind():
    assert LABELS.mention_tags == (
        *("outside", "begin party", "inside party", "begin place", "inside place"),
        *("begin date", "inside date"),
    )


def test_a_trigger_is_outside_inside_or_opens_a_category_from_two_on():
    assert (OUTSIDE, INSIDE) == (0, 1)


def test_the_label_space_is_dumped_as_one_line_of_json_that_tells_all_of_it():
    dumped = LABELS.dump()
    assert "\n" not in dumped
    assert set(json.loads(dumped)) == set(LABELS.__slots__)
    assert dumped == labels_of(load_plover()).dump()
