"""Who is visited, where a visit tells only the place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Clause, Mention, MentionKind, Span

TOLD = frozenset({Basis.NAME, Basis.MODIFIER})


def possible_host(clause: Clause) -> Mention | None:
    """The place of a visit without a target, as the party that it may stand for."""
    if clause.trigger.mode != "visit" or clause.targets or not clause.places or not clause.sources:
        return None
    return replace(clause.places[0], kind=MentionKind.PARTY)


def with_host(clause: Clause, actors: Mapping[Span, Sequence[Actor]]) -> Clause:
    """The clause with its host as target, where a name in the text tells another country than the visitor's.

    A visit has a direction: the visitor is the source, the host the target (coding guide, rule 3).
    """
    host = possible_host(clause)
    if host is None:
        return clause
    visitors = {actor.country for visitor in clause.sources for actor in actors[visitor.span]}
    told = [actor for actor in actors[host.span] if actor.basis in TOLD and actor.country]
    abroad = told and told[0].country not in visitors
    return replace(clause, targets=(host,)) if abroad else clause
