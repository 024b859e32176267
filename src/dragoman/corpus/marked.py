r"""Marked text, the format that people read, write and review in a diff.

A record is a header line, the text with its marks, and an empty line:

    @own-0001 published=2024-05-03 genre=wire
    {k UKR/GOV|Kyiv} has {ACCUSE/allege 1123 s=k t=b|accused} {b CHN/GOV|Beijing} of
    {AID s=b t=m by=k|arming} {m RUS/GOV|Moscow}.

A **mention** is `{id COUNTRY/SECTOR|words}` where a party is first named, `{id|words}` where it comes
back ("he", "the group"), `{a+b|both leaders}` for several at once, `{id @|words}` for a place and
`{id ~|words}` for a date. An **event** is `{CATEGORY/mode cameo s=.. t=.. by=.. p=.. d=.. flags|trigger}`:
sources, targets, speaker, place and date by mention id (several with commas), the flags `fut`, `neg`,
`hyp`, `hist` and `sure=1..3` (3 when left out). Marks do not nest. A line break inside a record is a
line break of its text; `\{`, `\|` and `\}` write the characters themselves.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dragoman.errors import BadMarks
from dragoman.records.language import MentionKind

SPECIAL = r"[\\{}|@]"
ESCAPED = re.compile(rf"\\({SPECIAL})")
# An escaped character, or a mark: its label and its words.
MARK = re.compile(rf"\\{SPECIAL}|\{{([^{{}}|\\]*)\|((?:\\{SPECIAL}|\\(?!{SPECIAL})|[^{{}}|\\])*)\}}")
MODALITY_FLAGS = {"fut": "future", "neg": "negation", "hyp": "hypothetical"}
ROLE_KEYS = {"s": "sources", "t": "targets", "by": "speakers", "p": "places", "d": "dates"}


@dataclass(frozen=True, slots=True)
class MarkedMention:
    """Words that name a party, place or date; `entities` are its ids within the record."""

    entities: tuple[str, ...]
    span: tuple[int, int]
    kind: MentionKind = MentionKind.PARTY
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """One told event; roles hold entity ids of the same record."""

    span: tuple[int, int]
    category: str
    mode: str | None = None
    cameo: str | None = None
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    modality: str = "actual"
    historical: bool = False
    sure: int = 3


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One text with all its marks; spans count code points of `text`, half-open."""

    record_id: str
    text: str
    mentions: tuple[MarkedMention, ...]
    events: tuple[MarkedEvent, ...]
    header: tuple[tuple[str, str], ...] = ()

    @property
    def published(self) -> str | None:
        """The day of publication, as an ISO date, where the header gives one."""
        return dict(self.header).get("published")


def read_marked(lines: Iterable[str], where: str) -> Iterator[MarkedText]:
    """Every record of a marked file, in order.

    Raises:
        BadMarks: a mark that does not parse; `where` and the line number tell which.
    """
    header: str | None = None
    start, body = 0, list[str]()
    for number, line in enumerate([*lines, "@"], 1):
        stripped = line.rstrip("\n")
        if stripped.startswith("@"):
            if header is not None:
                yield parse_record(header, "\n".join(body).strip("\n"), f"{where}, line {start}")
            header, start, body = stripped[1:], number, []
        elif header is not None:
            body.append(stripped)
        elif stripped.strip():
            raise BadMarks(
                "Text before the first header", f"{where}, line {number}", "begin each record with @id"
            )


def parse_record(header: str, body: str, where: str) -> MarkedText:
    """One record from its header (without the `@`) and its marked body."""
    record_id, *pairs = header.split() or [""]
    if not record_id:
        raise BadMarks("A record without an id", where, "write @ and the id, with no space between")
    text, position = "", 0
    mentions, events = list[MarkedMention](), list[MarkedEvent]()
    kinds = dict[str, tuple[MentionKind, str | None, str | None]]()
    for mark in MARK.finditer(body):
        if mark[2] is None:
            continue
        text += _plain(body[position : mark.start()], where)
        span = (len(text), len(text) + len(_plain(mark[2], where)))
        text += _plain(mark[2], where)
        position = mark.end()
        label = mark[1].strip()
        if label[:1].isupper():
            events.append(_event(label, span, f"{where}, {mark[0]}"))
        else:
            mentions.append(_mention(label, span, kinds, f"{where}, {mark[0]}"))
    text += _plain(body[position:], where)
    fields = tuple((key, value) for key, _, value in (pair.partition("=") for pair in pairs))
    return MarkedText(record_id, text, tuple(mentions), tuple(events), fields)


