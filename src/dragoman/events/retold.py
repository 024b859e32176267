"""A deed told again: "the attack", "this visit" are done to whom the first telling named."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records.entity import Actor
from dragoman.records.language import Clause, Span
from dragoman.words import split_words

# The word that makes a noun a deed known already stands before it, with at most two words between.
DEFINITE = frozenset("the this that these those".split())
REACH = 3


def fill_retold(clauses: Sequence[Clause], text: str, actors: Mapping[Span, Sequence[Actor]]) -> list[Clause]:
    """The clauses, where a definite noun that lacks a target takes that of the last like deed.

    Deeds are alike in category, in modality, in mode where both have one, and in a doer where both have one.
    """
    filled = list[Clause]()
    for clause in clauses:
        if not clause.targets and _is_definite(clause, text):
            alike = (
                other for other in reversed(filled) if other.targets and _are_alike(clause, other, actors)
            )
            first = next(alike, clause)
            clause = replace(clause, targets=first.targets)
        filled.append(clause)
    return filled


def _is_definite(clause: Clause, text: str) -> bool:
    start = clause.trigger.span.start
    before = [word.text.lower() for word in split_words(text[max(0, start - 60) : start])][-REACH:]
    stops = [position for position, word in enumerate(before) if not word.isalpha()]
    return bool(DEFINITE & set(before[stops[-1] + 1 :] if stops else before))


def _are_alike(clause: Clause, other: Clause, actors: Mapping[Span, Sequence[Actor]]) -> bool:
    ours, theirs = clause.trigger, other.trigger
    told = (ours.category, ours.modality) == (theirs.category, theirs.modality)
    modes = not ours.mode or not theirs.mode or ours.mode == theirs.mode
    doers = [
        {actor.actor_id for party in one.sources for actor in actors[party.span]} for one in (clause, other)
    ]
    return told and modes and (not all(doers) or bool(doers[0] & doers[1]))
