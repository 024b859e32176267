from dragoman.documents.clean import clean
from dragoman.language.features import count_pieces
from dragoman.language.passages import PASSAGE_PIECES
from dragoman.language.pieces import load_word_pieces
from dragoman.language.reading import Told, read_documents
from dragoman.words import split_words
from tests.fakes import KYIV_ACCUSES, KYIV_TEXT, FakeEncoder, Spec, article

PIECES = load_word_pieces()


def read(*texts: str, spec: Spec = KYIV_ACCUSES) -> list[Told]:
    return read_documents([clean(article(text)) for text in texts], FakeEncoder(spec), PIECES)


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


def test_no_documents_tell_nothing():
    assert read() == []


def test_a_document_tells_the_same_in_any_company():
    company = ["Moscow spoke.", KYIV_TEXT, "word " * 500]
    assert read(*company)[1] == read(KYIV_TEXT)[0]


def test_what_opens_a_passage_to_show_who_they_are_is_told_once():
    room = PASSAGE_PIECES - count_pieces(split_words(KYIV_TEXT), PIECES)
    text = f"{'the ' * (room - 1)}end\n{KYIV_TEXT}\n{'the ' * (room - 1)}end"
    encoder = FakeEncoder(KYIV_ACCUSES)
    [told] = read_documents([clean(article(text))], encoder, PIECES)
    assert ["accused" in passage for passage in encoder.passages] == [True, True]
    assert [clause.trigger.category for clause in told.clauses] == ["ACCUSE", "AID"]
    assert len(told.mentions) == len({mention.span for mention in told.mentions}) == 5


def test_spans_count_from_the_beginning_of_the_document_in_every_passage():
    text = "the " * 400 + "\n\U0001f600 " + KYIV_TEXT
    [told] = read(text)
    assert [text[slice(*clause.trigger.span)] for clause in told.clauses] == ["accused", "arming"]
