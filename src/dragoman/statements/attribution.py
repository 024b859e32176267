"""Who says so: the speaker of an event, or None in the article's own voice."""

from collections.abc import Sequence

from dragoman.records.language import Clause, Mention

# A plain speech act is its speaker's own deed: "Kyiv accused Beijing" has no speaker but the article.
SPEECH_ACTS = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})


def find_speaker(clause: Clause) -> Mention | None:
    """The party in whose words the event is told, by the coding guide's rule 6."""
    for speaker in clause.speakers:
        own = clause.trigger.category in SPEECH_ACTS and _same(speaker, clause.sources)
        if not own:
            return speaker
    return None


def _same(speaker: Mention, parties: Sequence[Mention]) -> bool:
    """Whether the speaker is one of the parties, by its own words or as their antecedent."""
    spans = {party.span for party in parties} | {span for party in parties for span in party.antecedents}
    return speaker.span in spans or bool(spans & set(speaker.antecedents))
