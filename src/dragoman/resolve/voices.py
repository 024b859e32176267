"""Whose "we" it is: the parties that a document lets speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Span
from dragoman.resolve.cast import Introduced
from dragoman.resolve.names import NameKind, NameMatch
from dragoman.words import Word

FIRST_PERSON = frozenset("we us our ours ourselves i me my mine myself".split())
SAYING = frozenset(
    "said says say told tells added adds stated states declared wrote writes tweeted commented noted".split()
    + "insisted stressed announced explained continued concluded argued".split()
    + "condemns condemned welcomes welcomed urges urged regrets reaffirms reaffirmed deplores".split()
)
SPEAKERS = frozenset(
    {NameKind.PERSON, NameKind.STATE, NameKind.SEAT, NameKind.ORGAN, NameKind.BODY, NameKind.GROUP}
)
BEFORE, AFTER = 12, 6  # words from a verb of saying to its subject
ENDS = frozenset(".!?")
QUOTES = frozenset("\",\u201d\u2019'")
PASSIVE = frozenset("was were been being be is are".split())


@dataclass(frozen=True, slots=True)
class Voice:
    """A party that says something: the offset of the verb, and whom the words beside it name."""

    at: int
    actor: Actor


def read_voices(
    words: Sequence[Word], matches: Sequence[NameMatch], introduced: Sequence[Introduced], day: date | None
) -> tuple[Voice, ...]:
    """Every party beside a verb of saying, in the order of the text; offices as they were on the day."""
    parties = sorted(
        [(words[match.last].end, _known(match, day)) for match in matches if _may_speak(match)]
        + [(one.end, one.as_actor(one.phrase)) for one in introduced],
        key=lambda party: party[0],
    )
    voices = list[Voice]()
    for position, word in enumerate(words):
        before = words[position - 1].text.lower() if position else ""
        if word.text.lower() in SAYING and before not in PASSIVE:
            actor = _subject(words, position, parties)
            if actor:
                voices.append(Voice(word.start, actor))
    return tuple(voices)


def speaker_at(voices: Sequence[Voice], pronoun: Span, sentence: Span) -> Actor | None:
    """Who says "we" at a place: who speaks in its sentence, else who spoke last, else who is first to."""
    here = [voice for voice in voices if sentence.start <= voice.at < sentence.end]
    earlier = [voice for voice in voices if voice.at < pronoun.start]
    chosen = (*here[-1:], *earlier[-1:], *voices[:1])
    return chosen[0].actor if chosen else None


def _may_speak(match: NameMatch) -> bool:
    return any(known.kind in SPEAKERS for known in match.meanings)


def _known(match: NameMatch, day: date | None) -> Actor:
    speakers = [known for known in match.meanings if known.kind in SPEAKERS]
    known = max(speakers, key=lambda one: (one.holds(day), one.start or date.min))
    return Actor(known.name, known.actor_id, known.country, known.sector, Basis.ANTECEDENT)


def _subject(words: Sequence[Word], verb: int, parties: Sequence[tuple[int, Actor]]) -> Actor | None:
    """The party nearest before the verb in its sentence, else right behind it; behind a quotation turned."""
    first = verb
    while first > 0 and verb - first < BEFORE and words[first - 1].text not in ENDS:
        first -= 1
    before = [actor for end, actor in parties if words[first].start < end <= words[verb].start]
    last = min(verb + AFTER, len(words) - 1)
    after = [actor for end, actor in parties if words[verb].end < end <= words[last].end]
    turned = verb > 0 and words[verb - 1].text in QUOTES  # "...," said Wang
    near = (*after[:1], *before[-1:]) if turned else (*before[-1:], *after[:1])
    return next(iter(near), None)
