import pytest

from dragoman.codebook.categories import load_plover
from dragoman.corpus.lint import lint, warn
from dragoman.corpus.marked import MarkedEvent, MarkedMention, MarkedText, parse_record

COUNTRIES = frozenset({"UKR", "RUS", "CHN"})


def messages(body: str) -> list[str]:
    return list(lint(parse_record("own-1", body, "own.txt"), load_plover(), COUNTRIES))


def test_a_sound_record_has_no_messages():
    kyiv, moscow = "{k UKR/GOV|Kyiv}", "{r RUS/GOV|Moscow}"
    accuses = "{ACCUSE/allege 112 s=k t=r p=p d=d|accused}"
    assert messages(f"{kyiv} {accuses} {moscow} in {{p @|Lviv}} on {{d ~|Friday}}") == []


@pytest.mark.parametrize("country", "UNO EUR IGO NGO MNC IMG INT".split())
def test_the_international_codes_of_the_guide_are_countries(country):
    assert messages("{k " + country + "/GOV|They}") == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("{k XXX/GOV|Kyiv}", "no such country: XXX ('Kyiv')", id="country"),
        pytest.param("{k UKR/ABC|Kyiv}", "no such sector: ABC ('Kyiv')", id="sector"),
        pytest.param(
            "{k UKR/GOV|Kyiv }", "a mention with space at its edge: 'Kyiv '", id="mention-with-space"
        ),
        pytest.param("{k UKR/GOV|}", "a mention with space at its edge: ''", id="mention-of-nothing"),
        pytest.param(
            "{k UKR/GOV|Kyiv} {AID s=k| armed}",
            "a trigger with space at its edge: ' armed'",
            id="trigger-with-space",
        ),
        pytest.param(
            "{k UKR/GOV|Kyiv} {FIGHT s=k|fought}", "'fought': no such category: FIGHT", id="category"
        ),
        pytest.param(
            "{k UKR/GOV|Kyiv} {ACCUSE/demo s=k|rallied}",
            "'rallied': ACCUSE has no mode demo; it has disapprove, investigate, allege",
            id="mode-of-another-category",
        ),
        pytest.param(
            "{k UKR/GOV|Kyiv} {AID/arms s=k|armed}",
            "'armed': AID has no mode arms; it has none",
            id="mode-of-a-category-without-any",
        ),
        pytest.param("{AID|armed}", "'armed': an event needs a source or a target", id="nobody"),
        pytest.param(
            "{k UKR/GOV|Kyiv} {AID by=k|armed}",
            "'armed': an event needs a source or a target",
            id="speaker-only",
        ),
        pytest.param("{AID s=k|armed}", "'armed': sources: nothing is marked 'k'", id="unmarked-source"),
        pytest.param(
            "{p @|Lviv} {AID s=p|armed}", "'armed': sources: 'p' is a place", id="a-place-is-no-source"
        ),
        pytest.param(
            "{k UKR/GOV|Kyiv} {AID s=k d=k|armed}", "'armed': dates: 'k' is a party", id="a-party-is-no-date"
        ),
    ],
)
def test_a_broken_rule_has_its_message(body, message):
    assert messages(body) == [message]


def test_a_party_may_be_the_place():
    assert messages("{k UKR/GOV|Kyiv} {AID s=k p=k|armed}") == []


def test_every_broken_rule_is_told_not_the_first_alone():
    assert len(messages("{k XXX/ABC|Kyiv} {FIGHT t=z|fought}")) == 4


def hints(body: str) -> list[str]:
    return list(warn(parse_record("own-1", body, "own.txt")))


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        pytest.param(
            "{k UKR/GOV|Kyiv} {ACCUSE s=k t=k by=k|accused}",
            "'accused': a plain speech act needs no by=, unless it is told within its own speech",
            id="speaker-of-a-plain-speech-act",
        ),
        pytest.param(
            "{k UKR/GOV|Kyiv} {AID s=k|sent a lot of old tanks}",
            "'sent a lot of old tanks': a long trigger; take the shortest words that tell of the event",
            id="long-trigger",
        ),
        pytest.param("Kyiv Condemned it", "'Condemned' opens no event", id="speech-without-event"),
    ],
)
def test_what_is_seldom_meant_has_a_hint(body, hint):
    assert hints(body) == [hint]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("{k UKR/GOV|Kyiv} {AID s=k by=k|sent}", id="a-deed-in-its-doers-words"),
        pytest.param("{k UKR/GOV|Kyiv} {ACCUSE s=k|strongly condemned}", id="speech-inside-a-trigger"),
    ],
)
def test_what_is_plainly_meant_has_no_hint(body):
    assert hints(body) == []


def test_a_record_from_labels_is_linted_like_one_from_marks():
    mention = MarkedMention(("k",), (0, 5), country="UKR")
    event = MarkedEvent((5, 10), "AID", sources=("k",))
    record = MarkedText("n-1", "Kyiv armed", (mention,), (event,))
    assert list(lint(record, load_plover(), COUNTRIES)) == ["a mention with space at its edge: 'Kyiv '"]
