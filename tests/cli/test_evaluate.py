import pytest

from dragoman.cli.evaluate import pair_scores


@pytest.mark.parametrize(
    ("known", "accuracy", "macro"),
    [
        pytest.param([("AID", "AID")], 100.0, 100.0, id="all-right"),
        pytest.param([("AID", "COERCE")], 0.0, 0.0, id="all-wrong"),
        # AID: one of two found, nothing else called so: 2/3. COERCE: found, one other called so: 2/3.
        pytest.param([("AID", "AID"), ("AID", "COERCE"), ("COERCE", "COERCE")], 66.7, 66.7, id="mixed"),
        # SUPPORT is answered but never right: it is no class of its own.
        pytest.param([("AID", "AID"), ("AID", "SUPPORT")], 50.0, 66.7, id="only-right-answers-are-classes"),
    ],
)
def test_accuracy_and_macro_f1_are_in_percent(known, accuracy, macro):
    assert pair_scores(known) == {"answered": len(known), "accuracy": accuracy, "macro F1": macro}


def test_where_the_right_answers_say_yield_concede_and_retreat_are_that():
    assert pair_scores([("YIELD", "CONCEDE"), ("YIELD", "RETREAT")])["accuracy"] == 100.0


def test_and_elsewhere_they_are_two():
    assert pair_scores([("CONCEDE", "RETREAT")])["accuracy"] == 0.0
