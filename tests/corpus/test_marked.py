import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.corpus.marked import (
    MarkedEvent,
    MarkedMention,
    MarkedText,
    parse_record,
    read_marked,
    write_marked,
)
from dragoman.errors import BadMarks
from dragoman.records.language import MentionKind

EXAMPLE = """@own-0001 published=2024-05-03 genre=wire
{k UKR/GOV|Kyiv} has {ACCUSE/allege 1123 s=k t=b|accused} {b CHN/GOV|Beijing} of
{AID s=b t=m by=k|arming} {m RUS/GOV|Moscow}.
"""


def parse(body: str) -> MarkedText:
    return parse_record("own-1", body, "own.txt, line 1")


def words_of(record: MarkedText) -> list[str]:
    return [record.text[slice(*mention.span)] for mention in record.mentions]


class TestAReadRecord:
    RECORD = next(read_marked(EXAMPLE.splitlines(), "own.txt"))

    def test_has_the_text_without_its_marks(self):
        assert self.RECORD.text == "Kyiv has accused Beijing of\narming Moscow."

    def test_has_its_id_and_header_fields(self):
        assert self.RECORD.record_id == "own-0001"
        assert self.RECORD.header == (("published", "2024-05-03"), ("genre", "wire"))
        assert self.RECORD.published == "2024-05-03"

    def test_has_spans_that_select_the_marked_words(self):
        assert words_of(self.RECORD) == ["Kyiv", "Beijing", "Moscow"]
        triggers = [self.RECORD.text[slice(*event.span)] for event in self.RECORD.events]
        assert triggers == ["accused", "arming"]

    def test_has_its_parties_with_country_and_sector(self):
        assert self.RECORD.mentions[0] == MarkedMention(("k",), (0, 4), MentionKind.PARTY, "UKR", "GOV")

    def test_has_its_events_with_roles_by_mention_id(self):
        accuse, arm = self.RECORD.events
        assert accuse == MarkedEvent((9, 16), "ACCUSE", "allege", "1123", sources=("k",), targets=("b",))
        assert arm == MarkedEvent((28, 34), "AID", sources=("b",), targets=("m",), speakers=("k",))


@pytest.mark.parametrize(
    ("body", "kind", "country", "sector"),
    [
        pytest.param("{a RUS/GOV|Moscow}", MentionKind.PARTY, "RUS", "GOV", id="party"),
        pytest.param("{a -/UAF|gunmen}", MentionKind.PARTY, None, "UAF", id="no-country-known"),
        pytest.param("{a INT/-|the West}", MentionKind.PARTY, "INT", None, id="no-sector-known"),
        pytest.param("{a @|Geneva}", MentionKind.PLACE, None, None, id="place"),
        pytest.param("{a ~|Thursday}", MentionKind.DATE, None, None, id="date"),
    ],
)
def test_a_mention_says_what_kind_it_is(body, kind, country, sector):
    [mention] = parse(body).mentions
    assert (mention.kind, mention.country, mention.sector) == (kind, country, sector)


def test_a_mention_that_comes_back_keeps_its_code():
    again = parse("{k UKR/GOV|Kyiv} said {k|it} would").mentions[1]
    assert (again.entities, again.country, again.sector) == (("k",), "UKR", "GOV")


def test_several_parties_at_once_have_all_their_ids_and_no_code_of_their_own():
    both = parse("{p RUS/GOV|Putin} met {x CHN/GOV|Xi}; {p+x|both leaders} smiled").mentions[2]
    assert (both.entities, both.kind, both.country, both.sector) == (
        ("p", "x"),
        MentionKind.PARTY,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        pytest.param("ASSAULT", "modality", "actual", id="actual-when-not-said"),
        pytest.param("ASSAULT fut", "modality", "future", id="future"),
        pytest.param("ASSAULT neg", "modality", "negation", id="negation"),
        pytest.param("ASSAULT hyp", "modality", "hypothetical", id="hypothetical"),
        pytest.param("ASSAULT hist", "historical", True, id="historical"),
        pytest.param("ASSAULT sure=1", "sure", 1, id="sure"),
        pytest.param("ASSAULT", "sure", 3, id="sure-when-not-said"),
        pytest.param("ASSAULT 193", "cameo", "193", id="cameo"),
        pytest.param("ASSAULT 010", "cameo", "010", id="cameo-keeps-its-zero"),
        pytest.param("ASSAULT/heavy-weapons", "mode", "heavy-weapons", id="mode-with-hyphen"),
        pytest.param("ASSAULT s=a,b", "sources", ("a", "b"), id="several-sources"),
        pytest.param("ASSAULT t=a", "targets", ("a",), id="target"),
        pytest.param("ASSAULT by=a", "speakers", ("a",), id="speaker"),
        pytest.param("ASSAULT p=a", "places", ("a",), id="place"),
        pytest.param("ASSAULT d=a", "dates", ("a",), id="date"),
        pytest.param("ASSAULT s=", "sources", (), id="an-empty-role-is-no-role"),
    ],
)
def test_an_event_mark_says_each_field(label, field, value):
    [event] = parse("{" + label + "|struck}").events
    assert getattr(event, field) == value


