from datetime import date

import pytest

from dragoman.codebook.categories import load_plover
from dragoman.documents.clean import clean
from dragoman.events.assemble import Settled, assemble
from dragoman.records.entity import Actor, Basis, EventDate, Place
from dragoman.records.event import Confidence, Event, TriggerWords
from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger
from tests.fakes import article

TEXT = "Fog. Kyiv and Lviv armed rebels in Moscow, it said."
DOCUMENT = clean(article(TEXT))
CODEBOOK = load_plover()


def mention(words: str) -> Mention:
    start = TEXT.index(words)
    return Mention(Span(start, start + len(words)), MentionKind.PARTY)


def actor(name: str, country: str | None = "UKR") -> Actor:
    return Actor(name, f"id:{name}", country, "GOV", Basis.NAME, 369, 369)


KYIV, LVIV, REBELS, IT = (mention(words) for words in ("Kyiv", "Lviv", "rebels", "it said"))
ACTORS = {
    KYIV.span: (actor("Ukraine"),),
    LVIV.span: (actor("Ukraine"),),
    REBELS.span: (actor("rebels", None),),
    IT.span: (actor("Ukraine"), actor("Lviv")),
}
TRIGGER = Trigger(mention("armed").span, "AID", None, None, "actual", False, 0.9876)


def event(trigger: Trigger = TRIGGER, **roles: object) -> Event | None:
    settled = {"place": None, "date": None, "speaker": None}
    settled |= {name: roles.pop(name) for name in list(settled) if name in roles}
    given = {
        "sources": (KYIV,),
        "targets": (REBELS,),
        "role_confidence": 0.5555,
        "confidence": 0.4321,
    } | roles
    return assemble(Settled(Clause(trigger, **given), **settled), DOCUMENT, ACTORS, CODEBOOK, "v1")


def test_an_event_has_the_words_and_span_of_its_trigger_and_its_sentence():
    found = event()
    assert found.trigger == TriggerWords("armed", Span(19, 24))
    assert TEXT[slice(*found.sentence)] == "Kyiv and Lviv armed rebels in Moscow, it said."


def test_an_event_has_quad_score_and_cameo_of_its_category():
    found = event()
    assert (found.category, found.mode, found.quad, found.score, found.cameo) == ("AID", (), 2, 10.0, "070")


def test_a_mode_brings_its_own_score_and_code():
    found = event(Trigger(TRIGGER.span, "ASSAULT", "drone", None, "actual", False, 0.9))
    assert (found.mode, found.score, found.cameo, found.context) == (("drone",), -9.5, "195", ("military",))


def test_the_encoders_cameo_code_wins_and_brings_its_contexts():
    found = event(Trigger(TRIGGER.span, "AID", None, "072", "actual", False, 0.9))
    assert (found.cameo, found.context) == ("072", ("military",))


def test_its_document_article_and_day_are_told():
    found = event()
    assert (found.document_id, found.article_id, found.published) == (
        DOCUMENT.document_id,
        "a1",
        "2024-05-15",
    )
    assert found.coder_version == "v1"


def test_an_article_without_a_day_has_events_without_one():
    document = clean(article(TEXT, published=None))
    settled = Settled(Clause(TRIGGER, (KYIV,), role_confidence=1.0), None, None, None)
    assert assemble(settled, document, ACTORS, CODEBOOK, "v1").published is None


def test_parties_have_their_words_and_whom_they_name():
    [source] = event().sources
    assert (source.text, source.span, source.name) == ("Kyiv", KYIV.span, "Ukraine")
    assert (source.actor_id, source.country, source.sector) == ("id:Ukraine", "UKR", "GOV")
    assert (source.cow, source.gw, source.wikidata) == (369, 369, None)


def test_one_actor_named_twice_in_a_role_is_one_party():
    assert [party.text for party in event(sources=(LVIV, KYIV)).sources] == ["Kyiv"]


def test_several_actors_of_one_mention_are_several_parties():
    assert [party.name for party in event(sources=(IT,)).sources] == ["Ukraine", "Lviv"]


def test_an_actor_is_not_its_own_target():
    found = event(targets=(LVIV, REBELS))
    assert [party.name for party in found.targets] == ["rebels"]


@pytest.mark.parametrize(("sources", "targets"), [((KYIV,), ()), ((), (KYIV,))], ids=["source", "target"])
def test_one_side_is_enough(sources, targets):
    found = event(sources=sources, targets=targets)
    assert (len(found.sources), len(found.targets)) == (len(sources), len(targets))


def test_nobody_is_no_event():
    assert event(sources=(), targets=()) is None


def test_confidence_is_rounded_to_three_places():
    assert event().confidence == Confidence(overall=0.432, trigger=0.988, roles=0.555)


def test_place_date_speaker_modality_and_background_are_handed_on():
    day = EventDate(date(2024, 5, 3), date(2024, 5, 3), "day", "iso", Span(0, 3))
    place = Place("Moscow", Span(35, 41), "RUS")
    trigger = Trigger(TRIGGER.span, "AID", None, None, "future", True, 0.9)
    found = event(trigger, date=day, place=place, speaker=IT)
    assert (found.date, found.place, found.modality, found.historical) == (day, place, "future", True)
    assert found.speaker.name == "Ukraine"


class TestTheId:
    def test_is_an_e_and_fifteen_hexadecimal_digits(self):
        found = event().event_id
        assert (found[0], len(found)) == ("e", 16)
        int(found[1:], 16)

    def test_is_the_same_for_the_same_event(self):
        assert event().event_id == event().event_id

    def test_differs_by_category_and_by_place_in_the_text(self):
        moved = Trigger(Span(19, 23), "AID", None, None, "actual", False, 0.9)
        other = Trigger(TRIGGER.span, "ASSAULT", None, None, "actual", False, 0.9)
        assert len({event().event_id, event(moved).event_id, event(other).event_id}) == 3

    def test_does_not_hang_on_confidence(self):
        surer = Trigger(TRIGGER.span, "AID", None, None, "actual", False, 0.999)
        assert event(surer).event_id == event().event_id
