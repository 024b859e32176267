"""The command line in this process, with the fake encoder; see test_shipped.py for the real one."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
import typer

from dragoman.cli import commands
from dragoman.cli.output import CSV_COLUMNS
from dragoman.records.published import from_json
from tests.fakes import KYIV_ACCUSES, KYIV_TEXT, FakeEncoder, fake_tools

COMMANDS = ["read", "show", "show events", "show event", "eval"]


class Told(NamedTuple):
    """What a run of the command line gave."""

    status: int
    out: str
    err: str


Run = Callable[..., Told]


@pytest.fixture
def run(monkeypatch, capsys, tmp_path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(commands, "load_tools", lambda: fake_tools(KYIV_ACCUSES))

    def run(*arguments: str) -> Told:
        monkeypatch.setattr(sys, "argv", ["dragoman", *arguments])
        try:
            commands.main()
            status = 0
        except SystemExit as end:
            status = end.code or 0
        return Told(status, *capsys.readouterr())

    return run


@pytest.fixture
def wire(tmp_path) -> Path:
    path = tmp_path / "wire.jsonl"
    lines = [
        {"id": "a1", "text": KYIV_TEXT, "published": "2024-05-15"},
        {"id": "a2", "text": "Fog."},
        {"id": "a3"},
    ]
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return path


class TestHelp:
    @pytest.mark.parametrize("command", [c for c in COMMANDS if c != "show"])
    def test_of_each_command_ends_with_an_example(self, run, command):
        told = run(*command.split(), "--help")
        assert told.status == 0
        description = told.out.split("Options:")[0].split("Arguments:")[0]
        assert "Example: dragoman " + command in " ".join(description.split())

    def test_names_every_command(self, run):
        told = run("--help")
        assert all(f"  {command.split()[0]} " in told.out for command in COMMANDS)

    def test_is_for_every_command_there_is(self):
        root = typer.main.get_command(commands.app)
        found = set(root.commands) | {f"show {name}" for name in root.commands["show"].commands}
        assert found <= set(COMMANDS), "a new command needs its help tested: add it to COMMANDS"


class TestRead:
    def test_writes_events_as_json_lines_to_stdout_and_words_to_stderr(self, run, wire):
        told = run("read", str(wire), "--format", "jsonl")
        assert told.status == 0
        assert [from_json(line).category for line in told.out.splitlines()] == ["ACCUSE", "AID"]
        assert told.err.splitlines() == [
            f"refused: {wire}, line 3: not an article: Object missing required field `text`",
            "2 articles, 2 events, 1 refused",
        ]

    def test_a_second_time_gives_the_same_bytes_and_says_what_was_known(self, run, wire):
        first, second = (run("read", str(wire), "--format", "jsonl") for _ in range(2))
        assert second.out == first.out
        assert second.err.endswith("2 articles, 2 of them read before, 2 events, 1 refused\n")

    def test_writes_csv_with_a_heading(self, run, wire):
        rows = list(csv.DictReader(io.StringIO(run("read", str(wire), "--format", "csv").out)))
        assert tuple(rows[0]) == CSV_COLUMNS
        assert rows[0]["source_countries"] == "UKR"
        assert rows[0]["target_countries"] == "CHN"
        assert (rows[0]["trigger"], rows[0]["date_start"], rows[0]["historical"]) == (
            "accused",
            "2024-05-09",
            "false",
        )
        assert rows[1]["speaker_country"] == "UKR"

    def test_writes_a_table_by_default(self, run, wire):
        told = run("read", str(wire))
        assert "ACCUSE allege" in told.out
        assert "Ukraine (UKR/GOV)" in told.out

    def test_keeps_what_it_read_in_the_ledger_that_is_named(self, run, wire, tmp_path):
        run("read", str(wire), "--ledger", str(tmp_path / "mine.duckdb"))
        assert (tmp_path / "mine.duckdb").exists()
        assert not (tmp_path / "dragoman.duckdb").exists()

    def test_keeps_nothing_when_asked_to(self, run, wire, tmp_path):
        told = run("read", str(wire), "--no-ledger", "--format", "jsonl")
        assert len(told.out.splitlines()) == 2
        assert not list(tmp_path.glob("*.duckdb"))

    def test_takes_the_day_of_articles_that_do_not_tell_theirs(self, run, tmp_path):
        (tmp_path / "a.txt").write_text(KYIV_TEXT, encoding="utf-8")
        told = run("read", "a.txt", "--published", "2024-05-15", "--format", "jsonl")
        assert from_json(told.out.splitlines()[0]).published == "2024-05-15"

    def test_takes_no_other_form_of_a_day(self, run, wire):
        told = run("read", str(wire), "--published", "15 May")
        assert told.status == 2
        assert "15 May" in told.err

    @pytest.mark.parametrize(
        ("name", "content", "reason"),
        [
            ("gone.txt", None, "refused: gone.txt: no such file or folder"),
            ("a.txt", b"", "refused: a.txt: empty"),
            ("a.jsonl", b"{", "refused: a.jsonl, line 1: not JSON: Input data was truncated"),
        ],
    )
    def test_ends_with_status_1_when_nothing_could_be_read(self, run, tmp_path, name, content, reason):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        told = run("read", name, "--format", "jsonl")
        assert (told.status, told.out) == (1, "")
        assert told.err.splitlines() == [reason, "0 articles, 0 events, 1 refused"]

    def test_names_twenty_refusals_and_counts_the_others(self, run, tmp_path):
        (tmp_path / "a.jsonl").write_text("{\n" * 25, encoding="utf-8")
        lines = run("read", "a.jsonl").err.splitlines()
        assert len([line for line in lines if line.startswith("refused: a.jsonl, line ")]) == 20
        assert lines[-2:] == ["refused: 5 more; a ledger keeps them all", "0 articles, 0 events, 25 refused"]

    def test_needs_a_path(self, run):
        assert run("read").status == 2

    def test_says_what_is_wrong_with_a_ledger_without_a_traceback(self, run, wire, tmp_path):
        (tmp_path / "dragoman.duckdb").write_bytes(b"not a ledger")
        told = run("read", str(wire))
        assert told.status == 1
        assert told.err.startswith("dragoman: Not a ledger that can be opened: ")
        assert "  where: dragoman.duckdb\n  mend:  choose another --ledger" in told.err

    def test_prints_article_text_as_it_is_and_not_as_markup(self, run, tmp_path):
        (tmp_path / "a.txt").write_text("[bold]" + KYIV_TEXT, encoding="utf-8")
        assert "[bold]Kyiv" in " ".join(run("read", "a.txt").out.split())


class TestShow:
    @pytest.fixture(autouse=True)
    def _read(self, run, wire):
        self.lines = run("read", str(wire), "--format", "jsonl").out.splitlines()

    def test_events_gives_what_was_read(self, run):
        told = run("show", "events", "--format", "jsonl")
        assert (told.status, told.out.splitlines()) == (0, self.lines)

    @pytest.mark.parametrize(
        ("options", "found"),
        [
            (["--country", "RUS"], ["AID"]),
            (["--category", "ACCUSE"], ["ACCUSE"]),
            (["--category", "accuse"], ["ACCUSE"]),
            (["--category", "Protest"], []),
            (["--limit", "0"], []),
            (["--limit", "1"], ["ACCUSE"]),
            (["--since", "2024-05-15"], ["ACCUSE", "AID"]),
            (["--since", "2024-05-16"], []),
            (["--until", "2024-05-14"], []),
            (["--country", "FRA"], []),
        ],
    )
    def test_events_may_be_filtered(self, run, options, found):
        told = run("show", "events", *options, "--format", "jsonl")
        assert [from_json(line).category for line in told.out.splitlines()] == found

    @pytest.mark.parametrize("category", ["ACUSE", "", "' OR 1=1 --"], ids=["misspelt", "empty", "query"])
    def test_events_of_a_category_that_is_none_says_which_there_are(self, run, category):
        told = run("show", "events", "--category", category)
        assert (told.status, told.out) == (1, "")
        assert told.err.startswith(
            f"dragoman: No such category\n  where: {category}\n  mend:  one of AGREE, "
        )

    def test_events_takes_no_limit_below_nought(self, run):
        told = run("show", "events", "--limit", "-1")
        assert told.status == 2
        assert "--limit" in told.err

    def test_events_of_a_document_read_by_several_coders_are_those_of_the_last(self, run, wire, monkeypatch):
        monkeypatch.setattr(FakeEncoder, "version", "fake-2")
        told = run("read", str(wire), "--format", "jsonl")
        assert "read before" not in told.err
        shown = run("show", "events", "--format", "jsonl").out.splitlines()
        assert shown == told.out.splitlines()
        assert shown != self.lines

    @pytest.mark.parametrize("form", ["table", "csv", "jsonl"])
    def test_events_of_nothing_is_nothing(self, run, form):
        told = run("show", "events", "--country", "FRA", "--format", form)
        assert told.status == 0
        assert "ACCUSE" not in told.out

    def test_event_shows_one_by_the_beginning_of_its_id(self, run):
        event = from_json(self.lines[0])
        told = run("show", "event", event.event_id[:8])
        assert told.status == 0
        assert KYIV_TEXT in told.out
        assert event.event_id in told.out

    def test_event_gives_its_record(self, run):
        event = from_json(self.lines[1])
        assert run("show", "event", event.event_id, "--format", "jsonl").out.splitlines() == [self.lines[1]]

    @pytest.mark.parametrize("event_id", ["nothing", "e"], ids=["unknown", "shared-beginning"])
    def test_event_of_no_or_several_events_says_so(self, run, event_id):
        told = run("show", "event", event_id)
        assert told.status == 1
        assert told.err == (
            "dragoman: No such event, or several that begin so\n"
            f"  where: dragoman.duckdb, {event_id}\n"
            "  mend:  dragoman show events --format jsonl lists the ids\n"
        )

    def test_of_a_ledger_that_is_not_there_says_so(self, run):
        told = run("show", "events", "--ledger", "gone.duckdb")
        assert told.status == 1
        assert told.err.startswith("dragoman: No such ledger\n  where: gone.duckdb\n")


class TestEval:
    QUESTION = {"id": "q1", "text": "Kyiv met Xi", "pair": {"source": "Kyiv", "target": "Xi"}}  # noqa: RUF012

    def asked(self, run: Run, tmp_path: Path, *questions: dict | str) -> Told:
        lines = [question if isinstance(question, str) else json.dumps(question) for question in questions]
        (tmp_path / "q.jsonl").write_text("\n".join(lines), encoding="utf-8")
        return run("eval", "q.jsonl", "--predictions", "answers.jsonl")

    def test_answers_every_question_with_a_category(self, run, tmp_path):
        told = self.asked(run, tmp_path, self.QUESTION, "", {**self.QUESTION, "id": "q2"})
        answers = [json.loads(line) for line in (tmp_path / "answers.jsonl").read_text().splitlines()]
        assert [answer["id"] for answer in answers] == ["q1", "q2"]
        assert all(set(answer) == {"id", "plover", "confidence"} for answer in answers)
        assert told.out.split() == ["answered", "2"]

    def test_scores_the_answers_where_the_right_ones_are_known(self, run, tmp_path):
        # The silent encoder knows nothing; most CAMEO roots of given pairs are of ASSAULT.
        right = {**self.QUESTION, "events": [{"plover": "ASSAULT"}]}
        wrong = {**self.QUESTION, "events": [{"plover": "AID"}]}
        told = self.asked(run, tmp_path, right, wrong)
        assert told.out.split() == ["answered", "2", "accuracy", "50.0", "macro", "F1", "33.3"]

    def test_names_the_line_that_is_no_question(self, run, tmp_path):
        told = self.asked(run, tmp_path, self.QUESTION, '{"id": "q2"}')
        assert told.status == 1
        assert told.err.startswith("dragoman: Not a question: Object missing required field `text`")
        assert "  where: q.jsonl, line 2\n" in told.err

    def test_of_a_file_that_is_not_there_says_so(self, run):
        told = run("eval", "gone.jsonl")
        assert told.status == 1
        assert told.err.startswith(
            "dragoman: Cannot be opened: No such file or directory\n  where: gone.jsonl\n"
        )
