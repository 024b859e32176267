from pathlib import Path

import pytest

from dragoman.codebook.categories import load_codebook, load_plover
from dragoman.errors import BadCodebook

CODEBOOK = load_plover()

# PLOVER 2.0: category, quad, score, number of modes (plover.md, sections 2 and 3).
CATEGORIES = [
    ("AGREE", 1, 2.5, 0),
    ("CONSULT", 1, 2.5, 4),
    ("SUPPORT", 1, 5, 0),
    ("CONCEDE", 1, 4.5, 0),
    ("COOPERATE", 2, 9.5, 0),
    ("AID", 2, 10, 0),
    ("RETREAT", 2, 6.5, 6),
    ("REQUEST", 3, 0, 4),
    ("ACCUSE", 3, -3, 3),
    ("REJECT", 3, -2, 4),
    ("THREATEN", 3, -3.5, 6),
    ("PROTEST", 4, -5, 7),
    ("SANCTION", 4, -6, 4),
    ("MOBILIZE", 4, -5.5, 4),
    ("COERCE", 4, -7, 10),
    ("ASSAULT", 4, -9, 15),
]

MODE_SCORES = {
    "CONSULT": "visit 4, third-party 1, multilateral 4, phone 1.5",
    "RETREAT": "withdraw 8, release 6.5, disarm 10, ceasefire 7.5, access 6.5, resign 4.5",
    "REQUEST": "assist 0.5, change -1, yield -1, meet 0",
    "ACCUSE": "disapprove -2, investigate -3.5, allege -3.5",
    "REJECT": "assist -1.5, change -2, yield -2, meet -2",
    "THREATEN": "restrict -3, arrest -3.5, relations -3.5, expel -3.5, territory -4, violence -3.5",
    "PROTEST": "demo -5, riot -7, strike -5, hunger -4.5, boycott -4.5, obstruct -4.5, vandalize -5",
    "SANCTION": "convict -6, expel -5.5, withdraw -6, discontinue -6",
    "MOBILIZE": "troops -6.5, weapons -6.5, police -5.5, militia -6",
    "COERCE": "seize -7, restrict -7, censor -6.5, curfew -6.5, martial-law -7.5, arrest -7, deport -7, "
    "withhold -7, misinformation -6.5, cyber -7",
    "ASSAULT": "abduct -8.5, beat -7.5, torture -8.5, sexual -8.5, targeted -9.5, destroy -8.5, "
    "primitive -8, firearms -9, explosives -9, suicide-attack -9.5, aerial -9.5, drone -9.5, "
    "heavy-weapons -9.5, crowd-control -7.5, unconventional -10",
}


def test_the_codebook_has_the_16_categories_of_plover_in_its_order():
    assert list(CODEBOOK.categories) == [name for name, *_ in CATEGORIES]


@pytest.mark.parametrize(("name", "quad", "score", "modes"), CATEGORIES, ids=[c[0] for c in CATEGORIES])
def test_a_category_has_the_quad_score_and_number_of_modes_of_plover(name, quad, score, modes):
    category = CODEBOOK.categories[name]
    assert (category.quad, category.score, len(category.modes)) == (quad, score, modes)


def test_the_codebook_has_67_modes_in_11_categories():
    assert len(CODEBOOK.modes) == 67
    assert len({category for category, _ in CODEBOOK.modes}) == 11


@pytest.mark.parametrize(("category", "listed"), MODE_SCORES.items(), ids=MODE_SCORES)
def test_modes_have_the_scores_of_plover(category, listed):
    scores = {name: float(score) for name, score in (pair.split() for pair in listed.split(", "))}
    assert {name: mode.score for name, mode in CODEBOOK.categories[category].modes.items()} == scores


def test_a_modes_score_takes_the_place_of_its_categorys():
    assert CODEBOOK.score("ASSAULT") == -9
    assert CODEBOOK.score("ASSAULT", "unconventional") == -10


def test_a_score_of_an_unknown_mode_is_an_error_and_not_the_categorys():
    with pytest.raises(KeyError):
        CODEBOOK.score("AGREE", "visit")


def test_the_codebook_has_37_contexts_and_25_sectors():
    assert len(CODEBOOK.contexts) == 37
    assert len(CODEBOOK.sectors) == 25


def test_the_version_names_plover_and_us():
    assert CODEBOOK.version == "plover-2.0+dragoman-1"


def test_everything_in_the_codebook_is_defined_in_words():
    definitions = [category.definition for category in CODEBOOK.categories.values()]
    definitions += [
        m.definition for category in CODEBOOK.categories.values() for m in category.modes.values()
    ]
    definitions += [*CODEBOOK.contexts.values(), *CODEBOOK.sectors.values()]
    assert all(definition.strip() for definition in definitions)


