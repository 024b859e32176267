import json

import pytest
from hypothesis import given

from dragoman.corpus.labels import read_labels, rejoin, text_hash, withhold
from dragoman.corpus.marked import MarkedText, parse_record
from dragoman.errors import BadMarks
from tests.corpus.test_marked import marked_texts

RECORD = parse_record(
    "news-1 published=2024-05-03",
    "{k UKR/GOV|Kyiv} {ACCUSE/allege 1123 s=k t=b d=d|accused} {b CHN/GOV|Beijing} on {d ~|Friday}.",
    "own.txt",
)


def through_a_file(label: dict) -> dict:
    return json.loads(json.dumps(label))


def test_a_label_holds_no_word_of_the_text():
    line = json.dumps(withhold(RECORD))
    assert not any(word in line for word in ("Kyiv", "accused", "Beijing", "Friday"))


def test_a_label_holds_id_header_hash_offsets_and_codes_and_leaves_defaults_out():
    assert through_a_file(withhold(RECORD)) == {
        "id": "news-1",
        "published": "2024-05-03",
        "sha256": text_hash("Kyiv accused Beijing on Friday."),
        "mentions": [
            {"entities": ["k"], "span": [0, 4], "country": "UKR", "sector": "GOV"},
            {"entities": ["b"], "span": [13, 20], "country": "CHN", "sector": "GOV"},
            {"entities": ["d"], "span": [24, 30], "kind": "date"},
        ],
        "events": [
            {
                "span": [5, 12],
                "category": "ACCUSE",
                "mode": "allege",
                "cameo": "1123",
                "sources": ["k"],
                "targets": ["b"],
                "dates": ["d"],
            }
        ],
    }


def test_the_hash_is_sha_256_of_utf_8():
    assert text_hash("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"


@given(marked_texts())
def test_what_was_withheld_rejoins_with_its_text(record: MarkedText):
    assert rejoin(through_a_file(withhold(record)), record.text) == record


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(RECORD.text + " ", id="a-space-more"),
        pytest.param(RECORD.text.replace("Kyiv", "Kiev"), id="another-spelling-of-like-length"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_text_that_has_changed_is_refused(changed):
    with pytest.raises(BadMarks) as raised:
        rejoin(withhold(RECORD), changed)
    assert str(raised.value) == (
        "The text is not the one that was labelled\n"
        "  where: label of news-1\n"
        "  mend:  use the edition that the data card names"
    )


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param({"mentions": None}, id="mentions-are-none"),
        pytest.param({"mentions": [{"span": [0, 4]}]}, id="mention-without-entities"),
        pytest.param({"mentions": [{"entities": ["k"], "span": [0]}]}, id="half-a-span"),
        pytest.param({"mentions": [{"entities": ["k"], "span": [0, 4], "kind": "thing"}]}, id="unknown-kind"),
        pytest.param({"events": [{"span": [5, 12]}]}, id="event-without-category"),
        pytest.param({"events": [{"span": [5, 12], "category": "AID", "colour": 1}]}, id="unknown-field"),
    ],
)
def test_a_label_that_does_not_parse_is_refused(broken):
    with pytest.raises(BadMarks, match="A label that does not parse"):
        rejoin({**withhold(RECORD), **broken}, RECORD.text)


def test_a_label_without_its_events_is_refused():
    label = withhold(RECORD)
    del label["events"]
    with pytest.raises(BadMarks, match="A label that does not parse: 'events'"):
        rejoin(label, RECORD.text)


def test_a_label_without_its_id_is_refused():
    label = withhold(RECORD)
    del label["id"]
    with pytest.raises(BadMarks):
        rejoin(label, RECORD.text)


def test_labels_whose_text_is_not_at_hand_are_passed_over():
    other = parse_record("news-2", "Nothing.", "own.txt")
    lines = [json.dumps(withhold(record)) for record in (RECORD, other)]
    assert list(read_labels(lines, {"news-1": RECORD.text})) == [RECORD]
