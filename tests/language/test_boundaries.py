from dataclasses import replace

import pytest

from dragoman.documents.sentences import split_sentences
from dragoman.language.boundaries import apply_boundaries
from dragoman.records.language import Clause, Mention, MentionKind, Span, Trigger
from dragoman.words import split_words


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(text: str, words: str) -> Mention:
    return Mention(span(text, words), MentionKind.PARTY)


def clause(text: str, words: str, category: str, **roles: str) -> Clause:
    """A clause with the trigger at the words; each role is filled by the words given, parted by commas."""
    mentions = {role: tuple(party(text, name) for name in names.split(", ")) for role, names in roles.items()}
    return Clause(Trigger(span(text, words), category, None, None, "actual", False, 0.9), **mentions)


def apply(text: str, *clauses: Clause, mentions: tuple[Mention, ...] = ()) -> list[Clause]:
    return apply_boundaries(clauses, mentions, split_words(text), split_sentences(text))


def told(text: str, mentions: tuple[Mention, ...]) -> list[str]:
    return [text[slice(*mention.span)] for mention in mentions]


def test_no_clauses_stay_none():
    assert apply("Nothing happened.") == []


class TestADeedThatIsOnlyAnnounced:
    TEXT = "Israel threatened to attack Iran."

    @pytest.mark.parametrize(
        ("verb", "category"),
        [
            pytest.param("agreed", "AGREE", id="promised"),
            pytest.param("asked", "REQUEST", id="asked"),
            pytest.param("refused", "REJECT", id="refused"),
            pytest.param("threatened", "THREATEN", id="threatened"),
        ],
    )
    def test_is_no_event_beside_the_words_that_announce_it(self, verb, category):
        text = f"Israel {verb} to attack Iran."
        verbal, deed = clause(text, verb, category), clause(text, "attack", "ASSAULT")
        assert apply(text, verbal, deed) == [verbal]

    def test_hands_its_targets_to_the_announcement_that_has_none(self):
        verbal = clause(self.TEXT, "threatened", "THREATEN", sources="Israel")
        [found] = apply(self.TEXT, verbal, clause(self.TEXT, "attack", "ASSAULT", targets="Iran"))
        assert found.trigger == verbal.trigger
        assert told(self.TEXT, found.sources) == ["Israel"]
        assert told(self.TEXT, found.targets) == ["Iran"]

    def test_hands_nothing_to_an_announcement_with_a_target_of_its_own(self):
        text = "Israel threatened to attack Iran, the US heard."
        verbal = clause(text, "threatened", "THREATEN", targets="US")
        assert apply(text, verbal, clause(text, "attack", "ASSAULT", targets="Iran")) == [verbal]

    def test_stands_after_a_deed(self):
        text = "Israel began to attack Iran."
        clauses = [clause(text, "began", "MOBILIZE"), clause(text, "attack", "ASSAULT")]
        assert apply(text, *clauses) == clauses

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Israel threatened Iran to attack it.", id="another-party"),
            pytest.param("Israel threatened and attack followed.", id="and"),
            pytest.param("Israel threatened, to attack Iran.", id="comma"),
            pytest.param("Israel threatened attack after attack.", id="nothing"),
            pytest.param("Israel threatened. To attack is folly.", id="another-sentence"),
        ],
    )
    def test_stands_when_more_or_less_than_to_lies_between(self, text):
        clauses = [clause(text, "threatened", "THREATEN"), clause(text, "attack", "ASSAULT")]
        assert apply(text, *clauses) == clauses

    def test_is_known_by_a_to_in_any_case(self):
        text = self.TEXT.upper()
        clauses = [clause(text, "THREATENED", "THREATEN"), clause(text, "ATTACK", "ASSAULT")]
        assert apply(text, *clauses) == clauses[:1]

    def test_of_a_chain_only_the_first_announcement_stands_with_what_it_does_not_govern(self):
        text = "Iran agreed to ask to leave."
        agreed, ask, leave = (
            clause(text, words, category)
            for words, category in (("agreed", "AGREE"), ("ask", "REQUEST"), ("leave", "RETREAT"))
        )
        assert apply(text, agreed, ask, leave) == [agreed, leave]


class TestARole:
    TEXT = "Kyiv protested. Moscow attacked Odesa and Lviv."

    @pytest.mark.parametrize("role", ["sources", "targets", "speakers"])
    def test_keeps_only_the_parties_of_the_triggers_own_sentence(self, role):
        [found] = apply(self.TEXT, clause(self.TEXT, "attacked", "ASSAULT", **{role: "Kyiv, Moscow"}))
        assert told(self.TEXT, getattr(found, role)) == ["Moscow"]

    @pytest.mark.parametrize("role", ["sources", "targets", "speakers"])
    def test_is_filled_from_another_sentence_where_its_own_tells_nobody(self, role):
        [found] = apply(self.TEXT, clause(self.TEXT, "attacked", "ASSAULT", **{role: "Kyiv"}))
        assert told(self.TEXT, getattr(found, role)) == ["Kyiv"]

    def test_is_looked_at_for_itself(self):
        [found] = apply(
            self.TEXT, clause(self.TEXT, "attacked", "ASSAULT", sources="Kyiv", targets="Kyiv, Odesa, Lviv")
        )
        assert told(self.TEXT, found.sources) == ["Kyiv"]
        assert told(self.TEXT, found.targets) == ["Odesa", "Lviv"]

    def test_of_place_and_date_is_left_alone(self):
        given = clause(self.TEXT, "attacked", "ASSAULT", places="Kyiv, Odesa", dates="Kyiv, Lviv")
        assert apply(self.TEXT, given) == [given]


