"""Phrase and day of publication -> the days meant: intervals with a precision and a rule name.

English news dates. Where several days are possible, tense decides the side: an event told as done
lies at or before publication, one to come after it. Without a year in reach there is no date.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records.entity import EventDate
from dragoman.records.language import Span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
COUNTING = "zero one two three four five six seven eight nine ten eleven twelve".split()
NUMBERS = {word: number for number, word in enumerate(COUNTING)}
NUMBERS |= {"a": 1, "an": 1, "couple of": 2, "a couple of": 2}
MONTH = "(?P<month>" + "|".join(f"{month}|{month[:3]}\\.?" for month in MONTHS) + "|sept\\.?)"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
WEEKDAY = "(?P<weekday>" + "|".join(WEEKDAYS) + ")"
NUMBER = "(?P<number>\\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
SIDES = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}
UNIT = "(?P<unit>day|week|month|year)s?"


@dataclass(frozen=True, slots=True)
class Days:
    """An interval, both days included, with how exact it is."""

    start: date
    end: date
    precision: str


@dataclass(frozen=True, slots=True)
class _Anchor:
    """The day to count from, and on which side of it the event lies."""

    day: date
    ahead: bool


def resolve_date(phrase: str, span: Span, published: date | None, ahead: bool) -> EventDate | None:
    """The days that a phrase means, or None when its words or the missing day do not tell.

    `ahead` is true of an event that is still to come.
    """
    plain = " ".join(phrase.lower().replace(",", " ").split())
    ongoing = plain.startswith("since ")
    plain = re.sub(r"^(?:on|in(?! \w+ (?:day|week|month|year))|at|by|since|until|during|from)\s+", "", plain)
    plain = plain.removeprefix("the ")
    anchor = _Anchor(published, ahead and not ongoing) if published else None
    for name, pattern, rule in RULES:
        match = re.fullmatch(pattern, plain)
        if not match:
            continue
        try:
            days = rule(match, anchor)
        except (ValueError, OverflowError):  # 31 June, 400 years ago: words, but no day
            continue
        if days and ongoing and published and days.start > published:
            return None
        if days and ongoing:
            days, name = Days(days.start, max(days.end, published or days.end), "span"), f"since-{name}"
        if days:
            return EventDate(days.start, days.end, days.precision, name, span)
    return None


def _whole_day(day: date) -> Days:
    return Days(day, day, "day")


def _whole_month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _whole_year(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), "year")


def _month_number(word: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(word.rstrip(".")[:3]))


def _day_month_year(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return _whole_day(date(int(match["year"]), _month_number(match["month"]), int(match["day"])))


def _day_month(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    """A day without a year is the nearest one, on the event's side of publication if that is near."""
    if anchor is None:
        return None
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    month, day = _month_number(match["month"]), int(match["day"])
    options = [date(year, month, day) for year in years if day <= monthrange(year, month)[1]]
    return _whole_day(min(options, key=lambda option: _farness(option, anchor))) if options else None


def _farness(option: date, anchor: _Anchor) -> int:
    """Days from publication; those on the wrong side count twenty times."""
    apart = (option - anchor.day).days
    wrong = apart < 0 if anchor.ahead else apart > 0
    return abs(apart) * (20 if wrong else 1)


