import pickle

import pytest

from dragoman.errors import (
    BadCodebook,
    BadInput,
    BadLedger,
    BadMarks,
    DragomanError,
    ModelMismatch,
)

KINDS = [BadInput, BadCodebook, BadMarks, ModelMismatch, BadLedger]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_what_where_and_how_to_mend(kind):
    assert str(kind("No day", "wire.jsonl, line 812", "add one")) == (
        "No day\n  where: wire.jsonl, line 812\n  mend:  add one"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_crosses_process_borders_whole(kind):
    error = pickle.loads(pickle.dumps(kind("No day", "line 812", "add one")))
    assert (type(error), error.what, error.where, error.mend) == (kind, "No day", "line 812", "add one")


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_caught_as_the_one_above_all(kind):
    assert issubclass(kind, DragomanError)
