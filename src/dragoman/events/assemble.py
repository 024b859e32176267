"""The coded event, with its evidence."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.categories import Codebook
from dragoman.codebook.crosswalk import load_cameo, to_cameo
from dragoman.records.article import Document
from dragoman.records.entity import Actor, EventDate, Place
from dragoman.records.event import Confidence, Event, Party, TriggerWords
from dragoman.records.language import Clause, Mention, Span


@dataclass(frozen=True, slots=True)
class Settled:
    """A clause with all that was found out about it."""

    clause: Clause
    place: Place | None
    date: EventDate | None
    speaker: Mention | None


def assemble(
    settled: Settled,
    document: Document,
    actors: Mapping[Span, Sequence[Actor]],
    codebook: Codebook,
    coder_version: str,
) -> Event | None:
    """The event of one clause; None where neither source nor target is told (coding guide, rule 9)."""
    clause, trigger = settled.clause, settled.clause.trigger
    sources = _parties(clause.sources, document, actors)
    targets = _parties(clause.targets, document, actors)
    sources, targets = _apart(sources, targets)
    if not sources and not targets:
        return None
    sentence = next(s.span for s in document.sentences if s.span.start <= trigger.span.start < s.span.end)
    words = document.text[slice(*trigger.span)]
    mode = (trigger.mode,) if trigger.mode else ()
    cameo = trigger.cameo or to_cameo(trigger.category, trigger.mode)
    speaker = _parties((settled.speaker,), document, actors)[:1] if settled.speaker else ()
    return Event(
        event_id=_event_id(document, trigger.span, trigger.category, coder_version),
        document_id=document.document_id,
        article_id=document.article_id,
        published=document.published.isoformat() if document.published else None,
        sentence=sentence,
        category=trigger.category,
        mode=mode,
        cameo=cameo,
        quad=codebook.categories[trigger.category].quad,
        score=codebook.score(trigger.category, trigger.mode),
        context=load_cameo()[cameo].contexts,
        sources=sources,
        targets=targets,
        trigger=TriggerWords(words, trigger.span),
        date=settled.date,
        place=settled.place,
        modality=trigger.modality,
        historical=trigger.historical,
        speaker=speaker[0] if speaker else None,
        confidence=_confidence(clause),
        coder_version=coder_version,
    )


def _apart(
    sources: tuple[Party, ...], targets: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Nobody acts on himself: a party on both sides stays where it stands alone, else as the source."""
    both = {party.actor_id for party in sources} & {party.actor_id for party in targets}
    doers = tuple(party for party in sources if party.actor_id not in both)
    if doers:
        return doers, targets
    return sources, tuple(party for party in targets if party.actor_id not in both)


def _parties(
    mentions: Sequence[Mention], document: Document, actors: Mapping[Span, Sequence[Actor]]
) -> tuple[Party, ...]:
    """The parties of a role in the order of the text, each actor once."""
    parties = dict[str, Party]()
    for mention in sorted(mentions, key=lambda mention: mention.span):
        for actor in actors[mention.span]:
            text = document.text[slice(*mention.span)]
            party = Party(
                text,
                mention.span,
                actor.name,
                actor.actor_id,
                actor.country,
                actor.cow,
                actor.gw,
                actor.sector,
            )
            parties.setdefault(actor.actor_id, party)
    return tuple(parties.values())


def _confidence(clause: Clause) -> Confidence:
    """Probabilities rounded to three places, so that small differences in arithmetic do not show."""
    trigger, roles = clause.trigger.confidence, clause.role_confidence
    return Confidence(round(clause.confidence, 3), round(trigger, 3), round(roles, 3))


def _event_id(document: Document, span: Span, category: str, coder_version: str) -> str:
    named = f"{document.document_id}|{span.start}|{span.end}|{category}|{coder_version}"
    return "e" + hashlib.sha256(named.encode()).hexdigest()[:15]
