from collections.abc import Sequence

from dragoman.documents.clean import clean
from dragoman.language.clauses import Scores
from dragoman.language.features import Features, count_pieces
from dragoman.language.passages import PASSAGE_PIECES
from dragoman.language.pieces import load_word_pieces
from dragoman.language.reading import Told, read_document
from dragoman.words import split_words
from tests.fakes import KYIV_ACCUSES, KYIV_TEXT, FakeEncoder, Spec, article

PIECES = load_word_pieces()


class CountingEncoder(FakeEncoder):
    """Remembers how many passages each call brought."""

    def __init__(self, spec: Spec) -> None:
        super().__init__(spec)
        self.asked: list[int] = []

    def score(self, passages: Sequence[Features]) -> list[Scores]:
        self.asked.append(len(passages))
        return super().score(passages)


def read(*texts: str, spec: Spec = KYIV_ACCUSES) -> list[Told]:
    encoder = FakeEncoder(spec)
    return [read_document(clean(article(text)), encoder, PIECES) for text in texts]


def test_a_document_tells_its_mentions_and_clauses_in_the_order_of_its_text():
    [told] = read(KYIV_TEXT)
    mentions = [KYIV_TEXT[slice(*mention.span)] for mention in told.mentions]
    assert mentions == ["Kyiv", "Beijing", "Moscow", "Thursday", "Geneva"]
    assert [clause.trigger.category for clause in told.clauses] == ["ACCUSE", "AID"]


def test_each_document_tells_its_own():
    first, second, third = read("Kyiv spoke.", "", "Kyiv accused Beijing.")
    assert (len(first.mentions), len(first.clauses)) == (1, 0)
    assert second == Told((), ())
    assert (len(third.mentions), len(third.clauses)) == (2, 1)


def test_each_passage_is_scored_alone():
    encoder = CountingEncoder(KYIV_ACCUSES)
    read_document(clean(article(f"{KYIV_TEXT} " * 20)), encoder, PIECES)
    assert len(encoder.asked) > 1
    assert set(encoder.asked) == {1}


def test_a_document_tells_the_same_in_any_company():
    company = ["Moscow spoke.", KYIV_TEXT, "word " * 500]
    assert read(*company)[1] == read(KYIV_TEXT)[0]


def test_what_opens_a_passage_to_show_who_they_are_is_told_once():
    room = PASSAGE_PIECES - count_pieces(split_words(KYIV_TEXT), PIECES)
    line = f"{'the ' * (room - 2)}end"  # and the full stop that is added to a headline
    text = f"{line}\n{KYIV_TEXT}\n{line}"
    encoder = FakeEncoder(KYIV_ACCUSES)
    told = read_document(clean(article(text)), encoder, PIECES)
    assert ["accused" in passage for passage in encoder.passages] == [True, True]
    assert [clause.trigger.category for clause in told.clauses] == ["ACCUSE", "AID"]
    assert len(told.mentions) == len({mention.span for mention in told.mentions}) == 5


def test_spans_count_from_the_beginning_of_the_document_in_every_passage():
    text = "the " * 400 + "\n\U0001f600 " + KYIV_TEXT
    [told] = read(text)
    assert [text[slice(*clause.trigger.span)] for clause in told.clauses] == ["accused", "arming"]
