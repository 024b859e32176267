"""Who, where and when, as resolved, each with how we know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.records.language import Span


class Basis(StrEnum):
    """How a party came by its country and sector."""

    NAME = "name"  # a table knows the name: a state, a leader, a group
    MODIFIER = "modifier"  # "Ukrainian officials", "the government of Mali"
    ANTECEDENT = "antecedent"  # "he", "the group": from an earlier mention
    DOCUMENT = "document"  # the state that the passage is about
    UNKNOWN = "unknown"  # nothing in the text tells


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that a table knows, or what can be told of one that no table knows.

    `country` is ISO 3166 alpha-3 or one of UNO, EUR, IGO, NGO, MNC, IMG, INT; `cow` and `gw` are the
    state's Correlates of War and Gleditsch-Ward numbers on the day of publication.
    """

    name: str
    actor_id: str
    country: str | None
    sector: str | None
    basis: Basis
    cow: int | None = None
    gw: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place, as far as the words tell; coordinates in degrees, WGS 84."""

    name: str
    span: Span
    country: str | None = None
    admin1: str | None = None
    precision: str = "unsure"  # town, region, country, unsure
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event took place: both days included, by which rule, from which words."""

    start: date
    end: date
    precision: str  # day, week, month, year, span
    rule: str
    span: Span
