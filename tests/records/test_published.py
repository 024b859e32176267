import json

import msgspec
import pytest
from hypothesis import given

from dragoman.records.event import Event
from dragoman.records.published import from_json, to_json
from tests.strategies import EVENTS

COLUMNS = (
    "event_id document_id article_id published sentence category mode cameo quad score context sources "
    "targets trigger date place modality historical speaker confidence coder_version statement_id "
    "incident_id quantities"
).split()


@given(EVENTS)
def test_an_event_comes_back_from_its_line_as_it_was(event: Event):
    assert from_json(to_json(event)) == event


@given(EVENTS)
def test_an_event_is_one_line_in_the_published_columns(event: Event):
    line = to_json(event)
    assert "\n" not in line
    assert list(json.loads(line)) == COLUMNS


@pytest.mark.parametrize("line", ["", "{}", "[]", '{"event_id": 1}', "null"])
def test_a_line_that_is_no_event_is_refused(line):
    with pytest.raises(msgspec.DecodeError):
        from_json(line)
