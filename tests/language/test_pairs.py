import pytest

from dragoman.language.features import Features
from dragoman.language.pairs import PairQuestion, answer_pairs
from dragoman.language.pieces import load_word_pieces
from tests.fakes import FakeEncoder, Scores, Sheet, Spec

PIECES = load_word_pieces()


class Recorder(FakeEncoder):
    """Keeps which words it was asked about as source and as target."""

    def score(self, passages: list[Features]) -> list[Scores]:
        self.asked = []
        for passage in passages:
            marks = [passage.markers[first] for first in passage.first_pieces]
            words = self._words(passage)
            self.asked += [
                tuple([w for w, mark in zip(words, marks, strict=True) if mark == side] for side in (1, 2))
            ]
        return super().score(passages)


def asked(question: PairQuestion) -> tuple[list[str], list[str]]:
    encoder = Recorder(Spec(pair="AID"))
    answer_pairs([question], encoder, PIECES)
    return encoder.asked[0]


@pytest.mark.parametrize("category", ["AGREE", "AID", "ASSAULT"])
def test_where_no_event_is_read_the_answer_is_that_of_the_marked_parties(category):
    [(answer, confidence)] = answer_pairs(
        [PairQuestion("Kyiv met Xi", "Kyiv", "Xi")], FakeEncoder(Spec(pair=category)), PIECES
    )
    assert answer == category
    assert 1 / 16 < confidence < 1


def test_an_event_read_between_the_two_goes_before():
    spec = Spec(
        mentions={"kyiv": "party", "moscow": "party", "xi": "party"},
        triggers={"accused": "ACCUSE/allege", "met": "CONSULT"},
        links=[
            *(("accused", "source", "kyiv"), ("accused", "target", "moscow")),
            *(("met", "source", "xi"), ("met", "target", "kyiv")),
        ],
        pair="AID",
    )
    text = "Kyiv accused Moscow. Xi met Kyiv."
    questions = [PairQuestion(text, "Kyiv", "Moscow"), PairQuestion("Xi met Kyiv.", "Xi", "Kyiv")]
    answers = answer_pairs(questions, FakeEncoder(spec), PIECES)
    assert [category for category, _ in answers] == ["ACCUSE", "CONSULT"]


@pytest.mark.parametrize(
    ("pair", "answer"),
    [
        pytest.param(("SANCTION", "11"), "ACCUSE", id="verdict"),
        pytest.param(("COERCE", "19"), "ASSAULT", id="blockade"),
        pytest.param(("CONCEDE", "08"), "CONCEDE", id="yielding-in-words"),
        pytest.param(("RETREAT", "08"), "RETREAT", id="yielding-in-deed"),
    ],
)
def test_the_answer_is_the_category_of_the_cameo_family(pair, answer):
    class Encoder(FakeEncoder):
        def score(self, passages):
            found = super().score(passages)
            for scores in found:
                scores.pair[self.labels.pairs.index(pair)] = 9.0
            return found

    [(given, _)] = answer_pairs([PairQuestion("Kyiv met Xi", "Kyiv", "Xi")], Encoder(Spec()), PIECES)
    assert given == answer


def test_every_question_has_one_answer_in_order():
    questions = [PairQuestion("Kyiv met Xi", "Kyiv", "Xi"), PairQuestion("", "", "")]
    assert len(answer_pairs(questions, FakeEncoder(Spec()), PIECES)) == 2
    assert answer_pairs([], FakeEncoder(Spec()), PIECES) == []


@pytest.mark.parametrize(
    ("question", "source", "target"),
    [
        pytest.param(
            PairQuestion("Kyiv has met Xi Jinping.", "Kyiv", "Xi Jinping"),
            ["kyiv"],
            ["xi", "jinping"],
            id="words",
        ),
        pytest.param(PairQuestion("Kyiv met Xi.", "Moscow", ""), [], [], id="words-that-are-not-there"),
        pytest.param(
            PairQuestion("Iran hit Iran", "Iran", "Iran", "<s>Iran</s> hit <t>Iran</t>"),
            ["iran"],
            ["iran"],
            id="marks-tell-one-iran-from-the-other",
        ),
        pytest.param(
            PairQuestion("ignored", "x", "y", "a <t>Xi</t> met by <s>Kyiv</s>."),
            ["kyiv"],
            ["xi"],
            id="target-first",
        ),
        pytest.param(
            PairQuestion("Kyiv met Xi", "Kyiv", "Xi", "<s>Kyiv</s> met Xi"),
            ["kyiv"],
            ["xi"],
            id="half-a-mark-is-none",
        ),
    ],
)
def test_source_and_target_are_marked_for_the_encoder(question, source, target):
    assert asked(question) == (source, target)


def test_a_name_is_found_as_a_whole_word():
    assert asked(PairQuestion("RUSSIA warned the US", "US", "RUSSIA")) == (["us"], ["russia"])


def test_the_fake_encoder_is_silent_without_a_spec():
    assert Sheet(["a"]).scores().pair.tolist() == [0.0] * 24
