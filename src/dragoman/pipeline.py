"""An Article in, Events out: the stages in order."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from dragoman.codebook.categories import Codebook, load_plover
from dragoman.documents.clean import clean
from dragoman.events.assemble import Settled, assemble
from dragoman.events.hosts import possible_host, with_host
from dragoman.events.retold import fill_retold
from dragoman.language.encoder import Encoder, load_encoder
from dragoman.language.pieces import WordPieces, load_word_pieces
from dragoman.language.reading import Told, read_document
from dragoman.records.article import Article, Document
from dragoman.records.entity import Actor, Place
from dragoman.records.event import Event
from dragoman.records.language import Clause, Mention, MentionKind, Span
from dragoman.resolve.actors import resolve_actors
from dragoman.resolve.agents import Agents, load_agents
from dragoman.resolve.dates import resolve_date
from dragoman.resolve.gazetteer import Gazetteer, load_gazetteer
from dragoman.resolve.names import Names
from dragoman.resolve.places import find_places, named_towns
from dragoman.resolve.tables import load_names
from dragoman.statements.attribution import find_speaker


@dataclass(frozen=True, slots=True)
class Tools:
    """All that coding needs besides the article; the same tools give the same events."""

    codebook: Codebook
    encoder: Encoder
    pieces: WordPieces
    names: Names
    agents: Agents
    gazetteer: Gazetteer

    @property
    def coder_version(self) -> str:
        """Codebook, model and package, as every event carries them: another coder codes anew."""
        return f"{self.codebook.version}/{self.encoder.version}/dragoman-{_package_version()}"


@cache
def _package_version() -> str:
    """The installed version; looking it up reads files, too slow for every article."""
    return version("dragoman")


def load_tools(model: Path | None = None) -> Tools:
    """The shipped codebook, model and tables."""
    codebook, pieces = load_plover(), load_word_pieces()
    encoder = load_encoder(codebook, pieces.pad, model)
    return Tools(codebook, encoder, pieces, load_names(), load_agents(), load_gazetteer())


def code_article(article: Article, tools: Tools) -> tuple[Document, list[Event]]:
    """The document of one article, and every event that it reports."""
    document = clean(article)
    return document, code_document(document, tools)


def code_document(document: Document, tools: Tools) -> list[Event]:
    """Every event that a document reports, in the order of its text."""
    told = read_document(document, tools.encoder, tools.pieces)
    places = _places(document, told, tools)
    actors = _resolve(document, told, places, tools)
    hosted = [with_host(clause, actors) for clause in told.clauses]
    clauses = fill_retold(hosted, document.text, actors)
    settled = [_settle(clause, document, places) for clause in clauses]
    events = [assemble(one, document, actors, tools.codebook, tools.coder_version) for one in settled]
    return [event for event in events if event]


def _resolve(
    document: Document, told: Told, places: Mapping[Span, Place], tools: Tools
) -> dict[Span, tuple[Actor, ...]]:
    """The actors of every mention; possible hosts apart, so that no pronoun takes them for parties."""
    mentions = [*told.mentions, *(mention for clause in told.clauses for mention in _parties(clause))]
    hosts = [host for clause in told.clauses if (host := possible_host(clause))]
    resolve = partial(resolve_actors, names=tools.names, agents=tools.agents, places=tuple(places.values()))
    actors = resolve(document, hosts) if hosts else {}
    return actors | resolve(document, mentions)


def _places(document: Document, told: Told, tools: Tools) -> dict[Span, Place]:
    """The places that the text names, and of the parties those that an event took place with."""
    mentioned = [mention.span for mention in told.mentions if mention.kind is MentionKind.PLACE]
    hosting = [clause.places[0].span for clause in told.clauses if clause.places]
    towns = named_towns(document.text, tools.gazetteer, tools.names)
    return find_places([*mentioned, *hosting, *towns], document.text, tools.gazetteer, tools.names)


def _settle(clause: Clause, document: Document, places: Mapping[Span, Place]) -> Settled:
    ahead = clause.trigger.modality == "future"
    dates = (
        resolve_date(document.text[slice(*mention.span)], mention.span, document.published, ahead)
        for mention in clause.dates
        if mention.kind is MentionKind.DATE
    )
    place = places[clause.places[0].span] if clause.places else None
    return Settled(clause, place, next(filter(None, dates), None), find_speaker(clause))


def _parties(clause: Clause) -> list[Mention]:
    return [*clause.sources, *clause.targets, *clause.speakers]
