"""The boundary rules of the codebook that words alone decide, applied to the clauses of a passage.

The encoder reads each trigger for itself; these rules see other triggers and the words between.
"""

from collections.abc import Sequence
from dataclasses import replace

from dragoman.records.language import Clause, Mention, MentionKind, Sentence
from dragoman.words import Word

# "Threatened to attack" is the threat: a verbal category beats the deed not yet done (rule 2).
VERBAL = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
SPEECH = VERBAL | {"ACCUSE", "SUPPORT"}
MODIFIERS = 3  # words between "'s" and a noun: "Xi's first official state visit"
JOINING = frozenset({"and", ",", "'", "\u2019", "s", "the"})


def apply_boundaries(
    clauses: Sequence[Clause],
    mentions: Sequence[Mention],
    words: Sequence[Word],
    sentences: Sequence[Sentence],
) -> list[Clause]:
    """The clauses that stand, in order, with the parties that another clause or the grammar tells.

    `mentions` are all of the passage, whatever their part in the clauses.
    """
    standing = list[Clause]()
    for clause in (_near(clause, sentences) for clause in clauses):
        if standing and _announced(standing[-1], clause, words):
            verbal = standing[-1]
            standing[-1] = replace(verbal, targets=verbal.targets or clause.targets)
        else:
            standing.append(clause)
    return [_owned(_sourced(clause, standing), mentions, words) for clause in standing]


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
    between = _between(verbal.trigger.span.end, deed.trigger.span.start, words)
    return [word.lower() for word in between] == ["to"]


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


def _owned(clause: Clause, mentions: Sequence[Mention], words: Sequence[Word]) -> Clause:
    """A noun's owner is its only doer: of "X and Y spoke during X's visit" the visit is X's alone.

    Of speech and visits that holds too of an owner whom the encoder passed over; of force it does not: "X's
    arrest".
    """
    if clause.trigger.category == "CONSULT" and clause.trigger.mode != "visit":
        return clause  # "Chisinau's delegate left the talks": all who talk are sources
    owners = [party for party in clause.sources if _owns(party, clause, words)]
    if not owners and (clause.trigger.category in SPEECH or clause.trigger.mode == "visit"):
        parties = (mention for mention in mentions if mention.kind is MentionKind.PARTY)
        owners = [party for party in parties if _owns(party, clause, words)]
    for party in sorted(clause.sources, key=lambda party: party.span, reverse=True):
        joined = (_between(party.span.end, owner.span.start, words) for owner in owners)
        if any(gap and JOINING.issuperset(gap) for gap in joined):  # "France and Britain's attack"
            owners.append(party)
    if not owners:
        return clause
    targets = tuple(party for party in clause.targets if not _shared([party], owners))
    return replace(clause, sources=tuple(sorted(owners, key=lambda party: party.span)), targets=targets)


def _owns(party: Mention, clause: Clause, words: Sequence[Word]) -> bool:
    """Whether only "'s" and words without a mark between them stand from the party to the trigger."""
    gap = _between(party.span.end, clause.trigger.span.start, words)
    owner = gap[:1] in (["'"], ["\u2019"]) and gap[1:2] == ["s"]
    return owner and len(gap) <= 2 + MODIFIERS and all(word.isalpha() or word == "-" for word in gap[2:])


def _between(start: int, end: int, words: Sequence[Word]) -> list[str]:
    return [word.text for word in words if start <= word.start and word.end <= end]


def _shared(parties: Sequence[Mention], others: Sequence[Mention]) -> bool:
    return bool({party.span for party in parties} & {other.span for other in others})