def write_marked(record: MarkedText) -> str:
    """The record as marked text; `parse_record` of it gives the record back."""
    marks = [(mention.span, _mention_label(mention, record)) for mention in record.mentions]
    marks += [(event.span, _event_label(event)) for event in record.events]
    body, position = "", 0
    for (start, end), label in sorted(marks):
        body += _escape(record.text[position:start]) + "{" + label + "|"
        body += _escape(record.text[start:end]) + "}"
        position = end
    header = " ".join(["@" + record.record_id, *(f"{key}={value}" for key, value in record.header)])
    return f"{header}\n{body}{_escape(record.text[position:])}\n"


def _plain(words: str, where: str) -> str:
    if re.search("[{}]", ESCAPED.sub("", words)):
        raise BadMarks(
            f"A brace that opens or closes no mark: {words.strip()[:60]!r}",
            where,
            r"write {label|words} without nesting, and \{ for the character itself",
        )
    return ESCAPED.sub(r"\1", words)


def _escape(words: str) -> str:
    return re.sub(r"([\\{}|]|^@)", r"\\\1", words, flags=re.MULTILINE)


def _mention(
    label: str,
    span: tuple[int, int],
    kinds: dict[str, tuple[MentionKind, str | None, str | None]],
    where: str,
) -> MarkedMention:
    ids, _, code = label.partition(" ")
    entities = tuple(ids.split("+"))
    if not all(re.fullmatch(r"[a-z][a-z0-9]*", entity) for entity in entities):
        raise BadMarks(f"Not a mention id: {ids!r}", where, "ids are small letters and digits: a, k2")
    if code:
        kinds[ids] = _code(code.strip(), where)
    known = [kinds[key] for key in (ids, *entities) if key in kinds]
    if not known:
        raise BadMarks(f"{ids!r} comes back before it is introduced", where, "write {id COUNTRY/SECTOR|..}")
    kind, country, sector = known[0] if ids in kinds or len(entities) == 1 else (known[0][0], None, None)
    return MarkedMention(entities, span, kind, country, sector)


def _code(code: str, where: str) -> tuple[MentionKind, str | None, str | None]:
    if code == "@":
        return MentionKind.PLACE, None, None
    if code == "~":
        return MentionKind.DATE, None, None
    match = re.fullmatch(r"([A-Z]{3}|-)/([A-Z]{3}|-)", code)
    if not match:
        raise BadMarks(f"Not a party code: {code!r}", where, "write COUNTRY/SECTOR, - where unknown: RUS/GOV")
    country, sector = (None if part == "-" else part for part in match.groups())
    return MentionKind.PARTY, country, sector


def _event(label: str, span: tuple[int, int], where: str) -> MarkedEvent:
    head, *rest = label.split()
    category, _, mode = head.partition("/")
    fields: dict[str, object] = {}
    for word in rest:
        key, equals, value = word.partition("=")
        if equals and key in ROLE_KEYS:
            fields[ROLE_KEYS[key]] = tuple(part for part in value.split(",") if part)
        elif word in MODALITY_FLAGS:
            fields["modality"] = MODALITY_FLAGS[word]
        elif word == "hist":
            fields["historical"] = True
        elif key == "sure" and value in {"1", "2", "3"}:
            fields["sure"] = int(value)
        elif re.fullmatch(r"\d{2,4}", word):
            fields["cameo"] = word
        else:
            raise BadMarks(
                f"Not part of an event mark: {word!r}", where, "s= t= by= p= d= fut neg hyp hist sure="
            )
    return MarkedEvent(span, category, mode or None, **fields)  # type: ignore[arg-type]


def _mention_label(mention: MarkedMention, record: MarkedText) -> str:
    ids = "+".join(mention.entities)
    place = record.mentions.index(mention)
    before = [other for other in record.mentions[:place] if other.entities == mention.entities]
    if before and _code_of(before[-1]) == _code_of(mention):
        return ids
    if mention.kind is MentionKind.PLACE:
        return f"{ids} @"
    if mention.kind is MentionKind.DATE:
        return f"{ids} ~"
    if len(mention.entities) > 1 and not (mention.country or mention.sector):
        return ids
    return f"{ids} {mention.country or '-'}/{mention.sector or '-'}"


def _code_of(mention: MarkedMention) -> tuple[MentionKind, str | None, str | None]:
    return mention.kind, mention.country, mention.sector


def _event_label(event: MarkedEvent) -> str:
    words = [event.category + (f"/{event.mode}" if event.mode else "")]
    words += [event.cameo] if event.cameo else []
    for key, name in ROLE_KEYS.items():
        ids = getattr(event, name)
        words += [f"{key}={','.join(ids)}"] if ids else []
    words += [flag for flag, modality in MODALITY_FLAGS.items() if modality == event.modality]
    words += ["hist"] if event.historical else []
    words += [f"sure={event.sure}"] if event.sure != 3 else []
    return " ".join(words)
