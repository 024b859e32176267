"""The ledger file: open, migrate, transact; the only door to duckdb."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import duckdb

from dragoman.errors import BadLedger
from dragoman.store.migrations import MIGRATIONS

# DuckDB would fetch extensions from its own server when a query needs one; nothing here phones home.
SETTINGS = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "threads": "1"}


class Database:
    """An open ledger. A context manager; one writer at a time, as DuckDB has it."""

    def __init__(self, path: Path, read_only: bool = False) -> None:
        self.path = path
        self._connection = _connect(path, read_only)
        self._writing = False
        try:
            self._migrate(read_only)
        except Exception:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, parameters: object = None) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            BadLedger: the query cannot be carried out: the disk is full, the file is damaged.
        """
        with self._errors():
            found: list[tuple[Any, ...]] = self._connection.execute(query, parameters).fetchall()
            return found

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written, or nothing; inside another transaction it is a part of that one."""
        if self._writing:
            yield
            return
        with self._errors():
            self._connection.begin()
            self._writing = True
            try:
                yield
                self._connection.commit()
            except BaseException:
                self._rollback()
                raise
            finally:
                self._writing = False

    def _rollback(self) -> None:
        with suppress(duckdb.Error):  # a failed commit has rolled back already
            self._connection.rollback()

    def _migrate(self, read_only: bool) -> None:
        with self._errors():
            names = {
                name
                for (name,) in self._connection.execute(
                    "SELECT table_name FROM information_schema.tables"
                ).fetchall()
            }
        if names and "schema_version" not in names:
            raise BadLedger(
                "A DuckDB file, but not a ledger of dragoman", str(self.path), "choose another --ledger"
            )
        done = self.rows("SELECT max(version) FROM schema_version")[0][0] if names else 0
        if done > len(MIGRATIONS):
            raise BadLedger(
                f"A ledger of a newer dragoman (schema {done}, known up to {len(MIGRATIONS)})",
                str(self.path),
                "upgrade dragoman: pip install --upgrade dragoman",
            )
        if done == len(MIGRATIONS) or read_only:
            return
        with self.transaction():
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY)"
            )
            for version, step in enumerate(MIGRATIONS[done:], done + 1):
                self._connection.execute(step)
                self._connection.execute("INSERT INTO schema_version VALUES (?)", [version])

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            first = str(error).splitlines()[0]
            raise BadLedger(
                f"The ledger cannot be used: {first}",
                str(self.path),
                "check free space and rights; what was read before is kept",
            ) from error


def _connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    if read_only and not path.exists():
        raise BadLedger("No such ledger", str(path), "read something first: dragoman read FILE")
    try:
        return duckdb.connect(str(path), read_only=read_only, config=dict(SETTINGS))
    except duckdb.Error as error:
        first = str(error).splitlines()[0]
        mend = "choose another --ledger"
        if "lock" in str(error).lower():
            mend = "another program has it open: wait until it has finished, or choose another --ledger"
        elif path.is_dir() or not path.parent.is_dir():
            mend = "give a file name in a folder that exists"
        raise BadLedger(f"Not a ledger that can be opened: {first}", str(path), mend) from error
