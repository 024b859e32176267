"""Mention of a place -> its name and country, as far as the actor tables know it."""

from dragoman.records.article import Document
from dragoman.records.entity import Place
from dragoman.records.language import Mention
from dragoman.resolve.names import NameKind, Names
from dragoman.words import split_words

PRECISION = {NameKind.STATE: "country", NameKind.DEMONYM: "country", NameKind.SEAT: "town"}
WHERE = {NameKind.STATE, NameKind.DEMONYM, NameKind.SEAT, NameKind.CITY}


def resolve_place(mention: Mention, document: Document, names: Names) -> Place:
    """The place that a mention names; without a country when no table knows its words.

    The last known name tells the country ("Paris, Texas" lies in the United States), the first
    one the precision.
    """
    text = document.text[slice(*mention.span)]
    known = [
        next(meaning for meaning in match.meanings if meaning.kind in WHERE)
        for match in names.find(split_words(text))
        if any(meaning.kind in WHERE for meaning in match.meanings)
    ]
    if not known:
        return Place(text, mention.span)
    whole = known[0].name == text or len(known) > 1 or known[0].kind is not NameKind.STATE
    precision = PRECISION.get(known[0].kind, "region") if whole else "region"
    return Place(text, mention.span, known[-1].country, precision=precision)
