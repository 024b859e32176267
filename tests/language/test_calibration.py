"""The confidence of a whole event, from those of its trigger and its roles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.language.calibration import Calibration, expit, logit

SHARES = st.floats(0, 1)


@given(SHARES, SHARES)
def test_it_is_a_probability(trigger, roles):
    assert 0 < Calibration(1.3, 0.4, -0.2).overall(trigger, roles) < 1


@given(SHARES, SHARES, SHARES)
def test_a_surer_trigger_makes_a_surer_event(lower, higher, roles):
    calibration = Calibration(1.3, 0.4, -0.2)
    lower, higher = sorted((lower, higher))
    assert calibration.overall(lower, roles) <= calibration.overall(higher, roles)


def test_the_offset_alone_speaks_where_nothing_is_known():
    assert Calibration(offset=0.0).overall(0.5, 0.5) == pytest.approx(0.5)
    assert Calibration(offset=-2.0).overall(0.5, 0.5) == pytest.approx(0.119, abs=0.001)


@pytest.mark.parametrize("probability", [0.0, 0.001, 0.3, 0.999, 1.0])
def test_log_odds_have_an_end(probability):
    assert expit(logit(probability)) == pytest.approx(min(max(probability, 0.001), 0.999))
