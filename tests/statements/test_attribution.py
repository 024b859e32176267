import pytest

from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger
from dragoman.statements.attribution import find_speaker

KYIV = Mention(Span(0, 4), MentionKind.PARTY)
IT = Mention(Span(20, 22), MentionKind.PARTY, antecedents=(KYIV.span,))
MOSCOW = Mention(Span(30, 36), MentionKind.PARTY)


def clause(category: str, sources: tuple[Mention, ...], *speakers: Mention) -> Clause:
    trigger = Trigger(Span(10, 17), category, None, None, "actual", False, 0.9)
    return Clause(trigger, sources, (), speakers)


def test_without_a_speaker_the_article_speaks_in_its_own_voice():
    assert find_speaker(clause("AID", (KYIV,))) is None


@pytest.mark.parametrize("category", "ACCUSE REQUEST REJECT THREATEN AGREE SUPPORT CONCEDE".split())
def test_a_plain_speech_act_is_its_speakers_own_deed(category):
    assert find_speaker(clause(category, (KYIV,), KYIV)) is None


@pytest.mark.parametrize(
    ("source", "speaker"), [(KYIV, IT), (IT, KYIV)], ids=["speaker-is-a-pronoun", "source-is-a-pronoun"]
)
def test_also_where_a_pronoun_stands_for_one_of_them(source, speaker):
    assert find_speaker(clause("ACCUSE", (source,), speaker)) is None


def test_two_pronouns_for_one_party_are_that_party():
    again = Mention(Span(50, 52), MentionKind.PARTY, antecedents=(KYIV.span,))
    assert find_speaker(clause("ACCUSE", (IT,), again)) is None


def test_a_speech_act_told_by_another_has_that_speaker():
    assert find_speaker(clause("ACCUSE", (KYIV,), MOSCOW)) == MOSCOW


def test_a_deed_told_by_its_doer_has_its_speaker():
    assert find_speaker(clause("AID", (KYIV,), KYIV)) == KYIV


def test_of_several_the_first_who_is_not_the_source():
    assert find_speaker(clause("ACCUSE", (KYIV,), KYIV, MOSCOW)) == MOSCOW
