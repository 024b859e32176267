"""Numbered steps of the ledger's schema, each applied once, in order."""

MIGRATIONS: tuple[str, ...] = (
    # 1: articles as received, their documents and events, the runs that read them.
    """
    CREATE TABLE documents (
        document_id VARCHAR PRIMARY KEY,
        article_id VARCHAR NOT NULL,
        origin VARCHAR NOT NULL,
        title VARCHAR,
        published DATE,
        outlets VARCHAR[] NOT NULL,
        url VARCHAR,
        text VARCHAR NOT NULL,
        sentences INTEGER[][] NOT NULL
    );
    CREATE TABLE codings (
        document_id VARCHAR NOT NULL REFERENCES documents (document_id),
        coder_version VARCHAR NOT NULL,
        events INTEGER NOT NULL,
        PRIMARY KEY (document_id, coder_version)
    );
    CREATE TABLE events (
        event_id VARCHAR PRIMARY KEY,
        document_id VARCHAR NOT NULL,
        coder_version VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        published DATE,
        category VARCHAR NOT NULL,
        cameo VARCHAR NOT NULL,
        quad TINYINT NOT NULL,
        score DOUBLE NOT NULL,
        source_countries VARCHAR[] NOT NULL,
        target_countries VARCHAR[] NOT NULL,
        modality VARCHAR NOT NULL,
        record VARCHAR NOT NULL
    );
    CREATE SEQUENCE run_numbers;
    CREATE TABLE runs (
        run INTEGER PRIMARY KEY DEFAULT nextval('run_numbers'),
        coder_version VARCHAR NOT NULL,
        paths VARCHAR[] NOT NULL,
        articles INTEGER NOT NULL,
        known INTEGER NOT NULL,
        events INTEGER NOT NULL,
        refused INTEGER NOT NULL
    );
    CREATE TABLE refusals (
        run INTEGER NOT NULL,
        origin VARCHAR NOT NULL,
        reason VARCHAR NOT NULL
    );
    """,
)