class TestWhatAPartyIsAccusedOf:
    TEXT = "Kyiv accused Beijing and Tehran of arming Moscow."

    def accused(self, **roles: str) -> Clause:
        return clause(self.TEXT, "accused", "ACCUSE", **{"sources": "Kyiv", "targets": "Beijing"} | roles)

    def deed(self, **roles: str) -> Clause:
        return clause(self.TEXT, "arming", "AID", **{"targets": "Moscow", "speakers": "Kyiv"} | roles)

    def test_has_that_party_as_its_source(self):
        _, found = apply(self.TEXT, self.accused(), self.deed())
        assert told(self.TEXT, found.sources) == ["Beijing"]
        assert (told(self.TEXT, found.targets), told(self.TEXT, found.speakers)) == (["Moscow"], ["Kyiv"])

    def test_has_every_party_accused(self):
        _, found = apply(self.TEXT, self.accused(targets="Beijing, Tehran"), self.deed())
        assert told(self.TEXT, found.sources) == ["Beijing", "Tehran"]

    def test_does_not_lose_a_source_of_its_own(self):
        clauses = [self.accused(), self.deed(sources="Tehran")]
        assert apply(self.TEXT, *clauses) == clauses

    def test_has_no_source_that_is_its_target(self):
        clauses = [self.accused(), self.deed(targets="Beijing")]
        assert apply(self.TEXT, *clauses) == clauses

    def test_is_not_said_by_another_than_the_accuser(self):
        clauses = [self.accused(), self.deed(speakers="Tehran")]
        assert apply(self.TEXT, *clauses) == clauses

    def test_is_not_told_in_the_articles_own_voice(self):
        clauses = [self.accused(), clause(self.TEXT, "arming", "AID", targets="Moscow")]
        assert apply(self.TEXT, *clauses) == clauses

    def test_comes_after_the_accusation(self):
        text = "Arming Moscow is what Kyiv accused Beijing of."
        deed = clause(text, "Arming", "AID", targets="Moscow", speakers="Kyiv")
        clauses = [deed, clause(text, "accused", "ACCUSE", sources="Kyiv", targets="Beijing")]
        assert apply(text, *clauses) == clauses

    def test_is_not_what_a_party_is_only_asked_for(self):
        text = "Kyiv urged Beijing against arming Moscow."
        deed = clause(text, "arming", "AID", targets="Moscow", speakers="Kyiv")
        clauses = [clause(text, "urged", "REQUEST", sources="Kyiv", targets="Beijing"), deed]
        assert apply(text, *clauses) == clauses


class TestTheOwnerOfANoun:
    @pytest.mark.parametrize(
        ("text", "doers"),
        [
            pytest.param("Xi and Putin spoke during Xi\u2019s long state visit.", ["Xi"], id="one-of-two"),
            pytest.param("Putin hailed France and Xi's visit.", ["France", "Xi"], id="joined"),
        ],
    )
    def test_is_its_only_doer(self, text, doers):
        names = [Mention(span(text, name), MentionKind.PARTY) for name in ("France", "Putin") if name in text]
        start = text.index("Xi\u2019s") if "\u2019" in text else text.index("Xi's")
        owner = Mention(Span(start, start + 2), MentionKind.PARTY)
        bare = clause(text, "visit", "CONSULT")
        visit = replace(bare, trigger=replace(bare.trigger, mode="visit"), sources=(*names, owner))
        assert told(text, apply(text, visit)[0].sources) == doers

    @pytest.mark.parametrize(
        ("text", "words", "category"),
        [
            pytest.param("Putin praised Xi's high-profile visit.", "visit", "CONSULT", id="visit"),
            pytest.param("Putin heard Xi's sharp criticism.", "criticism", "ACCUSE", id="speech"),
        ],
    )
    def test_is_the_doer_of_speech_and_visits_though_the_encoder_took_another(self, text, words, category):
        bare = clause(text, words, category, sources="Putin", targets="Xi")
        deed = replace(bare, trigger=replace(bare.trigger, mode="visit" if words == "visit" else None))
        [found] = apply(text, deed, mentions=(party(text, "Xi"), party(text, "Putin")))
        assert (told(text, found.sources), found.targets) == (["Xi"], ())

    def test_may_be_whom_force_is_done_to(self):
        text = "Police defended Sokolov's arrest."
        arrest = clause(text, "arrest", "COERCE", sources="Police", targets="Sokolov")
        assert apply(text, arrest, mentions=(party(text, "Sokolov"),)) == [arrest]

    def test_of_talks_is_one_of_several(self):
        text = "Putin and Xi spoke; Putin called Xi's talks long."
        talks = clause(text, "talks", "CONSULT", sources="Putin, Xi")
        assert apply(text, talks) == [talks]

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("Putin and Xi, China's leader, spoke on a visit.", id="no-owner"),
            pytest.param("Putin spoke of Xi's aim: a visit.", id="across-a-mark"),
        ],
    )
    def test_leaves_other_doers_alone(self, text):
        visit = clause(text, "visit", "CONSULT", sources="Putin, Xi")
        assert apply(text, visit) == [visit]
