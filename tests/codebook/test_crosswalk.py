import pytest

from dragoman.codebook.categories import load_plover
from dragoman.codebook.crosswalk import cameo_choices, load_cameo, to_cameo, to_plover

CODEBOOK, CAMEO = load_plover(), load_cameo()
PAIRS = [*((name, None) for name in CODEBOOK.categories), *CODEBOOK.modes]


def test_the_table_has_the_313_codes_of_the_crosswalk():
    # GDELT's 311, and 1213 and 1214, which it lacks.
    assert len(CAMEO) == 313
    assert {code for code, found in CAMEO.items() if found.goldstein_gdelt is None} == {"1213", "1214"}


def test_the_table_has_all_twenty_roots():
    assert {code.root for code in CAMEO.values()} == {f"{root:02}" for root in range(1, 21)}


@pytest.mark.parametrize("code", CAMEO)
def test_a_code_answers_to_what_the_codebook_has_or_to_nothing(code):
    answer = to_plover(code)
    if answer is None:
        assert code.startswith("01"), "only public statements are dropped"
    else:
        category, mode = answer
        assert mode is None or mode in CODEBOOK.categories[category].modes
    assert set(CAMEO[code].contexts) <= set(CODEBOOK.contexts)


@pytest.mark.parametrize("code", [code for code in CAMEO if code.startswith("01")])
def test_public_statements_are_dropped(code):
    assert to_plover(code) is None


@pytest.mark.parametrize(
    ("code", "gdelt", "icews"),
    [("016", -2.0, -5.0), ("022", 3.2, 3.4), ("164", -7.0, -6.5), ("165", -6.5, -7.0)],
)
def test_gdelt_and_icews_differ_at_this_code(code, gdelt, icews):
    assert (CAMEO[code].goldstein_gdelt, CAMEO[code].goldstein_icews) == (gdelt, icews)


def test_gdelt_and_icews_agree_at_every_other_code_that_both_have():
    both = {code: found for code, found in CAMEO.items() if code not in {"1213", "1214"}}
    differing = {code for code, found in both.items() if found.goldstein_gdelt != found.goldstein_icews}
    assert differing == {"016", "022", "164", "165"}


def test_1213_is_in_icews_alone_and_1214_in_neither():
    assert CAMEO["1213"].goldstein_icews == -4.0
    assert CAMEO["1214"].goldstein_icews is None


def test_the_greatest_goldstein_value_is_that_of_a_military_retreat():
    assert max((c.goldstein_gdelt or 0.0, c.code) for c in CAMEO.values()) == (10.0, "0874")


def test_a_root_may_differ_from_its_own_unspecified_code():
    assert (CAMEO["13"].goldstein_gdelt, CAMEO["130"].goldstein_gdelt) == (-6.0, -4.4)


def test_010_and_10_are_two_codes():
    assert CAMEO["010"].name == "Make statement"
    assert to_plover("010") is None
    assert CAMEO["10"].name == "Demand"
    assert to_plover("10") == ("REQUEST", None)


@pytest.mark.parametrize("code", ["1", "9", "9999", "", "10 ", "0010"])
def test_a_code_that_cameo_lacks_is_an_error(code):
    with pytest.raises(KeyError):
        to_plover(code)


