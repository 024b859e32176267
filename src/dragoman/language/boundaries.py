"""The boundary rules of the codebook that words alone decide, applied to the clauses of a passage.

The encoder reads each trigger for itself; these rules see two triggers together.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records.language import Clause, Mention, Sentence
from dragoman.words import Word

# "Threatened to attack" is the threat: a verbal category beats the deed not yet done (rule 2).
VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})


def apply_boundaries(
    clauses: Sequence[Clause], words: Sequence[Word], sentences: Sequence[Sentence]
) -> list[Clause]:
    """The clauses that stand, in order, with the parties that another clause of theirs tells."""
    standing = list[Clause]()
    for clause in (_near(clause, sentences) for clause in clauses):
        if standing and _announced(standing[-1], clause, words):
            verbal = standing[-1]
            standing[-1] = replace(verbal, targets=verbal.targets or clause.targets)
        else:
            standing.append(clause)
    return [_sourced(clause, standing) for clause in standing]


def _near(clause: Clause, sentences: Sequence[Sentence]) -> Clause:
    """A role is looked for in other sentences only where the trigger's own fills it with nobody."""
    own = next((s.span for s in sentences if s.span.overlaps(clause.trigger.span)), clause.trigger.span)

    def near(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        return tuple(mention for mention in found if mention.span.overlaps(own)) or found

    return replace(
        clause,
        sources=near(clause.sources),
        targets=near(clause.targets),
        speakers=near(clause.speakers),
    )


def _announced(verbal: Clause, deed: Clause, words: Sequence[Word]) -> bool:
    """Whether a deed is only what the words just before it promise, ask, refuse or threaten."""
    if verbal.trigger.category not in VERBAL:
        return False
    start, end = verbal.trigger.span.end, deed.trigger.span.start
    between = [word.text.lower() for word in words if start <= word.start and word.end <= end]
    return between == ["to"]


def _sourced(clause: Clause, clauses: Sequence[Clause]) -> Clause:
    """What a party is accused of has that party as its source: "accused Beijing of arming Moscow"."""
    if clause.sources or not clause.speakers:
        return clause
    for other in clauses:
        before = other.trigger.span.end <= clause.trigger.span.start
        if before and other.trigger.category == "ACCUSE" and _shared(other.sources, clause.speakers):
            accused = tuple(party for party in other.targets if party not in clause.targets)
            if accused:
                return replace(clause, sources=accused)
    return clause


def _shared(parties: Sequence[Mention], others: Sequence[Mention]) -> bool:
    return bool({party.span for party in parties} & {other.span for other in others})
