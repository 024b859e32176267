"""Whom the words of a party name, by the coding guide's rules 9 to 11."""

from datetime import date

import pytest

from dragoman.documents.clean import clean
from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Mention, MentionKind, Span
from dragoman.resolve.actors import resolve_actors
from dragoman.resolve.agents import load_agents
from dragoman.resolve.gazetteer import load_gazetteer
from dragoman.resolve.places import find_places
from dragoman.resolve.tables import load_names
from tests.fakes import WEDNESDAY, article

NAMES, AGENTS = load_names(), load_agents()


def resolve(
    text: str,
    *phrases: str,
    day: date | None = WEDNESDAY,
    title: str | None = None,
    sector: str | None = None,
    antecedents: dict[str, tuple[str, ...]] | None = None,
) -> list[tuple[Actor, ...]]:
    """The actors of each phrase, found one behind the other; all of the text when none is given."""
    spans, position = dict[str, Span](), 0
    for phrase in phrases or (text,):
        start = text.index(phrase, position)
        spans[phrase], position = Span(start, start + len(phrase)), start + 1
    earlier = antecedents or {}
    mentions = [
        Mention(span, MentionKind.PARTY, sector, tuple(spans[one] for one in earlier.get(phrase, ())))
        for phrase, span in spans.items()
    ]
    actors = resolve_actors(clean(article(text, day, title=title)), mentions, NAMES, AGENTS)
    return [actors[span] for span in spans.values()]


def one(text: str, day: date | None = WEDNESDAY, sector: str | None = None) -> Actor:
    [[actor]] = resolve(text, day=day, sector=sector)
    return actor


class TestStates:
    @pytest.mark.parametrize(
        ("words", "country"),
        [
            pytest.param("Russia", "RUS", id="name"),
            pytest.param("the U.S.", "USA", id="abbreviation"),
            pytest.param("US", "USA", id="capitals"),
            pytest.param("Burma", "MMR", id="older-name"),
            pytest.param("Türkiye", "TUR", id="newer-name"),
            pytest.param("the French", "FRA", id="demonym"),
            pytest.param("Kyiv", "UKR", id="capital"),
            pytest.param("Kiev", "UKR", id="capital-in-another-spelling"),
            pytest.param("Washington", "USA", id="capital-of-the-united-states"),
            pytest.param("Tehran", "IRN", id="capital-of-iran"),
            pytest.param("Pristina", "XKX", id="capital-of-kosovo"),
            pytest.param("Taipei", "TWN", id="capital-of-taiwan"),
            pytest.param("Ramallah", "PSE", id="seat-of-palestine"),
            pytest.param("Kosovo", "XKX", id="kosovo"),
            pytest.param("Guinea-Bissau", "GNB", id="not-guinea"),
            pytest.param("Papua New Guinea", "PNG", id="not-guinea-either"),
            pytest.param("South Sudan", "SSD", id="not-sudan"),
        ],
    )
    def test_a_bare_state_is_its_government(self, words, country):
        actor = one(words)
        assert (actor.actor_id, actor.country, actor.sector) == (f"state:{country}", country, "GOV")
        assert actor.basis is Basis.NAME

    @pytest.mark.parametrize(
        ("words", "country"),
        [
            ("the United States", "USA"),
            ("the United Kingdom", "GBR"),
            ("the Czech Republic", "CZE"),
            ("the Republic of the Congo", "COG"),
            ("Russian Federation", "RUS"),
            ("the Soviet Union", "SUN"),
            ("Cape Town", "ZAF"),
            ("Port-au-Prince", "HTI"),
        ],
    )
    def test_a_state_whose_name_holds_a_common_noun_is_its_government_too(self, words, country):
        actor = one(words)
        assert (actor.actor_id, actor.country, actor.sector) == (f"state:{country}", country, "GOV")

    @pytest.mark.parametrize(
        ("words", "country", "sector"),
        [
            ("the Kremlin", "RUS", "GOV"),
            ("Downing Street", "GBR", "GOV"),
            ("the White House", "USA", "GOV"),
            ("the Pentagon", "USA", "GOV"),
            ("the Supreme Court of India", "IND", "JUD"),
        ],
    )
    def test_a_seat_of_power_or_an_organ_is_that_organ(self, words, country, sector):
        actor = one(words)
        assert (actor.country, actor.sector) == (country, sector)

    @pytest.mark.parametrize(
        ("words", "country", "sector"),
        [
            ("Ukrainian officials", "UKR", "GOV"),
            ("US troops", "USA", "MIL"),
            ("Hong Kong police", "HKG", "COP"),
            ("the Indian army", "IND", "MIL"),
            ("the Russian foreign ministry", "RUS", "GOV"),
            ("American journalists", "USA", "JRN"),
            ("Myanmar's junta", "MMR", "GOV"),
            ("the U.S. ambassador to Russia", "USA", "GOV"),
        ],
    )
    def test_a_noun_beside_a_state_tells_the_sector_and_the_state_the_country(self, words, country, sector):
        actor = one(words)
        assert (actor.name, actor.country, actor.sector) == (words, country, sector)
        assert actor.basis is Basis.MODIFIER

    def test_of_an_adjective_alone_the_encoder_knows_the_sector_best(self):
        assert one("12 Syrians", sector="CVL").sector == "CVL"
        assert one("Syria", sector="CVL").sector == "GOV"

    @pytest.mark.parametrize(
        ("words", "country"), [("Abkhazia", "GEO"), ("Western Sahara", "MAR"), ("Transnistria", "MDA")]
    )
    def test_a_breakaway_body_takes_the_recognized_state(self, words, country):
        actor = one(words)
        assert (actor.country, actor.sector) == (country, "PRE")

    def test_the_numbers_are_those_of_the_day(self):
        serbia = [one("Serbia", date(2006, 6, day)) for day in (4, 5)]
        assert [(actor.cow, actor.gw) for actor in serbia] == [(345, 345), (345, 340)]
        assert (one("Germany").cow, one("Germany").gw) == (255, 260)

    @pytest.mark.parametrize("day", [date(2010, 1, 1), date(2006, 1, 1)])
    def test_a_state_that_was_not_yet_has_a_country_but_no_number(self, day):
        actor = one("South Sudan", day)
        assert (actor.country, actor.cow, actor.gw) == ("SSD", None, None)