class TestWhereTheManualContradictsItself:
    """plover.md, section 9, by number."""

    def test_1_sanction_is_material_conflict(self):
        assert CODEBOOK.categories["SANCTION"].quad == 4

    def test_2_accuse_scores_minus_three_though_the_manual_prints_three(self):
        assert CODEBOOK.score("ACCUSE") == -3

    def test_2_no_conflict_category_scores_above_zero_and_no_cooperation_below(self):
        for category in CODEBOOK.categories.values():
            scores = [category.score, *(mode.score for mode in category.modes.values())]
            if category.quad in {1, 2}:
                assert min(scores) > 0, category.name
            else:
                assert max(scores) <= 0.5, category.name  # REQUEST assist: 0.5

    @pytest.mark.parametrize("name", ["PROTEST", "RETREAT"])
    def test_3_protest_and_retreat_need_no_recipient(self, name):
        assert not CODEBOOK.categories[name].recipient_required

    def test_3_only_cooperate_aid_and_sanction_need_one(self):
        needing = {name for name, found in CODEBOOK.categories.items() if found.recipient_required}
        assert needing == {"COOPERATE", "AID", "SANCTION"}

    @pytest.mark.parametrize(
        "old", "DEMAND DISAPPROVE INVESTIGATE CRIME FIGHT RESTRICT THREAT YIELD APPEAL STATEMENT".split()
    )
    def test_6_and_10_leftovers_are_no_categories(self, old):
        assert old not in CODEBOOK.categories

    def test_8_entities_are_expelled_by_sanction_individuals_deported_by_coerce(self):
        assert "expel" in CODEBOOK.categories["SANCTION"].modes
        assert "deport" in CODEBOOK.categories["COERCE"].modes
        assert "expel" not in CODEBOOK.categories["COERCE"].modes

    @pytest.mark.parametrize(
        ("category", "mode"),
        [
            ("ASSAULT", "cleansing"),
            ("ASSAULT", "massacre"),
            ("ASSAULT", "assassinate"),
            ("ASSAULT", "execute"),
            ("ASSAULT", "sideAB"),
            ("COERCE", "ban"),
            ("THREATEN", "ban"),
            ("THREATEN", "rights"),
            ("THREATEN", "political"),
            ("RETREAT", "return"),
            ("RETREAT", "ease"),
        ],
    )
    def test_9_legacy_modes_are_gone(self, category, mode):
        assert mode not in CODEBOOK.categories[category].modes

    @pytest.mark.parametrize(
        ("named", "variant"),
        [("election", "elections"), ("disasters", "disaster"), ("pro_democracy", "democracy")],
    )
    def test_12_a_context_has_one_name(self, named, variant):
        assert named in CODEBOOK.contexts
        assert variant not in CODEBOOK.contexts

    def test_vandalize_has_no_printed_score_and_takes_its_categorys(self):
        assert CODEBOOK.score("PROTEST", "vandalize") == CODEBOOK.score("PROTEST")


SMALLEST = """
version = "mine-1"
[categories.TRADE]
quad = 2
score = 7
recipient_required = true
definition = "Goods change hands."
[categories.TRADE.modes]
barter = { score = 6, definition = "Without money" }
[sectors]
GOV = "Governments"
"""


def test_a_codebook_of_ones_own_is_read(tmp_path: Path):
    path = tmp_path / "mine.toml"
    path.write_text(SMALLEST, encoding="utf-8")
    codebook = load_codebook(path)
    assert codebook.modes == (("TRADE", "barter"),)
    assert codebook.score("TRADE", "barter") == 6
    assert codebook.contexts == {}


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        pytest.param(SMALLEST.replace("quad = 2\n", ""), "A codebook without 'quad'", id="no-quad"),
        pytest.param(SMALLEST.replace("score = 7\n", ""), "A codebook without 'score'", id="no-score"),
        pytest.param(
            SMALLEST.replace("quad = 2", "quad = 5"),
            "A codebook without a quad of 1 to 4 and a score of -10 to 10 for TRADE",
            id="quad-of-five",
        ),
        pytest.param(
            SMALLEST.replace("score = 7", "score = 70"),
            "A codebook without a quad of 1 to 4 and a score of -10 to 10 for TRADE",
            id="score-of-seventy",
        ),
        pytest.param(
            SMALLEST.replace('version = "mine-1"', ""), "A codebook without 'version'", id="no-version"
        ),
        pytest.param("[categories", "Not a readable codebook: ", id="not-toml"),
    ],
)
def test_a_codebook_that_contradicts_itself_says_where(tmp_path: Path, broken, told):
    path = tmp_path / "mine.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(BadCodebook) as raised:
        load_codebook(path)
    assert raised.value.what.startswith(told)
    assert raised.value.where == str(path)
    assert raised.value.mend


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None], ids=["not-utf-8", "missing"])
def test_a_codebook_that_cannot_be_read_says_where(tmp_path: Path, content):
    path = tmp_path / "mine.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadCodebook, match="Not a readable codebook"):
        load_codebook(path)
