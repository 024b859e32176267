import pytest

from tests.golden.rewrite import GOLDEN, golden_lines


@pytest.mark.model
def test_the_examples_are_coded_as_they_were():
    expected = GOLDEN.read_text(encoding="utf-8").splitlines()
    assert list(golden_lines()) == expected, "see what changed with: make golden; git diff tests/golden"
