"""dragoman reads news and writes who did what to whom, when, where, and who says so."""

from dragoman.coder import Coder, Reading
from dragoman.errors import DragomanError
from dragoman.records.article import Article, Document
from dragoman.records.event import Event

__all__ = ["Article", "Coder", "Document", "DragomanError", "Event", "Reading"]
