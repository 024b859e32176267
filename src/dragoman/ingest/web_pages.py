"""Saved web pages to articles, by trafilatura."""

from datetime import date

from dragoman.ingest.text import derive_id, tidy
from dragoman.records.article import Article, Refusal

MOST_TAGS = 60_000  # parsing time grows faster than the page: 200,000 tags took 17 seconds
# The last day that a page's date may have; without it the clock would decide, and results with it.
DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def read_web_page(page: str, origin: str, published: date | None) -> Article | Refusal:
    """The article of a page: its main text, title, day, address and site."""
    if page.count("<") > MOST_TAGS:
        return Refusal(origin, f"HTML with more than {MOST_TAGS} tags")
    import trafilatura  # half a second, which runs without a web page need not wait for

    try:
        found = trafilatura.bare_extraction(
            page,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params=DATES,
        )
    except Exception as error:  # noqa: BLE001 - parsers of hostile markup fail in their own ways
        return Refusal(origin, f"HTML that cannot be parsed: {type(error).__name__}")
    text = tidy(found.text or "") if found else ""
    if not found or not text.strip():
        return Refusal(origin, "HTML without text")
    return Article(
        article_id=derive_id(text),
        text=text,
        origin=origin,
        title=tidy(found.title) if found.title else None,
        published=_day(found.date) or published,
        outlets=(tidy(found.sitename),) if found.sitename else (),
        url=tidy(found.url) if found.url else None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
