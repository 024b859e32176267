"""An encoder whose scores one can work out by hand, and articles for it.

A `Spec` says which words open which mention or category, and who plays which role:

    Spec(
        mentions={"kyiv": "party GOV", "thursday": "date"},
        triggers={"accused": "ACCUSE/allege"},
        links=[("accused", "source", "kyiv"), ("accused", "date", "thursday")],
    )

Words are written as the encoder sees them: small letters, no accents. Every place where the words
stand is marked; a link joins every pair of places within one passage.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from dragoman.codebook.categories import load_plover
from dragoman.language.calibration import Calibration
from dragoman.language.clauses import Scores, Thresholds
from dragoman.language.features import Features
from dragoman.language.labels import INSIDE, OUTSIDE, Labels, labels_of
from dragoman.language.pieces import WordPieces, load_word_pieces
from dragoman.pipeline import Tools
from dragoman.records.article import Article
from dragoman.resolve.agents import load_agents
from dragoman.resolve.gazetteer import load_gazetteer
from dragoman.resolve.tables import load_names

LABELS = labels_of(load_plover())
NEVER = -40.0  # a logit without weight: e to the -40 is 4e-18
SURE = 0.9


def logit(probability: float) -> float:
    """The number whose sigmoid is the probability."""
    return float(np.log(probability / (1 - probability)))


class Sheet:
    """The scores of one passage, filled in by hand as probabilities; nothing is told at first."""

    def __init__(self, words: Sequence[str], labels: Labels = LABELS) -> None:
        self.words, self.labels = list(words), labels
        count = len(self.words)
        self.mentions = self._silent(count, len(labels.mention_tags))
        self.triggers = self._silent(count, 2 + len(labels.categories))
        self.sectors = np.zeros((count, len(labels.sectors)), np.float32)
        self.modes = np.zeros((count, len(labels.modes)), np.float32)
        self.cameo = np.zeros((count, len(labels.cameo)), np.float32)
        self.modalities = np.zeros((count, len(labels.modalities)), np.float32)
        self.historical = np.full(count, -1.0, np.float32)
        self.roles = np.full((len(labels.relations), count, count), NEVER, np.float32)
        self.pair = np.zeros(len(labels.pairs), np.float32)

    @staticmethod
    def _silent(rows: int, columns: int) -> np.ndarray:
        table = np.full((rows, columns), NEVER, np.float32)
        table[:, 0] = 0.0
        return table

    def places(self, phrase: str) -> Iterator[tuple[int, int]]:
        """First and last word of each place where the phrase stands."""
        wanted = phrase.split()
        for first in range(len(self.words) - len(wanted) + 1):
            if self.words[first : first + len(wanted)] == wanted:
                yield first, first + len(wanted) - 1

    def mention(
        self, phrase: str, kind: str = "party", sector: str | None = None, probability: float = SURE
    ) -> None:
        """Each word of the phrase is in a mention of the kind with the probability."""
        for first, last in self.places(phrase):
            for position in range(first, last + 1):
                tag = f"{'begin' if position == first else 'inside'} {kind}"
                self.mentions[position] = NEVER
                self.mentions[position, 0] = np.log(1 - probability)
                self.mentions[position, self.labels.mention_tags.index(tag)] = np.log(probability)
                if sector:
                    self.sectors[position, self.labels.sectors.index(sector)] = 5.0

    def trigger(
        self,
        phrase: str,
        code: str,
        cameo: str | None = None,
        modality: str = "actual",
        historical: bool = False,
        probability: float = SURE,
    ) -> None:
        """The phrase opens CATEGORY or CATEGORY/mode with the probability."""
        category, _, mode = code.partition("/")
        for first, last in self.places(phrase):
            opening = 2 + self.labels.categories.index(category)
            for position in range(first, last + 1):
                self.triggers[position] = NEVER
                self.triggers[position, OUTSIDE] = np.log(1 - probability)
                self.triggers[position, opening if position == first else INSIDE] = np.log(probability)
            self.modes[first, self.labels.modes.index((category, mode or None))] = 5.0
            if cameo:
                self.cameo[first, self.labels.cameo.index((category, cameo))] = 5.0
            self.modalities[first, self.labels.modalities.index(modality)] = 5.0
            self.historical[first] = 1.0 if historical else -1.0

    def link(self, head: str, relation: str, filler: str, probability: float = SURE) -> None:
        """The head's words point to the filler's words by the relation with the probability."""
        table = self.roles[self.labels.relations.index(relation)]
        for head_first, head_last in self.places(head):
            for first, last in self.places(filler):
                table[head_first : head_last + 1, first : last + 1] = logit(probability)

    def scores(self) -> Scores:
        """The sheet as the encoder would hand it over."""
        return Scores(
            *(self.mentions, self.sectors, self.triggers, self.modes, self.cameo),
            *(self.modalities, self.historical, self.roles, self.pair),
        )


@dataclass(frozen=True)
class Spec:
    """What the fake encoder believes: see the head of this file."""

    mentions: Mapping[str, str] = field(default_factory=dict)  # "party GOV", "place", "date"
    triggers: Mapping[str, str] = field(default_factory=dict)  # "ACCUSE/allege"; "future ACCUSE/allege"
    links: Sequence[tuple[str, str, str]] = ()
    pair: str | None = None

    def fill(self, sheet: Sheet) -> None:
        """Write what the spec believes into the sheet."""
        for phrase, said in self.mentions.items():
            kind, _, sector = said.partition(" ")
            sheet.mention(phrase, kind, sector or None)
        for phrase, said in self.triggers.items():
            modality, _, code = said.rpartition(" ")
            sheet.trigger(phrase, code, modality=modality or "actual")
        for link in self.links:
            sheet.link(*link)
        if self.pair:
            owners = [category for category, _ in sheet.labels.pairs]
            sheet.pair[len(owners) - 1 - owners[::-1].index(self.pair)] = (
                9.0  # ASSAULT's last root is its own
            )


class FakeEncoder:
    """An encoder that knows its spec and nothing else."""

    version = "fake-1"
    thresholds = Thresholds()
    calibration = Calibration()
    labels = LABELS

    def __init__(self, spec: Spec) -> None:
        self.spec = spec
        self.passages: list[list[str]] = []  # what it was asked, as words

    def score(self, passages: Sequence[Features]) -> list[Scores]:
        """The scores of each passage, in the order given."""
        sheets = [Sheet(self._words(passage), self.labels) for passage in passages]
        self.passages += [sheet.words for sheet in sheets]
        for sheet in sheets:
            self.spec.fill(sheet)
        return [sheet.scores() for sheet in sheets]

    def _words(self, passage: Features) -> list[str]:
        ends = [*passage.first_pieces[1:], len(passage.piece_ids) - 1][: len(passage.first_pieces)]
        ranges = zip(passage.first_pieces, ends, strict=True)
        return ["".join(self._piece(passage.piece_ids[i]) for i in range(*r)) for r in ranges]

    def _piece(self, number: int) -> str:
        return self._vocabulary[number].removeprefix("##")

    @cached_property
    def _vocabulary(self) -> list[str]:
        pieces: WordPieces = load_word_pieces()
        return list(pieces._ids)


def fake_tools(spec: Spec) -> Tools:
    """All that coding needs, with the fake encoder and the shipped tables."""
    encoder = FakeEncoder(spec)
    return Tools(load_plover(), encoder, load_word_pieces(), load_names(), load_agents(), load_gazetteer())


KYIV_ACCUSES = Spec(
    mentions={
        "kyiv": "party GOV",
        "moscow": "party GOV",
        "beijing": "party GOV",
        "thursday": "date",
        "geneva": "place",
    },
    triggers={"accused": "ACCUSE/allege", "arming": "AID", "visit": "future CONSULT/visit"},
    links=[
        ("accused", "source", "kyiv"),
        ("accused", "target", "beijing"),
        ("accused", "date", "thursday"),
        ("accused", "place", "geneva"),
        ("arming", "source", "beijing"),
        ("arming", "target", "moscow"),
        ("arming", "speaker", "kyiv"),
    ],
)
KYIV_TEXT = "Kyiv accused Beijing of arming Moscow on Thursday in Geneva."
WEDNESDAY = date(2024, 5, 15)


def article(text: str = KYIV_TEXT, published: date | None = WEDNESDAY, **given: object) -> Article:
    """An article of the text; its id is `a1` unless given."""
    fields = {"article_id": "a1", "origin": "wire.jsonl, line 1", **given}
    return Article(text=text, published=published, **fields)
