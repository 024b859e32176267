"""Records by chance, for properties."""

from datetime import date

from hypothesis import strategies as st

from dragoman.records.entity import EventDate, Place
from dragoman.records.event import Confidence, Event, Party, TriggerWords
from dragoman.records.language import Span

# What a ledger can keep: no lone surrogates, no NUL; the readers replace both.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)).map(lambda pair: Span(*sorted(pair)))
NUMBERS = st.none() | st.integers(1, 999)
SHARES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
PARTIES = st.builds(
    Party,
    text=TEXT,
    span=SPANS,
    name=TEXT,
    actor_id=TEXT,
    country=st.none() | st.sampled_from(["UKR", "RUS", "UNO"]),
    cow=NUMBERS,
    gw=NUMBERS,
    sector=st.none() | st.sampled_from(["GOV", "MIL"]),
)
EVENTS = st.builds(
    Event,
    event_id=st.uuids().map(lambda number: "e" + number.hex[:15]),
    document_id=st.just("d1"),
    article_id=TEXT,
    published=st.none() | DAYS.map(date.isoformat),
    sentence=SPANS,
    category=st.sampled_from(["AID", "ACCUSE"]),
    mode=st.lists(TEXT, max_size=2).map(tuple),
    cameo=st.sampled_from(["010", "10", "1123"]),
    quad=st.integers(1, 4),
    score=st.sampled_from([-10.0, -3.5, 0.0, 2.5]),
    context=st.lists(TEXT, max_size=2).map(tuple),
    sources=st.lists(PARTIES, max_size=2).map(tuple),
    targets=st.lists(PARTIES, max_size=2).map(tuple),
    trigger=st.builds(TriggerWords, TEXT, SPANS),
    date=st.none() | st.builds(EventDate, DAYS, DAYS, TEXT, TEXT, SPANS),
    place=st.none() | st.builds(Place, TEXT, SPANS, st.none() | TEXT),
    modality=st.sampled_from(["actual", "negation", "future", "hypothetical"]),
    historical=st.booleans(),
    speaker=st.none() | PARTIES,
    confidence=st.builds(Confidence, SHARES, SHARES, SHARES),
    coder_version=st.just("v1"),
)
