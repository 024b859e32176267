"""How far two coders agree, on codings that one can work out by hand."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "corpus"))
from agreement import agreement


def label(*events: dict, **spans: list[int]) -> dict:
    return {
        "mentions": [{"entities": [name], "span": span} for name, span in spans.items()],
        "events": events,
    }


def test_like_codings_agree_wholly():
    one = label({"span": [5, 9], "category": "AID", "sources": ["a"], "targets": ["b"]}, a=[0, 4], b=[10, 14])
    report = agreement([(one, one)])
    assert {report[name] for name in ("detection", "trigger", "category", "sources", "targets")} == {100.0}


def test_a_party_answers_one_party():
    event = {"span": [5, 9], "category": "AID"}
    three = label(event | {"sources": ["a", "b", "c"]}, a=[0, 4], b=[0, 4], c=[0, 4])
    one = label(event | {"sources": ["a"]}, a=[0, 4])
    assert agreement([(three, one)])["sources"] == agreement([(one, three)])["sources"] == 50.0


def test_a_category_that_differs_counts_as_a_trigger_only():
    first = label({"span": [5, 9], "category": "AID"})
    report = agreement([(first, label({"span": [6, 9], "category": "AGREE"}))])
    assert (report["trigger"], report["category"]) == (100.0, 0.0)