class TestThoseWhoOnlyLeanOnAState:
    @pytest.mark.parametrize(
        "words",
        [
            "US-backed rebels",
            "U.S.-backed rebels",
            "US\u2013backed rebels",
            "Iranian-backed militia",
            "anti-Chinese protesters",
            "pro-American demonstrators",
            "British-born militant",
            pytest.param(
                "rebels backed by Iran",
            ),
        ],
    )
    def test_are_not_of_it(self, words):
        assert one(words).country is None

    @pytest.mark.parametrize(
        ("words", "country"),
        [
            ("the U.S.-backed Syrian Democratic Forces", "SYR"),
            ("Iran-backed Houthi rebels", "YEM"),
            ("Russian-occupied Crimea", "UKR"),
        ],
    )
    def test_are_of_their_own(self, words, country):
        assert one(words).country == country


class TestBodiesAndGroups:
    @pytest.mark.parametrize(
        ("words", "country", "sector"),
        [
            ("the United Nations", "UNO", "GOV"),
            ("the EU", "EUR", "GOV"),
            ("NATO", "IGO", "GOV"),
            ("UN peacekeepers", "UNO", "MIL"),
            ("the Red Cross", "NGO", "SOC"),
            ("Islamic State", "IMG", "REB"),
            ("Hamas", "PSE", "REB"),
            ("Hezbollah", "LBN", "REB"),
            ("the Houthis", "YEM", "REB"),
            ("Boko Haram", "NGA", "REB"),
            ("the PKK", "TUR", "REB"),
            ("al-Shabaab", "SOM", "REB"),
            ("the West", "INT", "GOV"),
        ],
    )
    def test_have_the_country_and_sector_of_the_guide(self, words, country, sector):
        actor = one(words)
        assert (actor.country, actor.sector) == (country, sector)

    def test_the_party_counts_more_than_the_state_beside_it(self):
        assert one("Turkey's ruling AKP").sector == "PTY"
        assert one("Russia's Wagner Group").actor_id == "group:wagner-group"

    @pytest.mark.parametrize(
        ("day", "sector"), [(date(2015, 1, 1), "REB"), (date(2024, 1, 1), "GOV")], ids=["2015", "2024"]
    )
    def test_the_taliban_are_rebels_or_government_by_the_day(self, day, sector):
        assert one("the Taliban", day).sector == sector


