import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import BadLedger
from dragoman.store.database import Database
from dragoman.store.ledger import count_rows
from dragoman.store.migrations import MIGRATIONS

EMPTY = {"documents": 0, "codings": 0, "events": 0, "refusals": 0}


def opened_badly(path: Path, read_only: bool = False) -> BadLedger:
    with pytest.raises(BadLedger) as raised:
        Database(path, read_only)
    assert raised.value.where == str(path)
    return raised.value


def test_a_new_ledger_has_its_tables_and_is_empty(tmp_path):
    with Database(tmp_path / "a.duckdb") as database:
        assert count_rows(database) == EMPTY
        assert database.rows("SELECT version FROM schema_version") == [
            (version,) for version in range(1, len(MIGRATIONS) + 1)
        ]


def test_a_ledger_opens_again_as_it_was(tmp_path):
    path = tmp_path / "a.duckdb"
    Database(path).__exit__()
    for read_only in (False, True):
        with Database(path, read_only) as database:
            assert count_rows(database) == EMPTY


def test_a_ledger_to_be_shown_must_be_there(tmp_path):
    error = opened_badly(tmp_path / "a.duckdb", read_only=True)
    assert str(error) == (
        f"No such ledger\n  where: {tmp_path / 'a.duckdb'}\n  mend:  read something first: dragoman read FILE"
    )
    assert not (tmp_path / "a.duckdb").exists()


@pytest.mark.parametrize(
    "content",
    [b"not a database at all", b"x" * 20_000, b"SQLite format 3\x00" + b"\x00" * 5000],
    ids=["text", "long-text", "sqlite"],
)
def test_a_file_that_is_no_ledger_is_refused_and_left_as_it_was(tmp_path, content):
    path = tmp_path / "a.duckdb"
    path.write_bytes(content)
    error = opened_badly(path)
    assert error.what.startswith("Not a ledger that can be opened: ")
    assert "\n" not in error.what
    assert error.mend == "choose another --ledger"
    assert path.read_bytes() == content


@pytest.mark.parametrize("read_only", [False, True])
def test_a_duckdb_file_of_someone_else_is_refused_and_left_as_it_was(tmp_path, read_only):
    path = tmp_path / "theirs.duckdb"
    with duckdb.connect(str(path)) as theirs:
        theirs.execute("CREATE TABLE wages (name VARCHAR)")
    error = opened_badly(path, read_only)
    assert (error.what, error.mend) == (
        "A DuckDB file, but not a ledger of dragoman",
        "choose another --ledger",
    )
    with duckdb.connect(str(path)) as theirs:
        assert theirs.execute("SELECT table_name FROM information_schema.tables").fetchall() == [("wages",)]


def test_a_ledger_of_a_newer_dragoman_is_refused(tmp_path):
    path = tmp_path / "a.duckdb"
    with Database(path) as database:
        database.rows("INSERT INTO schema_version VALUES (99)")
    error = opened_badly(path)
    assert error.what == f"A ledger of a newer dragoman (schema 99, known up to {len(MIGRATIONS)})"
    assert error.mend == "upgrade dragoman: pip install --upgrade dragoman"


@pytest.mark.parametrize("read_only", [False, True], ids=["to-write", "to-show"])
def test_a_ledger_that_another_program_writes_says_so(tmp_path, read_only):
    path = tmp_path / "a.duckdb"
    code = (
        "import sys; from pathlib import Path; from dragoman.store.database import Database\n"
        "with Database(Path(sys.argv[1])): print('open', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with other:
        assert other.stdout.readline() == "open\n"
        error = opened_badly(path, read_only)
        other.stdin.close()
    assert error.what.startswith("Not a ledger that can be opened: ")
    assert error.mend == (
        "another program has it open: wait until it has finished, or choose another --ledger"
    )
    with Database(path) as database:
        assert count_rows(database) == EMPTY


def test_a_folder_is_no_ledger(tmp_path):
    assert opened_badly(tmp_path).mend == "give a file name in a folder that exists"


def test_a_ledger_needs_its_folder(tmp_path):
    assert opened_badly(tmp_path / "no" / "a.duckdb").mend == "give a file name in a folder that exists"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_ledger_in_a_folder_that_may_not_be_written_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    assert opened_badly(tmp_path / "a.duckdb").what.startswith("Not a ledger that can be opened: ")


def test_a_transaction_is_written_whole_or_not_at_all(tmp_path):
    def note(database: Database, then: Exception | None = None) -> None:
        with database.transaction():
            database.rows("INSERT INTO refusals VALUES (1, 'a', 'b')")
            if then:
                raise then

    with Database(tmp_path / "a.duckdb") as database:
        with pytest.raises(RuntimeError, match="killed"):
            note(database, RuntimeError("killed"))
        assert count_rows(database) == EMPTY
        note(database)
        assert count_rows(database)["refusals"] == 1


def test_a_query_that_fails_is_told_in_one_line(tmp_path):
    with Database(tmp_path / "a.duckdb") as database, pytest.raises(BadLedger) as raised:
        database.rows("SELECT nothing FROM nowhere")
    assert raised.value.what.startswith("The ledger cannot be used: ")
    assert raised.value.mend == "check free space and rights; what was read before is kept"


def test_nothing_is_fetched_from_duckdbs_server(tmp_path):
    with Database(tmp_path / "a.duckdb") as database:
        names = ("autoinstall_known_extensions", "autoload_known_extensions")
        settings = [database.rows(f"SELECT current_setting('{name}')")[0][0] for name in names]
    assert settings == [False, False]
