"""An article as the coder reads it."""

import hashlib

from dragoman.documents.sentences import split_sentences
from dragoman.records.article import Article, Document


def clean(article: Article) -> Document:
    """The document of an article: the same text, code point for code point, with its sentences.

    A title that the article does not repeat in its text helps to tell countries, but is not coded:
    offsets then count in the very text that was given.
    """
    return Document(
        document_id=_document_id(article),
        article_id=article.article_id,
        text=article.text,
        sentences=split_sentences(article.text),
        title=article.title,
        published=article.published,
        outlets=article.outlets,
        url=article.url,
    )


def _document_id(article: Article) -> str:
    day = article.published.isoformat() if article.published else ""
    named = "\x1f".join((article.article_id, day, article.title or "", article.text))
    return "d" + hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:15]