class TestPersons:
    @pytest.mark.parametrize(
        ("words", "day", "sector"),
        [
            pytest.param("Angela Merkel", date(2019, 1, 1), "GOV", id="in-office"),
            pytest.param("Angela Merkel", date(2024, 1, 1), "ELI", id="out-of-office"),
            pytest.param("Barack Obama", date(2010, 1, 1), "GOV", id="obama-in-office"),
            pytest.param("Barack Obama", date(2024, 1, 1), "ELI", id="obama-out-of-office"),
            pytest.param("Donald Trump", date(2018, 1, 1), "GOV", id="first-term"),
            pytest.param("Donald Trump", date(2025, 6, 1), "GOV", id="second-term"),
            pytest.param(
                "Donald Trump",
                date(2022, 1, 1),
                "ELI",
                id="between-terms",
            ),
        ],
    )
    def test_a_leader_is_government_in_office_and_elite_after(self, words, day, sector):
        assert one(words, day).sector == sector

    def test_a_name_that_two_have_borne_is_the_one_of_the_day(self):
        assert one("President Bush", date(2004, 1, 1)).name == "George W. Bush"

    def test_without_a_day_the_latest_is_meant(self):
        assert one("Donald Trump", None).sector == "GOV"

    def test_titles_and_states_beside_the_name_do_not_matter(self):
        actor = one("Turkish President Recep Tayyip Erdogan")
        assert (actor.name, actor.country, actor.basis) == ("Recep Tayyip Erdoğan", "TUR", Basis.NAME)

    def test_a_surname_comes_back_as_the_person_told_before(self):
        _, _, [smith] = resolve("John Smith met Xi. Smith said", "John Smith", "Xi", "Smith")
        assert (smith.name, smith.basis) == ("John Smith", Basis.ANTECEDENT)

    @pytest.mark.parametrize("short", ["Hassan", "Mr Hassan", "Mr. Hassan", "Dr Ali Hassan"])
    def test_a_last_name_alone_or_with_titles_is_the_one_told_before(self, short):
        [first], _, [again] = resolve(f"Ali Hassan met Xi. {short} left", "Ali Hassan", "Xi", short)
        assert (again.name, again.actor_id) == ("Ali Hassan", first.actor_id)
        assert again.basis is Basis.ANTECEDENT

    @pytest.mark.parametrize(
        ("first", "second"), [("Reform Alliance", "Unity Alliance"), ("Ali Hassan", "Omar Hassan")]
    )
    def test_another_of_the_same_last_name_is_another(self, first, second):
        [one], [other] = resolve(f"{first} spoke. {second} left", first, second)
        assert (one.name, other.name) == (first, second)
        assert one.actor_id != other.actor_id
        assert other.basis is not Basis.ANTECEDENT

    def test_another_of_a_known_persons_last_name_is_another(self):
        [hillary], [smith] = resolve(
            "Hillary Clinton spoke. Omar Clinton left", "Hillary Clinton", "Omar Clinton"
        )
        assert (hillary.name, smith.name) == ("Hillary Clinton", "Omar Clinton")


