"""Whom a document introduces by office or country, and who is meant by the bare office later."""

import pytest

from dragoman.resolve.agents import load_agents
from dragoman.resolve.cast import Cast, read_cast
from dragoman.resolve.tables import load_names
from dragoman.words import split_words
from tests.resolve.test_actors import resolve

NAMES, AGENTS = load_names(), load_agents()


def cast(text: str) -> Cast:
    words = split_words(text)
    return read_cast(words, NAMES.find(words), AGENTS)


class TestADocumentIntroduces:
    @pytest.mark.parametrize(
        ("text", "name", "country"),
        [
            pytest.param("The French minister Odile Marchais came.", "Odile Marchais", "FRA", id="office"),
            pytest.param(
                "Poland's deputy foreign minister Jan Wilk came.", "Jan Wilk", "POL", id="possessive"
            ),
            pytest.param("The Omani spokesman Said al Harthi came.", "Said al Harthi", "OMN", id="particle"),
        ],
    )
    def test_a_person_behind_state_and_office(self, text, name, country):
        [person] = cast(text).persons
        assert (person.name, person.country) == (name, country)

    def test_an_organ_behind_its_state(self):
        [army] = cast("The Syrian army withdrew.").introduced
        assert (army.phrase, army.country, army.sector, army.person) == ("army", "SYR", "MIL", None)

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            pytest.param("The Polish minister Anna Nowak-Kowalska came.", "Anna Nowak-Kowalska", id="hyphen"),
            pytest.param("The Irish minister Pat O'Brien came.", "Pat O'Brien", id="apostrophe"),
        ],
    )
    def test_a_name_as_it_is_written(self, text, name):
        assert [person.name for person in cast(text).persons] == [name]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Polish troops Monday Evening entered.", id="weekday"),
            pytest.param("Polish Army Kills Three", id="headline"),
            pytest.param("The Polish minister Wilk came.", id="one-word"),
        ],
    )
    def test_no_person_by_other_capitals(self, text):
        assert not cast(text).persons

    def test_a_known_person_whose_name_holds_the_office(self):
        [one] = cast("Chinese President Xi Jinping spoke.").introduced
        assert (one.phrase, one.country) == ("president", "CHN")

    def test_nobody_across_a_comma(self):
        assert not cast("In France, officials met.").introduced

    def test_nobody_of_a_state_named_in_between(self):
        assert {one.country for one in cast("The China Japan ambassador left.").introduced} == {"JPN"}


class TestTheBareOffice:
    def test_is_whoever_was_named_with_it(self):
        text = "The Polish minister Jan Wilk spoke of the Czech minister. The minister left."
        assert cast(text).last("minister", len(text)).person.name == "Jan Wilk"

    def test_is_else_the_nearest_before(self):
        text = "The Syrian army and the Turkish army met. The army left."
        assert cast(text).last("army", len(text)).country == "TUR"

    def test_is_else_the_first_of_the_text(self):
        assert cast("The army left. The Syrian army came.").last("army", 8).country == "SYR"

    def test_of_which_nothing_is_told_is_nobody(self):
        assert cast("The army left.").last("army", 8) is None

    def test_stands_for_the_person_in_the_actors(self):
        text = "The Polish minister Jan Wilk spoke in Prague. The minister left."
        [(actor,)] = resolve(text, "minister")[:1]
        assert (actor.name, actor.country) == ("Jan Wilk", "POL")

    def test_is_not_the_state_that_the_encoder_links_it_to(self):
        text = "The Polish minister Jan Wilk blamed Russia. The minister left."
        _, (actor,) = resolve(text, "Russia", "minister left", antecedents={"minister left": ("Russia",)})
        assert actor.country == "POL"

    @pytest.mark.parametrize("article", ["A", "Another"])
    def test_is_somebody_else_behind_an_indefinite_word(self, article):
        text = f"The Polish minister Jan Wilk spoke. {article} minister left."
        [(actor,)] = resolve(text, f"{article} minister")
        assert actor.name != "Jan Wilk"

    def test_in_the_plural_is_of_the_country_that_its_sentence_names(self):
        text = "The Polish officials left. In Kyiv, officials waited."
        [(actor,)] = resolve(text, "officials waited")
        assert actor.country == "UKR"


class TestABareName:
    def test_is_the_person_introduced(self):
        _, (actor,) = resolve("The Polish minister Jan Wilk spoke in Berlin. Wilk left.", "Berlin", "Wilk")
        assert actor.country == "POL"

    def test_may_be_the_family_name_that_stands_first(self):
        text = "The Chinese envoy Deng Lin spoke in Moscow. Deng left."
        _, (actor,) = resolve(text, "Moscow", "Deng")
        assert actor.country == "CHN"

    def test_may_have_a_title(self):
        text = "The Polish minister Jan Wilk spoke in Berlin. Minister Wilk left."
        [(actor,)] = resolve(text, "Minister Wilk")[:1]
        assert (actor.name, actor.country) == ("Jan Wilk", "POL")
