"""`python -m dragoman` as a user runs it, with the shipped model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dragoman.records.published import from_json
from dragoman.store.database import Database
from dragoman.store.ledger import count_rows

pytestmark = pytest.mark.model
EXAMPLES = Path(__file__).parents[2] / "examples"
# The network is off for every process: a proxy where nobody listens.
NO_NETWORK = {
    name: "http://127.0.0.1:9" for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY")
}


def dragoman(folder: Path, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments],
        cwd=folder,
        input=given,
        capture_output=True,
        timeout=100,
        check=False,
        env={**os.environ, **NO_NETWORK},
    )


def counts(folder: Path) -> dict[str, int]:
    with Database(folder / "dragoman.duckdb", read_only=True) as database:
        return count_rows(database)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A folder with a ledger of the shipped examples."""
    folder = tmp_path_factory.mktemp("shipped")
    told = dragoman(folder, "read", str(EXAMPLES), "--format", "jsonl")
    assert told.returncode == 0, told.stderr.decode()
    (folder / "events.jsonl").write_bytes(told.stdout)
    return folder


def test_the_shipped_examples_tell_events_and_nothing_else_is_on_stdout(folder):
    events = [from_json(line) for line in (folder / "events.jsonl").read_bytes().splitlines()]
    assert len(events) >= 20
    assert {"RUS", "UKR", "USA", "PRK", "GBR", "GEO"} <= {
        party.country for event in events for party in (*event.sources, *event.targets)
    }
    assert len({event.event_id for event in events}) == len(events)


def test_every_published_span_selects_its_words(folder):
    with Database(folder / "dragoman.duckdb", read_only=True) as database:
        documents = dict(database.rows("SELECT document_id, text FROM documents"))
    for line in (folder / "events.jsonl").read_bytes().splitlines():
        event = from_json(line)
        text = documents[event.document_id]
        parts = [event.trigger, *event.sources, *event.targets, *filter(None, [event.speaker])]
        assert all(text[slice(*part.span)] == part.text for part in parts)
        assert event.sentence.start <= event.trigger.span.start < event.trigger.span.end <= event.sentence.end


def test_reading_twice_gives_the_same_bytes_and_adds_nothing(folder):
    before = counts(folder)
    again = dragoman(folder, "read", str(EXAMPLES), "--format", "jsonl")
    assert again.stdout == (folder / "events.jsonl").read_bytes()
    assert counts(folder) == before
    assert b"of them read before" in again.stderr


def test_a_new_ledger_has_the_same_bytes(folder, tmp_path):
    fresh = dragoman(tmp_path, "read", str(EXAMPLES), "--format", "jsonl")
    assert fresh.stdout == (folder / "events.jsonl").read_bytes()


def test_show_events_gives_every_event_that_was_read(folder):
    told = dragoman(folder, "show", "events", "--format", "jsonl")
    assert told.returncode == 0
    assert sorted(told.stdout.splitlines()) == sorted((folder / "events.jsonl").read_bytes().splitlines())


@pytest.mark.parametrize("form", ["table", "csv"])
def test_show_events_in_other_formats(folder, form):
    told = dragoman(folder, "show", "events", "--format", form, "--limit", "5")
    assert told.returncode == 0
    assert len(told.stdout.splitlines()) >= 6


def test_show_event_shows_its_sentence_and_columns(folder):
    event = from_json((folder / "events.jsonl").read_bytes().splitlines()[0])
    told = dragoman(folder, "show", "event", event.event_id)
    assert told.returncode == 0
    shown = told.stdout.decode()
    assert event.event_id in shown
    assert event.coder_version in shown


def test_standard_input_is_read(tmp_path):
    line = {
        "id": "x",
        "text": "Ukraine accused China on Thursday of arming Russia.",
        "published": "2024-05-15",
    }
    told = dragoman(
        tmp_path, "read", "-", "--no-ledger", "--format", "jsonl", given=json.dumps(line).encode()
    )
    assert told.returncode == 0
    assert "ACCUSE" in {from_json(line).category for line in told.stdout.splitlines()}
    assert not list(tmp_path.iterdir())


def test_nothing_that_could_be_read_is_status_1_and_a_reason(tmp_path):
    told = dragoman(tmp_path, "read", "gone.txt", "--format", "jsonl")
    assert (told.returncode, told.stdout) == (1, b"")
    assert told.stderr.decode().splitlines()[0] == "refused: gone.txt: no such file or folder"


def test_a_reader_that_has_seen_enough_is_no_error(folder):
    command = f"{sys.executable} -m dragoman show events --format jsonl | head -n 1"
    told = subprocess.run(command, shell=True, cwd=folder, capture_output=True, timeout=60, check=False)
    assert len(told.stdout.splitlines()) == 1
    assert told.stderr == b""


@pytest.mark.parametrize("command", ["read", "show events", "show event", "eval"])
def test_help_ends_with_an_example(tmp_path, command):
    told = dragoman(tmp_path, *command.split(), "--help")
    description = told.stdout.decode().split("Options:")[0].split("Arguments:")[0]
    assert f"Example: dragoman {command}" in " ".join(description.split())


def test_a_killed_run_leaves_a_whole_ledger_and_the_next_one_goes_on(tmp_path):
    texts = [
        f"Report {n}. Ukraine accused China of arming Russia. Police arrested {n} men." for n in range(400)
    ]
    lines = [json.dumps({"id": f"a{n}", "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    arguments = [sys.executable, "-m", "dragoman", "read", "wire.jsonl", "--format", "jsonl"]
    with subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout.readline()  # the first batch is kept, and others are being read
        run.kill()
    kept = counts(tmp_path)["documents"]
    assert 0 < kept <= 400
    again = dragoman(tmp_path, "read", "wire.jsonl", "--format", "jsonl")
    assert again.returncode == 0
    after = counts(tmp_path)
    assert after["documents"] == after["codings"] == 400
    assert after["events"] == len(again.stdout.splitlines())
