"""From article to events, with the fake encoder: what one can work out by hand."""

from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from dragoman.ingest.files import read_paths
from dragoman.pipeline import code_article, load_tools
from dragoman.records.article import Article
from dragoman.records.event import Event
from dragoman.records.language import Span
from dragoman.records.published import to_json
from tests.fakes import KYIV_ACCUSES, KYIV_TEXT, WEDNESDAY, Spec, article, fake_tools

TOOLS = fake_tools(KYIV_ACCUSES)
EXAMPLES = Path(__file__).parents[1] / "examples"


def events(text: str = KYIV_TEXT, spec: Spec = KYIV_ACCUSES, **given: object) -> list[Event]:
    return code_article(article(text, **given), fake_tools(spec))[1]


def test_kyiv_accused_beijing_of_arming_moscow_is_two_events():
    accuse, arm = events()
    assert (accuse.category, accuse.mode) == ("ACCUSE", ("allege",))
    assert [party.country for party in accuse.sources] == ["UKR"]
    assert [party.country for party in accuse.targets] == ["CHN"]
    assert accuse.speaker is None
    assert arm.category == "AID"
    assert [party.country for party in arm.sources] == ["CHN"]
    assert [party.country for party in arm.targets] == ["RUS"]
    assert arm.speaker.country == "UKR"


def test_date_and_place_belong_to_the_event_that_has_them():
    accuse, arm = events()
    assert (accuse.date.start, accuse.date.rule) == (date(2024, 5, 9), "weekday")
    assert (accuse.place.name, accuse.place.country) == ("Geneva", "CHE")
    assert (arm.date, arm.place) == (None, None)


def test_a_day_of_an_event_to_come_lies_ahead():
    spec = Spec(
        {"kyiv": "party GOV", "thursday": "date"},
        {"visit": "future CONSULT/visit"},
        [("visit", "source", "kyiv"), ("visit", "date", "thursday")],
    )
    [visit] = events("Kyiv will visit on Thursday.", spec)
    assert (visit.modality, visit.date.start) == ("future", date(2024, 5, 16))


def test_without_a_day_of_publication_thursday_is_no_date():
    assert events(published=None)[0].date is None


def test_every_span_selects_its_words():
    text = f"\U0001f600 “Fog” — é.\r\n\r\n{KYIV_TEXT}"
    for event in events(text):
        parts = [event.trigger, *event.sources, *event.targets, *filter(None, [event.speaker])]
        assert all(text[slice(*part.span)] == part.text for part in parts)
        assert text[slice(*event.sentence)] == KYIV_TEXT
        assert event.place is None or text[slice(*event.place.span)] == event.place.name
        assert event.date is None or text[slice(*event.date.span)] == "Thursday"


def test_each_article_is_coded_on_its_own():
    articles = [article("Fog."), article(), article("Beijing spoke.", article_id="a3")]
    coded = [code_article(one, TOOLS) for one in articles]
    assert [document.article_id for document, _ in coded] == ["a1", "a1", "a3"]
    assert [len(found) for _, found in coded] == [0, 2, 0]
    assert coded[1][1] == events()


@pytest.mark.parametrize("text", ["", " \n"], ids=["empty", "space"])
def test_nothing_is_coded_from_nothing(text):
    assert events(text) == []


def test_the_same_article_gives_the_same_events():
    assert events() == events()


def test_the_title_tells_countries_but_is_not_coded():
    spec = Spec({"officials": "party GOV"}, {"accused": "ACCUSE"}, [("accused", "source", "officials")])
    [event] = events("Officials accused.", spec, title="Kyiv accused Mali: Mali")
    assert event.sources[0].country == "MLI"
    assert event.trigger.span == Span(10, 17)


def test_every_event_names_codebook_model_and_package():
    assert {event.coder_version for event in events()} == {
        f"plover-2.0+dragoman-1/fake-1/dragoman-{version('dragoman')}"
    }
    assert {event.published for event in events()} == {WEDNESDAY.isoformat()}


@pytest.mark.model
def test_the_examples_give_the_same_bytes_alone_and_in_any_order():
    articles = [one for one in read_paths([str(EXAMPLES)], None) if isinstance(one, Article)]
    tools = load_tools()

    def coded(order: list[Article]) -> dict[str, list[str]]:
        return {one.article_id: [to_json(event) for event in code_article(one, tools)[1]] for one in order}

    forward = coded(articles)
    assert len(forward) == len(articles) > 3
    assert any(forward.values())
    assert coded(articles[::-1]) == forward
    middle = len(articles) // 2
    assert coded(articles[middle:] + articles[:middle]) == forward
    for one in articles[:3]:  # a coder that has read nothing before
        assert [to_json(event) for event in code_article(one, load_tools())[1]] == forward[one.article_id]
