"""Decoding of hand-made scores: see `Sheet` in tests/fakes.py."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.clauses import Scores, Thresholds, decode, sigmoid, softmax
from dragoman.records.language import Clause, Mention, MentionKind, Span
from dragoman.words import Word, split_words
from tests.fakes import LABELS, Sheet

TEXT = "the united states accused iran of arming rebels on friday in geneva"


def sheet_of(text: str = TEXT) -> Sheet:
    return Sheet(text.split())


def decoded(
    sheet: Sheet, text: str = TEXT, thresholds: Thresholds | None = None
) -> tuple[list[Mention], list[Clause]]:
    return decode(sheet.scores(), split_words(text), LABELS, thresholds or Thresholds())


def texts(parts: list[Mention] | tuple[Mention, ...], text: str = TEXT) -> list[str]:
    return [text[slice(*part.span)] for part in parts]


def triggers(clauses: list[Clause], text: str = TEXT) -> list[str]:
    return [text[slice(*clause.trigger.span)] for clause in clauses]


def test_silent_scores_tell_nothing():
    assert decoded(sheet_of()) == ([], [])


def test_a_passage_of_no_words_tells_nothing():
    assert decoded(Sheet([]), "") == ([], [])


class TestMentions:
    def test_begin_opens_one_and_inside_goes_on(self):
        sheet = sheet_of()
        sheet.mention("the united states")
        sheet.mention("iran")
        sheet.mention("friday", "date")
        sheet.mention("geneva", "place")
        mentions, _ = decoded(sheet)
        assert texts(mentions) == ["the united states", "iran", "friday", "geneva"]
        assert [mention.kind for mention in mentions] == ["party", "party", "date", "place"]

    def test_begin_after_begin_opens_another(self):
        sheet = sheet_of()
        sheet.mention("united")
        sheet.mention("states")
        assert texts(decoded(sheet)[0]) == ["united", "states"]

    def test_inside_of_another_kind_opens_another(self):
        sheet = sheet_of()
        sheet.mention("united", "party")
        sheet.mention("the states", "place")
        sheet.mentions[2] = -40.0
        sheet.mentions[2, LABELS.mention_tags.index("inside place")] = 0.0
        mentions, _ = decoded(sheet)
        assert [(t, m.kind) for t, m in zip(texts(mentions), mentions, strict=True)] == [
            ("united", "party"),
            ("states", "place"),
        ]

    def test_inside_with_nothing_open_opens_one(self):
        sheet = sheet_of()
        sheet.mentions[4] = -40.0
        sheet.mentions[4, LABELS.mention_tags.index("inside party")] = 0.0
        assert texts(decoded(sheet)[0]) == ["iran"]

    def test_a_word_outside_ends_one(self):
        sheet = sheet_of()
        sheet.mention("the united states")
        sheet.mentions[1] = -40.0
        sheet.mentions[1, 0] = 0.0
        assert texts(decoded(sheet)[0]) == ["the", "states"]

    def test_the_last_word_may_be_one(self):
        sheet = sheet_of()
        sheet.mention("in geneva", "place")
        assert texts(decoded(sheet)[0]) == ["in geneva"]

    def test_its_confidence_is_the_mean_over_its_words(self):
        sheet = sheet_of()
        sheet.mention("united states", probability=0.9)
        sheet.mentions[2, 0] = np.log(0.3)
        sheet.mentions[2, LABELS.mention_tags.index("inside party")] = np.log(0.7)
        assert decoded(sheet)[0][0].confidence == pytest.approx(0.8)

    @pytest.mark.parametrize(
        ("probability", "threshold", "found"),
        [
            pytest.param(0.6, 0.5, True, id="above"),
            pytest.param(0.4, 0.5, False, id="below"),
            pytest.param(0.4, 0.3, True, id="a-lower-threshold-lets-more-in"),
            pytest.param(0.2, 0.3, False, id="below-a-lower-threshold"),
            pytest.param(0.9, 0.8, True, id="above-a-higher-threshold"),
            pytest.param(
                0.7,
                0.8,
                False,
                id="below-a-higher-threshold",
            ),
        ],
    )
    def test_it_is_believed_from_the_threshold_on(self, probability, threshold, found):
        sheet = sheet_of()
        sheet.mention("iran", probability=probability)
        assert bool(decoded(sheet, thresholds=Thresholds(mention=threshold))[0]) is found

    def test_a_partys_sector_is_read_from_its_first_and_last_word(self):
        sheet = sheet_of()
        sheet.mention("the united states")
        sheet.sectors[0, LABELS.sectors.index("MIL")] = 2.0
        sheet.sectors[1, LABELS.sectors.index("COP")] = 9.0  # a word between does not count
        sheet.sectors[2, LABELS.sectors.index("GOV")] = 3.0
        assert decoded(sheet)[0][0].sector == "GOV"

    def test_a_place_or_date_has_no_sector(self):
        sheet = sheet_of()
        sheet.mention("friday", "date", "GOV")
        sheet.mention("geneva", "place", "GOV")
        assert [mention.sector for mention in decoded(sheet)[0]] == [None, None]


class TestAntecedents:
    TEXT = "xi met putin and both leaders said they"

    def sheet(self) -> Sheet:
        sheet = sheet_of(self.TEXT)
        for phrase in ("xi", "putin", "both leaders", "they"):
            sheet.mention(phrase)
        return sheet

    def test_are_earlier_mentions_by_their_spans(self):
        sheet = self.sheet()
        sheet.link("both leaders", "same", "xi")
        sheet.link("both leaders", "same", "putin")
        both = decoded(sheet, self.TEXT)[0][2]
        assert both.antecedents == (Span(0, 2), Span(7, 12))

    def test_are_never_later_ones(self):
        sheet = self.sheet()
        sheet.link("xi", "same", "putin")
        assert all(not mention.antecedents for mention in decoded(sheet, self.TEXT)[0])

    @pytest.mark.parametrize(("probability", "found"), [(0.6, True), (0.4, False)])
    def test_are_believed_from_the_threshold_on(self, probability, found):
        sheet = self.sheet()
        sheet.link("they", "same", "xi", probability)
        assert bool(decoded(sheet, self.TEXT)[0][3].antecedents) is found

    def test_are_parties_alone(self):
        sheet = self.sheet()
        sheet.mention("putin", "place")
        sheet.link("they", "same", "putin")
        assert decoded(sheet, self.TEXT)[0][3].antecedents == ()


def test_words_of_no_length_are_never_triggers_or_mentions():
    sheet = Sheet(["kyiv", "accused", ".", "beijing"])
    words = [Word(0, 4, "kyiv"), Word(5, 12, "accused"), Word(12, 12, "."), Word(13, 20, "beijing")]
    sheet.mention("kyiv")
    sheet.mention(". beijing")
    sheet.trigger("accused .", "ACCUSE")
    mentions, [clause] = decode(sheet.scores(), words, LABELS, Thresholds())
    assert [mention.span for mention in mentions] == [Span(0, 4), Span(13, 20)]
    assert clause.trigger.span == Span(5, 12)
    sheet = Sheet(["fog", "."])
    sheet.mention(".")
    sheet.trigger(".", "ACCUSE")
    assert decode(sheet.scores(), [Word(0, 3, "fog"), Word(3, 3, ".")], LABELS, Thresholds()) == ([], [])


class TestTriggers:
    TEXT = "troops opened fire and shelled towns"

    def test_the_first_word_opens_and_inside_goes_on(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("opened fire", "ASSAULT/firearms")
        assert triggers(decoded(sheet, self.TEXT)[1], self.TEXT) == ["opened fire"]

    def test_an_opening_word_right_after_another_of_its_category_goes_on(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("opened", "ASSAULT")
        sheet.trigger("fire", "ASSAULT")
        assert triggers(decoded(sheet, self.TEXT)[1], self.TEXT) == ["opened fire"]

    def test_an_opening_word_of_another_category_opens_a_second(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("opened", "MOBILIZE")
        sheet.trigger("fire", "ASSAULT")
        assert triggers(decoded(sheet, self.TEXT)[1], self.TEXT) == ["opened", "fire"]

    def test_an_opening_word_further_on_opens_a_second(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("opened", "ASSAULT")
        sheet.trigger("shelled", "ASSAULT")
        assert triggers(decoded(sheet, self.TEXT)[1], self.TEXT) == ["opened", "shelled"]

    def test_inside_alone_opens_nothing(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("opened fire", "ASSAULT")
        sheet.triggers[1] = sheet.triggers[0]
        assert decoded(sheet, self.TEXT)[1] == []

    @pytest.mark.parametrize(
        ("probability", "threshold", "found"),
        [(0.6, 0.5, True), (0.4, 0.5, False), (0.4, 0.3, True), (0.7, 0.8, False), (0.9, 0.8, True)],
    )
    def test_one_is_believed_from_the_threshold_on(self, probability, threshold, found):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("shelled", "ASSAULT", probability=probability)
        assert bool(decoded(sheet, self.TEXT, Thresholds(trigger=threshold))[1]) is found

    def test_categories_that_share_the_belief_are_believed_together_and_the_likeliest_is_taken(self):
        sheet = sheet_of(self.TEXT)
        row = sheet.triggers[4]
        row[0], row[2 + LABELS.categories.index("ASSAULT")] = np.log(0.4), np.log(0.35)
        row[2 + LABELS.categories.index("COERCE")] = np.log(0.25)
        [clause] = decoded(sheet, self.TEXT)[1]
        assert clause.trigger.category == "ASSAULT"
        assert clause.trigger.confidence == pytest.approx(0.35)

    def test_mode_and_cameo_are_the_likeliest_of_the_categorys_own(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("shelled", "ASSAULT/heavy-weapons", cameo="194")
        sheet.modes[4, LABELS.modes.index(("COERCE", "seize"))] = 50.0
        sheet.cameo[4, LABELS.cameo.index(("COERCE", "192"))] = 50.0
        trigger = decoded(sheet, self.TEXT)[1][0].trigger
        assert (trigger.category, trigger.mode, trigger.cameo) == ("ASSAULT", "heavy-weapons", "194")

    def test_no_mode_is_a_choice_like_another(self):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("shelled", "ASSAULT")
        assert decoded(sheet, self.TEXT)[1][0].trigger.mode is None

    @pytest.mark.parametrize("modality", ["actual", "negation", "future", "hypothetical"])
    @pytest.mark.parametrize("historical", [True, False])
    def test_modality_and_background_are_read_at_its_first_word(self, modality, historical):
        sheet = sheet_of(self.TEXT)
        sheet.trigger("shelled", "ASSAULT", modality=modality, historical=historical)
        trigger = decoded(sheet, self.TEXT)[1][0].trigger
        assert (trigger.modality, trigger.historical) == (modality, historical)


class TestRoles:
    def sheet(self) -> Sheet:
        sheet = sheet_of()
        sheet.mention("the united states")
        sheet.mention("iran")
        sheet.mention("rebels")
        sheet.mention("friday", "date")
        sheet.mention("geneva", "place")
        sheet.trigger("accused", "ACCUSE/allege")
        return sheet

    def clause(self, sheet: Sheet, role: float = 0.5) -> Clause:
        [clause] = decoded(sheet, thresholds=Thresholds(role=role))[1]
        return clause

    @pytest.mark.parametrize(
        ("relation", "filler", "role"),
        [
            ("source", "the united states", "sources"),
            ("target", "iran", "targets"),
            ("speaker", "rebels", "speakers"),
            ("place", "geneva", "places"),
            ("date", "friday", "dates"),
        ],
    )
    def test_a_linked_mention_plays_the_role(self, relation, filler, role):
        sheet = self.sheet()
        sheet.link("accused", relation, filler)
        assert texts(getattr(self.clause(sheet), role)) == [filler]

    def test_a_party_may_be_the_place(self):
        sheet = self.sheet()
        sheet.link("accused", "place", "iran")
        assert texts(self.clause(sheet).places) == ["iran"]

    @pytest.mark.parametrize(
        ("relation", "filler", "role"),
        [
            ("source", "geneva", "sources"),
            ("target", "friday", "targets"),
            ("date", "iran", "dates"),
            ("place", "friday", "places"),
        ],
    )
    def test_a_mention_of_the_wrong_kind_does_not(self, relation, filler, role):
        sheet = self.sheet()
        sheet.link("accused", relation, filler)
        assert getattr(self.clause(sheet), role) == ()

    def test_several_mentions_may_share_a_role_in_the_order_of_the_text(self):
        sheet = self.sheet()
        sheet.link("accused", "target", "rebels", 0.99)
        sheet.link("accused", "target", "iran", 0.8)
        assert texts(self.clause(sheet).targets) == ["iran", "rebels"]

    def test_one_much_less_likely_than_the_best_is_a_stray(self):
        sheet = self.sheet()
        sheet.link("accused", "target", "rebels", 0.99)
        sheet.link("accused", "target", "iran", 0.6)
        assert texts(self.clause(sheet).targets) == ["rebels"]

    @pytest.mark.parametrize(
        ("probability", "threshold", "found"), [(0.6, 0.5, 1), (0.6, 0.7, 0), (0.4, 0.3, 1)]
    )
    def test_a_role_is_believed_from_the_threshold_on(self, probability, threshold, found):
        sheet = self.sheet()
        sheet.link("accused", "target", "iran", probability)
        assert len(self.clause(sheet, threshold).targets) == found

    def test_a_link_is_as_strong_as_the_mean_of_a_mentions_first_and_last_word(self):
        sheet = self.sheet()
        sheet.link("accused", "source", "states", 0.9)  # "the" stays unlinked: 0.45
        assert self.clause(sheet).sources == ()
        assert texts(self.clause(sheet, 0.4).sources) == ["the united states"]

    @pytest.mark.parametrize(
        ("source", "target", "roles"),
        [
            pytest.param(0.9, 0.6, (1, 0), id="likelier-source"),
            pytest.param(0.6, 0.9, (0, 1), id="likelier-target"),
            pytest.param(0.9, 0.4, (1, 0), id="target-below-the-threshold"),
            pytest.param(0.7, 0.7, (1, 0), id="source-when-it-is-a-draw"),
        ],
    )
    def test_a_mention_that_reads_as_source_and_target_keeps_the_likelier_side(self, source, target, roles):
        sheet = self.sheet()
        sheet.link("accused", "source", "iran", source)
        sheet.link("accused", "target", "iran", target)
        clause = self.clause(sheet)
        assert (len(clause.sources), len(clause.targets)) == roles

    def test_a_speaker_may_be_a_source_too(self):
        sheet = self.sheet()
        sheet.link("accused", "source", "iran")
        sheet.link("accused", "speaker", "iran")
        assert texts(self.clause(sheet).sources) == texts(self.clause(sheet).speakers) == ["iran"]

    def test_a_mention_that_holds_the_trigger_plays_no_role_in_it(self):
        sheet = self.sheet()
        sheet.mention("states accused iran")
        sheet.link("accused", "source", "states accused iran")
        assert self.clause(sheet).sources == ()

    def test_the_confidence_is_the_mean_over_its_roles(self):
        sheet = self.sheet()
        sheet.link("accused", "source", "the united states", 0.9)
        sheet.link("accused", "target", "iran", 0.7)
        assert self.clause(sheet).role_confidence == pytest.approx(0.8)

    def test_without_roles_there_is_no_confidence_in_them(self):
        assert self.clause(self.sheet()).role_confidence == 0.0


def test_scores_of_fewer_words_than_the_passage_has_are_read_as_far_as_they_go():
    sheet = Sheet(TEXT.split()[:5])
    sheet.mention("iran")
    assert texts(decoded(sheet)[0]) == ["iran"]


def test_padding_of_the_batch_is_left_alone():
    sheet = Sheet([*TEXT.split(), *["pad"] * 3])
    sheet.mention("geneva pad", "place")
    assert texts(decoded(sheet)[0]) == ["geneva"]


def test_softmax_and_sigmoid_stand_great_numbers():
    assert softmax(np.array([[1e4, 0.0, -1e4]], np.float32)).tolist() == [[1.0, 0.0, 0.0]]
    assert sigmoid(np.array([1e4, 0.0, -1e4], np.float32)) == pytest.approx([1.0, 0.5, 0.0])


@given(st.integers(0, 2**32 - 1), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_whatever_the_scores_mentions_and_triggers_are_in_order_and_without_overlap(seed, count):
    chance = np.random.default_rng(seed)
    blank = Sheet(["a"] * count).scores()
    scores = Scores(*(chance.normal(0, 4, part.shape).astype(np.float32) for part in _parts(blank)))
    text = " ".join(["a"] * count)
    mentions, clauses = decode(scores, split_words(text), LABELS, Thresholds())
    for spans in ([m.span for m in mentions], [c.trigger.span for c in clauses]):
        assert all(before.end < after.start for before, after in pairwise(spans))
    for clause in clauses:
        assert not {m.span for m in clause.sources} & {m.span for m in clause.targets}
        assert all(part in mentions for part in (*clause.sources, *clause.targets, *clause.speakers))
        assert 0 <= clause.role_confidence <= 1
        assert all(m.kind is MentionKind.DATE for m in clause.dates)


def _parts(scores: Scores) -> list[np.ndarray]:
    return [getattr(scores, name) for name in Scores.__slots__]
