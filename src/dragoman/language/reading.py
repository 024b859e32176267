"""What a document tells, clause by clause: the stage that runs the encoder."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.boundaries import apply_boundaries
from dragoman.language.clauses import decode
from dragoman.language.encoder import Encoder
from dragoman.language.features import featurize
from dragoman.language.passages import pack
from dragoman.language.pieces import WordPieces
from dragoman.records.article import Document
from dragoman.records.language import Clause, Mention


@dataclass(frozen=True, slots=True)
class Told:
    """The mentions and clauses of one document, each in the order of its text."""

    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]


def read_documents(documents: Sequence[Document], encoder: Encoder, pieces: WordPieces) -> list[Told]:
    """What each document tells; all passages go through the encoder together."""
    passages = [
        (number, passage)
        for number, document in enumerate(documents)
        for passage in pack(document.text, document.sentences, pieces)
    ]
    scores = encoder.score([featurize(passage.words, pieces) for _, passage in passages])
    mentions = [list[Mention]() for _ in documents]
    clauses = [list[Clause]() for _ in documents]
    for (number, passage), passage_scores in zip(passages, scores, strict=True):
        found, told = decode(passage_scores, passage.words, encoder.labels, encoder.thresholds)
        # A mention read twice keeps its first reading: the second one may lack its antecedents.
        seen = {mention.span for mention in mentions[number]}
        mentions[number] += [mention for mention in found if mention.span not in seen]
        own = [clause for clause in told if clause.trigger.span.start >= passage.own_start]
        clauses[number] += apply_boundaries(own, passage.words, documents[number].sentences)
    return [Told(tuple(m), tuple(c)) for m, c in zip(mentions, clauses, strict=True)]
