"""A deed told again is done to whom its first telling named."""

from dataclasses import replace

import pytest

from dragoman.events.retold import fill_retold
from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger

TEXT = "Rebels attacked a convoy. The deadly attack was condemned. An attack followed."
REBELS, CONVOY, ARMY = (Mention(span, MentionKind.PARTY) for span in (Span(0, 6), Span(16, 24), Span(1, 2)))
ACTORS = {
    party.span: (Actor(name, name, None, None, Basis.NAME),)
    for party, name in ((REBELS, "rebels"), (CONVOY, "convoy"), (ARMY, "army"))
}


def assault(words: str, sources=(), targets=(), mode=None, modality="actual", category="ASSAULT") -> Clause:
    start = TEXT.index(words) + words.index("attack")
    trigger = Trigger(Span(start, start + 6), category, mode, None, modality, False, 0.9)
    return Clause(trigger, sources, targets)


FIRST = assault("attacked", (REBELS,), (CONVOY,), "firearms")
AGAIN = assault("deadly attack")


def test_a_definite_noun_takes_the_target_of_the_last_like_deed():
    assert fill_retold([FIRST, AGAIN], TEXT, ACTORS) == [FIRST, replace(AGAIN, targets=(CONVOY,))]


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(assault("An attack"), id="indefinite"),
        pytest.param(replace(AGAIN, sources=(REBELS, ARMY)), id="mutual"),
        pytest.param(replace(AGAIN, targets=(ARMY,)), id="target-told"),
        pytest.param(replace(AGAIN, sources=(ARMY,)), id="another-doer"),
        pytest.param(assault("deadly attack", mode="aerial"), id="another-mode"),
        pytest.param(assault("deadly attack", modality="future"), id="another-modality"),
        pytest.param(assault("deadly attack", category="ACCUSE"), id="another-category"),
    ],
)
def test_another_deed_stays_as_it_is(again):
    assert fill_retold([FIRST, again], TEXT, ACTORS) == [FIRST, again]


def test_the_same_doer_may_be_told_again():
    again = replace(AGAIN, sources=(REBELS,))
    assert fill_retold([FIRST, again], TEXT, ACTORS)[1].targets == (CONVOY,)


def test_the_first_telling_learns_nothing_from_the_second():
    bare = assault("attacked")
    later = replace(AGAIN, targets=(CONVOY,))
    assert fill_retold([bare, later], TEXT, ACTORS)[0] == bare


def test_a_verb_behind_its_doer_is_no_definite_noun():
    text = "Rebels attacked a convoy. The army attack failed."
    army = Mention(Span(text.index("army"), text.index("army") + 4), MentionKind.PARTY)
    start = text.rindex("attack")
    again = replace(AGAIN, trigger=replace(AGAIN.trigger, span=Span(start, start + 6)))
    assert fill_retold([FIRST, again], text, ACTORS | {army.span: ()}) == [FIRST, again]
