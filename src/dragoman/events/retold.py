"""A deed told again: "the attack", "this visit" are done to whom the first telling named."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.records.entity import Actor
from dragoman.records.language import Clause, Span
from dragoman.words import split_words

# The word that makes a noun a deed known already stands before it, with at most two words between.
DEFINITE = frozenset("the this that these those".split())
REACH, LETTERS = 3, 60
FAR = 1500  # letters from a telling to the next: beyond, "the attack" may be another


def fill_retold(clauses: Sequence[Clause], text: str, actors: Mapping[Span, Sequence[Actor]]) -> list[Clause]:
    """The clauses, where a definite noun that lacks a target takes that of the last like deed.

    Deeds are alike in category, in modality, in mode where both have one, and in a doer where both have
    one. What several parties do to each other has no target.
    """
    filled = list[Clause]()
    for clause in clauses:
        mutual = len(clause.sources) > 1  # "their talks": they act on each other, nobody is the target
        if not clause.targets and not mutual and _is_definite(clause, text, actors):
            alike = (
                other for other in reversed(filled) if other.targets and _are_alike(clause, other, actors)
            )
            first = next(alike, clause)
            clause = replace(clause, targets=first.targets)
        filled.append(clause)
    return filled


def _is_definite(clause: Clause, text: str, parties: Collection[Span]) -> bool:
    """Whether "the" stands shortly before the trigger, no party or mark between: not "the army struck"."""
    end = clause.trigger.span.start
    start = max(0, end - LETTERS)
    for word in reversed(split_words(text[start:end])[-REACH:]):
        inside = any(span.start < start + word.end and start + word.start < span.end for span in parties)
        if inside or not word.text.isalpha():
            return False
        if word.text.lower() in DEFINITE:
            return True
    return False


def _are_alike(clause: Clause, other: Clause, actors: Mapping[Span, Sequence[Actor]]) -> bool:
    ours, theirs = clause.trigger, other.trigger
    told = (ours.category, ours.modality) == (theirs.category, theirs.modality)
    modes = not ours.mode or not theirs.mode or ours.mode == theirs.mode
    doers = [
        {actor.actor_id for party in one.sources for actor in actors[party.span]} for one in (clause, other)
    ]
    near = ours.span.start - theirs.span.start <= FAR
    return told and modes and near and (not all(doers) or bool(doers[0] & doers[1]))