class TestWhoWasToldBefore:
    def test_a_pronoun_is_the_antecedent_that_the_encoder_gives(self):
        text = "Putin met Xi. He spoke"
        *_, [he] = resolve(text, "Putin", "Xi", "He", antecedents={"He": ("Putin",)})
        assert (he.name, he.country, he.basis) == ("Vladimir Putin", "RUS", Basis.ANTECEDENT)

    def test_they_are_all_that_the_encoder_gives(self):
        text = "Putin met Xi. They spoke"
        *_, they = resolve(text, "Putin", "Xi", "They", antecedents={"They": ("Putin", "Xi")})
        assert [actor.country for actor in they] == ["RUS", "CHN"]

    def test_a_pronoun_without_one_is_the_last_party_told(self):
        *_, [he] = resolve("Putin met Xi. He spoke", "Putin", "Xi", "He")
        assert (he.name, he.basis) == ("Xi Jinping", Basis.ANTECEDENT)

    @pytest.mark.parametrize("word", ["He", "She", "his", "who"])
    def test_a_pronoun_of_persons_never_takes_a_state(self, word):
        *_, [person] = resolve(f"Putin met Xi. China spoke. {word} left", "Putin", "Xi", "China", word)
        assert (person.name, person.basis) == ("Xi Jinping", Basis.ANTECEDENT)

    def test_he_after_states_alone_is_nobody_and_it_is_the_state(self):
        _, [he] = resolve("China spoke. He left", "China", "He")
        assert (he.country, he.basis) == (None, Basis.UNKNOWN)
        _, [it] = resolve("China spoke. It left", "China", "It")
        assert (it.country, it.basis) == ("CHN", Basis.ANTECEDENT)

    def test_a_pronoun_before_every_party_is_nobody(self):
        [[it], [mali]] = resolve("It struck Mali", "It", "Mali")
        assert (it.country, it.basis) == (None, Basis.UNKNOWN)
        assert mali.country == "MLI"

    def test_both_leaders_are_the_two_that_the_encoder_gives(self):
        text = "Putin and Xi met Modi; both leaders"
        *_, both = resolve(
            text, "Putin", "Xi", "Modi", "both leaders", antecedents={"both leaders": ("Putin", "Xi")}
        )
        assert [actor.country for actor in both] == ["RUS", "CHN"]
        assert {actor.basis for actor in both} == {Basis.ANTECEDENT}

    @pytest.mark.parametrize("words", ["both leaders", "The two presidents", "both men"])
    def test_and_without_the_encoder_leaders_are_the_last_two_persons(self, words):
        text = f"Putin met Xi. Iran and China spoke. {words} left"
        *_, both = resolve(text, "Putin", "Xi", "Iran", "China", words)
        assert [actor.name for actor in both] == ["Vladimir Putin", "Xi Jinping"]

    @pytest.mark.parametrize("words", ["The two countries", "both sides", "the two neighbours"])
    def test_and_without_the_encoder_the_last_two_of_different_countries(self, words):
        *_, both = resolve(
            f"Russia and China and Chinese officials met. {words} spoke", "Russia", "China", words
        )
        assert [actor.country for actor in both] == ["RUS", "CHN"]

    def test_both_sides_of_nothing_told_are_nobody(self):
        [[both]] = resolve("both sides")
        assert (both.country, both.basis) == (None, Basis.UNKNOWN)

    def test_the_army_after_its_state_is_the_states_but_is_the_army(self):
        text = "Sudan spoke. The army struck"
        *_, [army] = resolve(text, "Sudan", "The army", antecedents={"The army": ("Sudan",)})
        assert (army.name, army.actor_id) == ("The army", "SDN:the-army")
        assert (army.country, army.sector) == ("SDN", "MIL")

    def test_words_resolve_from_left_to_right_in_whatever_order_they_come(self):
        document = clean(article("Russia spoke. It left."))
        spans = [Span(14, 16), Span(0, 6)]
        actors = resolve_actors(document, [Mention(s, MentionKind.PARTY) for s in spans], NAMES, AGENTS)
        assert actors[spans[0]][0].country == "RUS"


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Opponents of President Bashar Assad", "SYR", "OPP"),
        ("supporters of Hamas", "PSE", "CVL"),
        ("critics of the Turkish president", "TUR", "CVL"),
    ],
)
def test_who_stands_to_a_party_is_another_of_its_country(words, country, sector):
    actor = one(words, day=date(2016, 5, 4))
    assert (actor.country, actor.sector, actor.name) == (country, sector, words)


def test_a_city_is_a_family_name_behind_an_unknown_given_name():
    [[actor]] = resolve("They accused Feliciano Valencia.", "Feliciano Valencia")
    assert actor.country is None