@pytest.mark.parametrize(
    ("code", "answer", "contexts"),
    [
        pytest.param("175", ("ASSAULT", None), {"repression", "pro_autocracy"}, id="repression-has-no-mode"),
        pytest.param("1712", ("ASSAULT", "destroy"), {"human_security"}, id="property-destroyed-is-assault"),
        pytest.param("116", ("SANCTION", "convict"), {"legal"}, id="verdicts-are-sanction"),
        pytest.param("163", ("SANCTION", "discontinue"), {"economic"}, id="embargoes-are-sanction"),
        pytest.param("0813", ("CONCEDE", None), {"legal"}, id="lifting-a-curfew-is-verbal"),
        pytest.param("0814", ("CONCEDE", None), {"legal"}, id="lifting-an-emergency-is-verbal"),
        pytest.param("191", ("COERCE", "restrict"), {"military"}, id="blockades-are-coerce"),
        pytest.param("192", ("COERCE", "seize"), {"military"}, id="occupation-is-coerce"),
        pytest.param("195", ("ASSAULT", "aerial"), {"military"}, id="air-raids-have-a-mode-of-their-own"),
        pytest.param("201", ("ASSAULT", None), {"religion_ethnicity"}, id="mass-expulsion-has-no-mode"),
        pytest.param("203", ("ASSAULT", None), {"religion_ethnicity"}, id="cleansing-has-no-mode"),
        pytest.param("020", ("REQUEST", None), set(), id="appeals-are-requests"),
        pytest.param("026", ("REQUEST", "meet"), set(), id="appeals-have-the-modes-of-demands"),
        pytest.param("161", ("SANCTION", "discontinue"), {"diplomatic"}, id="broken-ties-are-discontinued"),
        pytest.param("166", ("SANCTION", "expel"), {"diplomatic"}, id="entities-are-expelled"),
        pytest.param("174", ("COERCE", "deport"), {"legal"}, id="individuals-are-deported"),
        pytest.param("185", ("ASSAULT", "targeted"), set(), id="assassination-is-targeted"),
        pytest.param("055", ("CONCEDE", None), {"diplomatic"}, id="apology-concedes"),
        pytest.param("204", ("ASSAULT", "unconventional"), {"cbrn"}, id="fight-is-no-more"),
        pytest.param("0355", ("AGREE", None), {"diplomatic"}, id="an-intent-to-yield-is-agree"),
    ],
)
def test_our_rulings_on_the_crosswalk(code, answer, contexts):
    assert to_plover(code) == answer
    assert set(CAMEO[code].contexts) == contexts


@pytest.mark.parametrize(("category", "mode"), PAIRS, ids=[f"{c}/{m or ''}" for c, m in PAIRS])
def test_every_category_and_mode_returns_to_a_code_that_cameo_has(category, mode):
    assert to_cameo(category, mode) in CAMEO


@pytest.mark.parametrize(("category", "mode"), PAIRS, ids=[f"{c}/{m or ''}" for c, m in PAIRS])
def test_a_returned_code_answers_to_the_category_that_it_came_from(category, mode):
    code = to_cameo(category, mode)
    back = to_plover(code)
    assert back is not None
    # What gives way in deed has no code of its own at large, and a resignation only one of the words.
    words_for_deeds = {("RETREAT", "080"), ("RETREAT", "0831")}
    assert back[0] == category or (category, code) in words_for_deeds


@pytest.mark.parametrize(
    ("category", "mode", "contexts", "code"),
    [
        pytest.param("AGREE", None, (), "030", id="plain"),
        pytest.param("AGREE", None, ("economic",), "0311", id="a-context-wins"),
        pytest.param("AGREE", None, ("gender", "military"), "0312", id="the-first-context-that-has-a-row"),
        pytest.param("AGREE", None, ("gender",), "030", id="other-contexts-do-not-matter"),
        pytest.param("RETREAT", "access", ("peacekeeping",), "0861", id="mode-and-context"),
        pytest.param("SANCTION", "discontinue", ("economic",), "163", id="embargo"),
        pytest.param("ASSAULT", "drone", (), "195", id="drones-are-aerial-weapons"),
        pytest.param("ASSAULT", "destroy", (), "1712", id="property"),
    ],
)
def test_the_way_back_to_cameo(category, mode, contexts, code):
    assert to_cameo(category, mode, contexts) == code


def test_the_way_back_from_an_unknown_mode_is_an_error():
    with pytest.raises(KeyError):
        to_cameo("AGREE", "visit")


class TestCodesThatACoderMayWrite:
    CHOICES = cameo_choices(CODEBOOK)

    def test_each_is_written_once_and_category_by_category(self):
        assert len(self.CHOICES) == len(set(self.CHOICES))
        order = list(CODEBOOK.categories)
        assert [order.index(category) for category, _ in self.CHOICES] == sorted(
            order.index(category) for category, _ in self.CHOICES
        )

    def test_every_category_has_some(self):
        assert {category for category, _ in self.CHOICES} == set(CODEBOOK.categories)

    def test_all_are_codes_of_cameo_and_none_a_public_statement(self):
        assert all(code in CAMEO and not code.startswith("01") for _, code in self.CHOICES)

    def test_a_declared_truce_may_carry_the_code_of_a_ceasefire(self):
        assert ("CONCEDE", "0871") in self.CHOICES
        assert ("RETREAT", "0871") in self.CHOICES

    def test_what_the_return_table_says_is_among_them(self):
        assert all((category, to_cameo(category, mode)) in self.CHOICES for category, mode in PAIRS)
