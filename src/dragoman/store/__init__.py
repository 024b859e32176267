"""Records <-> DuckDB: the ledger."""
