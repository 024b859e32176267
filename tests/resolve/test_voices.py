"""Whose "we" it is."""

import pytest

from tests.resolve.test_actors import resolve


@pytest.mark.parametrize(
    ("text", "country"),
    [
        pytest.param("France struck. “We will go on,” Poland's minister Jan Wilk said.", "POL", id="behind"),
        pytest.param("Turkey said on Monday: “We will not go.” Iran left.", "TUR", id="before"),
        pytest.param("Minister Odile of France left. Poland said it was over. We must go.", "POL", id="last"),
        pytest.param("“We will never yield to Japan,” said Poland.", "POL", id="turned"),
        pytest.param("Germany was told of it. France said no. We act.", "FRA", id="passive"),
        pytest.param("Norway strongly condemns the attack by Syria. We mourn.", "NOR", id="judging"),
    ],
)
def test_it_is_who_speaks_there(text, country):
    [(actor,)] = resolve(text, "We")
    assert actor.country == country


def test_an_office_is_held_by_whoever_held_it_on_the_day():
    text = "Washington was calm. “We will act,” Obama said."
    [(actor,)] = resolve(text, "We")
    assert actor.actor_id == "person:barack-obama"


def test_whom_the_encoder_links_goes_before():
    text = "France and Poland met. Poland said: “We agree.”"
    _, (actor,) = resolve(text, "France", "We", antecedents={"We": ("France",)})
    assert actor.country == "FRA"


def test_it_is_nobody_where_nobody_speaks():
    [(actor,)] = resolve("We will go on.", "We")
    assert actor.country is None
