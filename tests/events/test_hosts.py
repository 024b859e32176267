import pytest

from dragoman.events.hosts import possible_host, with_host
from dragoman.records.entity import Actor, Basis
from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger

LAVROV, WANG = (Mention(span, MentionKind.PARTY) for span in (Span(0, 6), Span(8, 12)))
GENEVA, BERN = (Mention(span, MentionKind.PLACE) for span in (Span(20, 26), Span(30, 34)))
SWISS = Mention(GENEVA.span, MentionKind.PARTY)


def visit(
    sources: tuple[Mention, ...] = (LAVROV,),
    targets: tuple[Mention, ...] = (),
    places: tuple[Mention, ...] = (GENEVA,),
    mode: str | None = "visit",
) -> Clause:
    trigger = Trigger(Span(14, 19), "CONSULT", mode, None, "actual", False, 0.9)
    return Clause(trigger, sources, targets, places=places)


def actor(country: str | None, basis: Basis = Basis.NAME) -> Actor:
    return Actor("a name", "id", country, "GOV", basis)


def actors(host: Actor, *others: Actor) -> dict[Span, tuple[Actor, ...]]:
    return {LAVROV.span: (actor("RUS"),), WANG.span: (actor("CHN"),), GENEVA.span: (host, *others)}


class TestThePossibleHost:
    def test_of_a_visit_is_its_place_as_a_party(self):
        assert possible_host(visit()) == SWISS

    def test_of_several_places_is_the_first(self):
        assert possible_host(visit(places=(GENEVA, BERN))) == SWISS

    @pytest.mark.parametrize(
        "clause",
        [
            pytest.param(visit(mode="meet"), id="no-visit"),
            pytest.param(visit(mode=None), id="no-mode"),
            pytest.param(visit(targets=(WANG,)), id="target-told"),
            pytest.param(visit(places=()), id="no-place"),
            pytest.param(visit(sources=()), id="no-visitor"),
        ],
    )
    def test_is_nobody_otherwise(self, clause):
        assert possible_host(clause) is None


class TestAVisit:
    @pytest.mark.parametrize("basis", [Basis.NAME, Basis.MODIFIER])
    def test_abroad_has_its_host_as_target(self, basis):
        found = with_host(visit(), actors(actor("CHE", basis)))
        assert found == visit(targets=(SWISS,))

    def test_keeps_the_place_where_it_was(self):
        assert with_host(visit(), actors(actor("CHE"))).places == (GENEVA,)

    def test_at_home_has_no_host(self):
        assert with_host(visit(), actors(actor("RUS"))) == visit()

    def test_at_home_of_one_of_several_visitors_has_no_host(self):
        clause = visit(sources=(LAVROV, WANG))
        assert with_host(clause, actors(actor("CHN"))) == clause

    def test_of_two_visitors_in_a_third_country_has_its_host(self):
        clause = visit(sources=(LAVROV, WANG))
        assert with_host(clause, actors(actor("CHE"))).targets == (SWISS,)

    @pytest.mark.parametrize("basis", [Basis.ANTECEDENT, Basis.DOCUMENT, Basis.UNKNOWN])
    def test_has_no_host_whose_country_its_own_words_do_not_tell(self, basis):
        assert with_host(visit(), actors(actor("CHE", basis))) == visit()

    def test_of_a_place_without_a_country_has_no_host(self):
        assert with_host(visit(), actors(actor(None))) == visit()

    def test_is_judged_by_the_first_actor_that_the_words_tell(self):
        unsure, sure = actor("RUS", Basis.DOCUMENT), actor("CHE")
        assert with_host(visit(), actors(unsure, sure)).targets == (SWISS,)

    def test_of_a_visitor_without_a_country_counts_as_abroad(self):
        known = {LAVROV.span: (actor(None),), GENEVA.span: (actor("CHE"),)}
        assert with_host(visit(), known).targets == (SWISS,)

    def test_with_a_target_of_its_own_is_left_alone(self):
        clause = visit(targets=(WANG,))
        assert with_host(clause, actors(actor("CHE"))) is clause