def test_escaped_braces_and_bars_are_themselves():
    record = parse(r"the set \{a\|b\} and {k UKR/GOV|Ky\{i\}v}")
    assert record.text == "the set {a|b} and Ky{i}v"
    assert words_of(record) == ["Ky{i}v"]


def test_offsets_count_code_points_not_bytes():
    record = parse("\U0001f600 é {k TUR/GOV|Erdoğan}")
    assert record.mentions[0].span == (4, 11)


def test_a_line_break_inside_a_record_is_one_of_its_text_and_those_around_are_not():
    records = list(read_marked(["@a\n", "\n", "One.\n", "\n", "Two.\n", "\n", "@b\n", "Three.\n"], "own.txt"))
    assert [(r.record_id, r.text) for r in records] == [("a", "One.\n\nTwo."), ("b", "Three.")]


def test_a_record_without_text_is_one_all_the_same():
    assert [r.text for r in read_marked(["@a", "@b", "x"], "own.txt")] == ["", "x"]


def test_a_file_without_records_has_none():
    assert list(read_marked(["", "\n", "   "], "own.txt")) == []


@pytest.mark.parametrize(
    ("body", "what", "mend"),
    [
        pytest.param(
            "Kyiv {k UKR/GOV",
            "A brace that opens or closes no mark: 'Kyiv {k UKR/GOV'",
            r"write {label|words} without nesting, and \{ for the character itself",
            id="never-closed",
        ),
        pytest.param(
            "Kyiv}",
            "A brace that opens or closes no mark: 'Kyiv}'",
            r"write {label|words} without nesting, and \{ for the character itself",
            id="never-opened",
        ),
        pytest.param(
            "{a RUS/GOV|the {b UKR/GOV|Kyiv} man}",
            "A brace that opens or closes no mark: '{a RUS/GOV|the'",
            r"write {label|words} without nesting, and \{ for the character itself",
            id="nested",
        ),
        pytest.param(
            "{1a RUS/GOV|Moscow}",
            "Not a mention id: '1a'",
            "ids are small letters and digits: a, k2",
            id="id-begins-with-a-digit",
        ),
        pytest.param(
            "{a+ RUS/GOV|Moscow}",
            "Not a mention id: 'a+'",
            "ids are small letters and digits: a, k2",
            id="half-a-compound",
        ),
        pytest.param(
            "{|Moscow}", "Not a mention id: ''", "ids are small letters and digits: a, k2", id="empty-label"
        ),
        pytest.param(
            "{k|it} is Kyiv",
            "'k' comes back before it is introduced",
            "write {id COUNTRY/SECTOR|..}",
            id="not-introduced",
        ),
        pytest.param(
            "{k Ukraine|Kyiv}",
            "Not a party code: 'Ukraine'",
            "write COUNTRY/SECTOR, - where unknown: RUS/GOV",
            id="no-code",
        ),
        pytest.param(
            "{k UK/GOV|London}",
            "Not a party code: 'UK/GOV'",
            "write COUNTRY/SECTOR, - where unknown: RUS/GOV",
            id="alpha-2",
        ),
        pytest.param(
            "{ACCUSE who=k|accused}",
            "Not part of an event mark: 'who=k'",
            "s= t= by= p= d= fut neg hyp hist sure=",
            id="unknown-key",
        ),
        pytest.param(
            "{ACCUSE sure=4|accused}",
            "Not part of an event mark: 'sure=4'",
            "s= t= by= p= d= fut neg hyp hist sure=",
            id="too-sure",
        ),
        pytest.param(
            "{ACCUSE 11234|accused}",
            "Not part of an event mark: '11234'",
            "s= t= by= p= d= fut neg hyp hist sure=",
            id="cameo-too-long",
        ),
    ],
)
def test_a_mark_that_does_not_parse_says_what_where_and_how_to_mend(body, what, mend):
    with pytest.raises(BadMarks) as raised:
        list(read_marked(["", "@own-7", body], "own.txt"))
    error = raised.value
    assert (error.what, error.mend) == (what, mend)
    assert error.where.startswith("own.txt, line 2")


def test_the_error_of_a_mark_quotes_the_mark():
    with pytest.raises(BadMarks) as raised:
        parse("{k UKR/GOV|Kyiv} {ACCUSE sources=k|accused}")
    assert str(raised.value) == (
        "Not part of an event mark: 'sources=k'\n"
        "  where: own.txt, line 1, {ACCUSE sources=k|accused}\n"
        "  mend:  s= t= by= p= d= fut neg hyp hist sure="
    )


def test_text_before_the_first_header_is_refused():
    with pytest.raises(BadMarks) as raised:
        list(read_marked(["", "Kyiv said"], "own.txt"))
    assert str(raised.value) == (
        "Text before the first header\n  where: own.txt, line 2\n  mend:  begin each record with @id"
    )