def _iso(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return _whole_day(date.fromisoformat(match[0]))


def _month_year(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    days = _whole_month(int(match["year"]), _month_number(match["month"]))
    return _part(days, match["part"])


def _bare_month(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    if anchor is None:
        return None
    month = _month_number(match["month"])
    side = match["side"]
    years = range(anchor.day.year - 1, anchor.day.year + 2)
    wanted = _Anchor(anchor.day, anchor.ahead if side is None else side == "next")
    options = [_whole_month(year, month) for year in years]
    if side:  # "last May", told in May, is a year ago
        options = [days for days in options if not days.start <= anchor.day <= days.end]
    nearest = min(options, key=lambda days: _farness(_closest(days, anchor.day), wanted))
    return _part(nearest, match["part"])


def _closest(days: Days, day: date) -> date:
    return max(days.start, min(day, days.end))


def _part(days: Days, part: str | None) -> Days:
    """The early, middle or late third of an interval."""
    if part is None:
        return days
    third = ((days.end - days.start).days + 1) // 3
    if part == "early":
        return Days(days.start, days.start + timedelta(third), "span")
    if part == "late":
        return Days(days.end - timedelta(third), days.end, "span")
    return Days(days.start + timedelta(third), days.end - timedelta(third), "span")


def _year(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return _part(_whole_year(int(match["year"])), match["part"])


def _decade(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return Days(date(int(match["year"]), 1, 1), date(int(match["year"]) + 9, 12, 31), "span")


def _years(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    first = int(match["year"])
    last = int(match["last"]) if len(match["last"]) == 4 else first // 100 * 100 + int(match["last"])
    return Days(date(first, 1, 1), date(last, 12, 31), "span") if first <= last else None


def _weekday(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    """Wire copy says "on Friday" on Friday and means today; "last Friday" never does."""
    if anchor is None:
        return None
    wanted = WEEKDAYS.index(match["weekday"])
    back = (anchor.day.weekday() - wanted) % 7
    side = match["side"]
    if side in {"last", "past"}:
        return _whole_day(anchor.day - timedelta(back or 7))
    if side in {"next", "coming"} or (side != "last" and anchor.ahead):
        return _whole_day(anchor.day + timedelta((7 - back) % 7 or (7 if side in {"next", "coming"} else 0)))
    return _whole_day(anchor.day - timedelta(back))


def _near_day(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    if anchor is None:
        return None
    word = match[0]
    shift = -1 if "yesterday" in word or "last night" in word else 1 if "tomorrow" in word else 0
    return _whole_day(anchor.day + timedelta(shift))


def _overnight(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return Days(anchor.day - timedelta(1), anchor.day, "span") if anchor else None


def _unit_around(day: date, unit: str, shift: int) -> Days:
    """The week (from Monday), month or year that lies `shift` units from the day's own."""
    if unit == "day":
        return _whole_day(day + timedelta(shift))
    if unit == "week":
        monday = day - timedelta(day.weekday()) + timedelta(7 * shift)
        return Days(monday, monday + timedelta(6), "week")
    if unit == "month":
        months = day.year * 12 + day.month - 1 + shift
        return _whole_month(months // 12, months % 12 + 1)
    return _whole_year(day.year + shift)


def _this_unit(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    if anchor is None:
        return None
    days = _unit_around(anchor.day, match["unit"], SIDES[match["side"]])
    part = match["part"]
    if part in {"later", "earlier"}:
        if match["side"] != "this":
            return None
        return Days(anchor.day, days.end, "span") if part == "later" else Days(days.start, anchor.day, "span")
    return _part(days, part)


def _ago(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return _counted(match, anchor, -1)


def _from_now(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    return _counted(match, anchor, 1) if anchor and anchor.ahead else None


def _counted(match: re.Match[str], anchor: _Anchor | None, side: int) -> Days | None:
    if anchor is None:
        return None
    count = NUMBERS.get(match["number"]) or int(match["number"])
    unit = match["unit"]
    if unit == "week":
        middle = anchor.day + timedelta(7 * count * side)
        return Days(middle - timedelta(3), middle + timedelta(3), "week")
    return _unit_around(anchor.day, unit, count * side)


def _weekend(match: re.Match[str], anchor: _Anchor | None) -> Days | None:
    if anchor is None:
        return None
    saturday = anchor.day - timedelta((anchor.day.weekday() - 5) % 7)
    if match["side"] == "last":
        saturday -= timedelta(7 if anchor.day.weekday() >= 5 else 0)
    elif match["side"] == "next" or (anchor.ahead and anchor.day.weekday() < 5):
        saturday += timedelta(7)
    return Days(saturday, saturday + timedelta(1), "span")


PART = r"(?:(?P<part>early|mid|middle of|late)[ -](?:in )?)?"
WHEN = r"(?:early|late)?\s*"
OF_DAY = r"(?: (?:morning|afternoon|evening|night))?"
Rule = Callable[[re.Match[str], _Anchor | None], Days | None]
RULES: tuple[tuple[str, str, Rule], ...] = (
    ("iso", r"\d{4}-\d\d-\d\d", _iso),
    ("day-month-year", rf"(?:{WEEKDAY} )?{DAY}(?: of)? {MONTH} {YEAR}", _day_month_year),
    ("month-day-year", rf"(?:{WEEKDAY} )?{MONTH} {DAY} {YEAR}", _day_month_year),
    ("day-month", rf"(?:{WEEKDAY} )?{DAY}(?: of)? {MONTH}", _day_month),
    ("month-day", rf"(?:{WEEKDAY} )?{MONTH} {DAY}", _day_month),
    ("month-year", rf"{PART}{MONTH}(?: of)? {YEAR}", _month_year),
    ("month", rf"{PART}(?:(?P<side>last|next) )?{MONTH}", _bare_month),
    ("decade", rf"{YEAR}s", _decade),
    ("years", rf"{YEAR}(?:-|\u2013| to | and )(?P<last>\d{{4}}|\d\d)", _years),
    ("year", rf"{PART}{YEAR}", _year),
    ("weekday", rf"{WHEN}(?:(?P<side>last|past|next|coming|this) )?{WEEKDAY}{OF_DAY}", _weekday),
    (
        "near-day",
        rf"{WHEN}(?:today|tonight|yesterday|tomorrow|this (?:morning|afternoon|evening)|last night){OF_DAY}",
        _near_day,
    ),
    ("overnight", r"overnight|before dawn|at dawn|dawn", _overnight),
    ("weekend", r"(?:(?P<side>last|this|next|over the) )?weekend", _weekend),
    (
        "this-unit",
        rf"(?:(?P<part>later|earlier|early|late) )?(?:the )?(?P<side>{'|'.join(SIDES)}) {UNIT}",
        _this_unit,
    ),
    ("ago", rf"(?:about |around |some |nearly )?{NUMBER} {UNIT} ago", _ago),
    # "In three years" of a deed done is a length of time ("the first in three years"), not a date.
    ("in-time", rf"(?:with)?in {NUMBER} {UNIT}(?:' time)?", _from_now),
    ("from-now", rf"{NUMBER} {UNIT}(?:' time| from now)", _from_now),
)
