"""What a document tells, clause by clause: the stage that runs the encoder."""

from dataclasses import dataclass, replace

from dragoman.language.boundaries import apply_boundaries
from dragoman.language.calibration import Calibration
from dragoman.language.clauses import decode
from dragoman.language.encoder import Encoder
from dragoman.language.features import featurize
from dragoman.language.passages import pack
from dragoman.language.pieces import WordPieces
from dragoman.records.article import Document
from dragoman.records.language import Clause, Mention, Span


@dataclass(frozen=True, slots=True)
class Told:
    """The mentions and clauses of one document, each in the order of its text."""

    mentions: tuple[Mention, ...]
    clauses: tuple[Clause, ...]


def read_document(document: Document, encoder: Encoder, pieces: WordPieces) -> Told:
    """What one document tells, passage by passage."""
    mentions: dict[Span, Mention] = {}
    clauses = list[Clause]()
    for passage in pack(document.text, document.sentences, pieces):
        [scores] = encoder.score([featurize(passage.words, pieces)])
        found, told = decode(scores, passage.words, encoder.labels, encoder.thresholds)
        for mention in found:  # one read twice keeps its first reading: the second may lack antecedents
            mentions.setdefault(mention.span, mention)
        own = [clause for clause in told if clause.trigger.span.start >= passage.own_start]
        standing = apply_boundaries(own, found, passage.words, document.sentences)
        clauses += [_weighed(clause, encoder.calibration) for clause in standing]
    return Told(tuple(mentions.values()), tuple(clauses))


def _weighed(clause: Clause, calibration: Calibration) -> Clause:
    confidence = calibration.overall(clause.trigger.confidence, clause.role_confidence)
    return replace(clause, confidence=confidence)
