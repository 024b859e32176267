import pytest

from dragoman.resolve.agents import Agents, load_agents
from dragoman.words import split_words


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("officials", "GOV"),
        ("Russian foreign ministry officials", "GOV"),
        ("members of parliament", "LEG"),
        ("thousands of protesters", "CVL"),
        ("the Sudanese army", "MIL"),
        ("Hong Kong police", "COP"),
        ("the judge", "JUD"),
        ("gunmen", "UAF"),
        ("rebels", "REB"),
        ("opposition leaders", "OPP"),
        ("American journalists", "JRN"),
        ("doctors", "MED"),
        ("refugees from Syria", "REF"),
        ("OFFICIALS", "GOV"),
        ("Ruritania", None),
        ("", None),
    ],
)
def test_a_noun_tells_what_kind_of_party_it_names(phrase, sector):
    found = load_agents().find(split_words(phrase))
    assert (found and found.sector) == sector


SMALL = Agents(
    {("officials",): "GOV", ("army",): "MIL", ("members", "of", "parliament"): "LEG", ("of",): "UNK"}
)


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        pytest.param("army officials", "GOV", id="the-head-stands-last"),
        pytest.param("officials of the army", "GOV", id="and-before-of"),
        pytest.param("thousands of the army", "MIL", id="unless-it-tells-nothing"),
        pytest.param("members of parliament", "LEG", id="a-phrase-across-of-comes-first"),
    ],
)
def test_the_head_of_the_phrase_decides(phrase, sector):
    found = SMALL.find(split_words(phrase))
    assert found is not None
    assert found.sector == sector