@pytest.mark.parametrize("header", ["@", "@ own-1"], ids=["nothing", "a-space-first"])
def test_a_header_is_an_at_sign_and_an_id(header):
    records = read_marked([header, "Kyiv said"], "own.txt")
    if header == "@":
        with pytest.raises(BadMarks, match="A record without an id"):
            list(records)
    else:
        assert [record.record_id for record in records] == ["own-1"]


def test_writing_gives_the_example_back_but_for_its_line_of_nothing():
    assert write_marked(TestAReadRecord.RECORD) == EXAMPLE


PLAIN = st.text(st.sampled_from("abc é\U0001f600{}|\\\n.,-~+@ 中\u0301'"), max_size=12)
MARKED_WORDS = st.text(st.sampled_from("abc é\U0001f600{}|\\@中\u0301"), min_size=1, max_size=8)
CODES = {
    "k": (MentionKind.PARTY, "UKR", "GOV"),
    "g": (MentionKind.PARTY, None, "UAF"),
    "w": (MentionKind.PARTY, "INT", None),
    "n": (MentionKind.PARTY, None, None),
    "p": (MentionKind.PLACE, None, None),
    "d": (MentionKind.DATE, None, None),
}
ROLE = st.lists(st.sampled_from(sorted(CODES)), max_size=2, unique=True).map(tuple)
EVENTS = st.builds(
    MarkedEvent,
    span=st.just((0, 0)),
    category=st.sampled_from(["ACCUSE", "ASSAULT", "AID"]),
    mode=st.sampled_from([None, "allege", "heavy-weapons"]),
    cameo=st.sampled_from([None, "010", "10", "1123"]),
    sources=ROLE,
    targets=ROLE,
    speakers=ROLE,
    places=ROLE,
    dates=ROLE,
    modality=st.sampled_from(["actual", "future", "negation", "hypothetical"]),
    historical=st.booleans(),
    sure=st.integers(1, 3),
)


@st.composite
def marked_texts(draw: st.DrawFn) -> MarkedText:
    """A text cut into plain and marked words, marks in the order of the text."""
    text, mentions, events = draw(PLAIN), list[MarkedMention](), list[MarkedEvent]()
    for _ in range(draw(st.integers(0, 5))):
        words = draw(MARKED_WORDS)
        span = (len(text), len(text) + len(words))
        if draw(st.booleans()):
            entity = draw(st.sampled_from(sorted(CODES)))
            code = draw(st.sampled_from([entity, *CODES]))  # now and then a code given anew
            mentions.append(MarkedMention((entity,), span, *CODES[code]))
        else:
            event = draw(EVENTS)
            fields = {name: getattr(event, name) for name in MarkedEvent.__slots__} | {"span": span}
            events.append(MarkedEvent(**fields))
        text += words + draw(PLAIN)
    header = draw(st.sampled_from([(), (("published", "2024-05-03"),), (("genre", "wire+press"),)]))
    return MarkedText("own-1", text, tuple(mentions), tuple(events), header)


def _is_ones_own(record: MarkedText) -> bool:
    return record.text == record.text.strip("\n")  # line breaks around a text are not its own


@given(marked_texts().filter(_is_ones_own))
def test_what_is_written_reads_as_it_was(record):
    assert list(read_marked(write_marked(record).split("\n"), "own.txt")) == [record]


@given(st.lists(marked_texts().filter(_is_ones_own), max_size=3))
def test_records_written_one_after_another_read_as_they_were(records):
    lines = "\n".join(write_marked(record) for record in records).split("\n")
    assert list(read_marked(lines, "own.txt")) == records


@given(st.text(st.sampled_from("{}|\\ab @~/=RUSGOV ACUE"), max_size=40))
def test_any_text_reads_or_is_refused_with_a_reason(body):
    try:
        record = parse(body)
    except BadMarks:
        return
    spans = [part.span for part in (*record.mentions, *record.events)]
    assert all(0 <= start <= end <= len(record.text) for start, end in spans)


@pytest.mark.parametrize("text", ["C:\\Kyiv said", "say \\Kyiv", "Kyiv\\ said"])
def test_a_backslash_survives(text):
    start = text.index("Kyiv")
    spans = {"C:\\Kyiv said": (0, 7), "say \\Kyiv": (start, start + 4), "Kyiv\\ said": (0, 5)}
    record = MarkedText("own-1", text, (MarkedMention(("k",), spans[text], country="UKR"),), ())
    assert list(read_marked(write_marked(record).split("\n"), "own.txt")) == [record]


def test_a_line_that_begins_with_an_at_sign_survives():
    record = MarkedText("own-1", "He wrote:\n@potus is wrong", (), ())
    assert list(read_marked(write_marked(record).split("\n"), "own.txt")) == [record]


def test_a_party_that_changes_its_sector_keeps_both():
    record = parse("{k UKR/GOV|Kyiv} and {k UKR/MIL|its army}")
    assert list(read_marked(write_marked(record).split("\n"), "own.txt")) == [record]