class TestNamelessParties:
    def test_are_of_the_one_country_that_their_sentence_names(self):
        [[gunmen]] = resolve("Gunmen killed five in Mali.", "Gunmen")
        assert (gunmen.country, gunmen.sector, gunmen.basis) == ("MLI", "UAF", Basis.DOCUMENT)

    def test_else_of_the_one_named_most_so_far(self):
        text = (
            "Ukraine accused Russia. Crowds marched in Kyiv. Officials spoke. French rail left Paris, France."
        )
        assert resolve(text, "Officials")[0][0].country == "UKR"

    def test_of_none_when_two_are_named_as_often(self):
        [[gunmen]] = resolve("Mali fought Niger. Gunmen struck.", "Gunmen")
        assert (gunmen.country, gunmen.basis) == (None, Basis.UNKNOWN)

    def test_of_the_only_one_of_the_text_though_it_is_named_later(self):
        [[actor]] = resolve("Gunmen shot a judge. Peru mourned her.", "Gunmen")
        assert (actor.country, actor.basis) == ("PER", Basis.DOCUMENT)

    def test_of_none_when_several_are_named_later(self):
        [[actor]] = resolve("Gunmen shot a judge. Peru and Chile mourned her.", "Gunmen")
        assert actor.country is None

    def test_of_the_country_of_a_town_that_the_text_names(self):
        text = "Gunmen shot a judge in Regina."
        mention = Mention(Span(0, 6), MentionKind.PARTY)
        towns = find_places([Span(23, 29)], text, load_gazetteer(), NAMES).values()
        actors = resolve_actors(clean(article(text)), [mention], NAMES, AGENTS, towns)
        assert actors[mention.span][0].country == "CAN"

    def test_the_headline_counts_too(self):
        [[officials]] = resolve("Officials spoke.", "Officials", title="Coup in Mali")
        assert officials.country == "MLI"

    def test_what_nothing_tells_about_stays_unknown(self):
        actor = one("Foobar Zzyx", sector="CVL")
        assert actor == Actor("Foobar Zzyx", "text:foobar-zzyx", None, "CVL", Basis.UNKNOWN)

    def test_the_pronoun_us_is_not_the_united_states(self):
        assert one("us").country is None


def test_places_and_dates_have_no_actors():
    document = clean(article("Kyiv on Friday"))
    mentions = [Mention(Span(0, 4), MentionKind.PLACE), Mention(Span(8, 14), MentionKind.DATE)]
    assert resolve_actors(document, mentions, NAMES, AGENTS) == {}


def test_every_party_has_an_actor_even_one_of_no_words():
    document = clean(article("... !"))
    assert resolve_actors(document, [Mention(Span(0, 5), MentionKind.PARTY)], NAMES, AGENTS)[Span(0, 5)]


class TestAPlaceInAPersonsName:
    @pytest.mark.parametrize(
        "words",
        [
            pytest.param("Michael Jordan", id="state-behind-a-given-name"),
            pytest.param("Chad Wolf", id="state-as-a-given-name"),
            pytest.param("Paris Hilton", id="capital-as-a-given-name"),
            pytest.param("Jack London", id="capital-behind-a-given-name"),
        ],
    )
    def test_tells_no_country(self, words):
        assert one(words).country is None

    @pytest.mark.parametrize(
        ("words", "country"),
        [
            pytest.param("South Lebanon", "LBN", id="part-of-a-state"),
            pytest.param("Paris prosecutors", "FRA", id="noun-behind"),
            pytest.param("Jordan", "JOR", id="alone"),
            pytest.param("Georgia's parliament", "GEO", id="possessive"),
        ],
    )
    def test_tells_it_elsewhere(self, words, country):
        assert one(words).country == country

    @pytest.mark.parametrize("preposition", ["In", "From", "Near", "Outside"])
    def test_tells_it_behind_a_capital_that_opens_a_sentence(self, preposition):
        [(actor,)] = resolve(f"{preposition} Istanbul, police arrested two.", "police")
        assert actor.country == "TUR"

    @pytest.mark.parametrize(
        ("text", "country"),
        [
            pytest.param("Jordan Foreign Ministry officials left. Police came.", "JOR", id="office"),
            pytest.param("In Georgia Monday, police came. Police left.", "GEO", id="weekday"),
        ],
    )
    def test_is_no_given_name_before_an_office_or_a_day(self, text, country):
        [(actor,)] = resolve(text, "Police")
        assert actor.country == country
