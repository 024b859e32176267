import gzip
import io
import os
import sys
import threading
from datetime import date
from pathlib import Path

import pytest

from dragoman.ingest.files import LONGEST_FILE, read_paths
from dragoman.records.article import Article, Refusal

NOT_TEXT = "not text in any encoding that can be told"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20
FRENCH = (
    "Le président a rencontré à Genève des députés étrangers. L'été a été très agité, où tout s'est dégradé."
)
QUOTED = "“Kyiv” \u2013 it\u2019s over, she said."


def read(path: Path | str, published: date | None = None) -> list[Article | Refusal]:
    return list(read_paths([str(path)], published))


def given(tmp_path: Path, name: str, content: bytes) -> list[Article | Refusal]:
    path = tmp_path / name
    path.write_bytes(content)
    return read(path)


def reasons(found: list[Article | Refusal]) -> list[str]:
    return [one.reason for one in found if isinstance(one, Refusal)]


def texts(found: list[Article | Refusal]) -> list[str]:
    return [one.text for one in found if isinstance(one, Article)]


class TestAPlainText:
    def test_is_one_article_named_by_its_hash_and_its_file(self, tmp_path):
        [article] = given(tmp_path, "a.txt", b"Kyiv spoke.\n")
        assert article.text == "Kyiv spoke.\n"
        assert article.origin == str(tmp_path / "a.txt")
        assert (article.title, article.published, article.outlets, article.url) == (None, None, (), None)
        assert article.article_id[0] == "a"
        assert len(article.article_id) == 16

    def test_has_the_same_id_wherever_it_lies(self, tmp_path):
        one, other = given(tmp_path, "a.txt", b"Fog."), given(tmp_path, "b.txt", b"Fog.")
        assert one[0].article_id == other[0].article_id

    def test_has_the_day_that_is_given_for_all(self, tmp_path):
        (tmp_path / "a.txt").write_text("Fog.", encoding="utf-8")
        [article] = read(tmp_path / "a.txt", date(2024, 5, 15))
        assert article.published == date(2024, 5, 15)

    @pytest.mark.parametrize("name", ["a.txt", "a.text", "A.TXT", "a", "a.md", "a.txt.gz", "A.TXT.GZ"])
    def test_may_have_this_name(self, tmp_path, name):
        assert texts(given(tmp_path, name, b"Fog.")) == ["Fog."]

    @pytest.mark.parametrize(
        ("content", "text"),
        [
            pytest.param("Erdoğan spoke.".encode(), "Erdoğan spoke.", id="utf-8"),
            pytest.param("Erdoğan spoke.".encode("utf-8-sig"), "Erdoğan spoke.", id="utf-8-with-mark"),
            pytest.param("Erdoğan spoke.".encode("utf-16"), "Erdoğan spoke.", id="utf-16"),
            pytest.param(b"\xfe\xff" + "Kyiv".encode("utf-16-be"), "Kyiv", id="utf-16-big-end-first"),
            pytest.param("The Müller café.".encode("latin-1"), "The Müller café.", id="latin-1"),
            pytest.param(QUOTED.encode("cp1252"), QUOTED, id="cp1252"),
            pytest.param(
                FRENCH.encode("latin-1"),
                FRENCH,
                id="latin-1-in-french",
            ),
            pytest.param("Kyiv spoke.".encode("utf-32"), "Kyiv spoke.", id="utf-32"),
            pytest.param(
                "Café".encode("latin-1"),
                "Café",
                id="latin-1-short",
            ),
        ],
    )
    def test_may_be_in_this_encoding(self, tmp_path, content, text):
        assert texts(given(tmp_path, "a.txt", content)) == [text]

    def test_has_what_cannot_be_stored_replaced_a_code_point_for_a_code_point(self, tmp_path):
        [text] = texts(given(tmp_path, "a.txt", b"Kyiv\x00 spoke.\x1b" + b" Fog." * 100))
        assert text.startswith("Kyiv\ufffd spoke.\ufffd Fog.")

    def test_keeps_its_line_ends_and_tabs(self, tmp_path):
        assert texts(given(tmp_path, "a.txt", b"a\r\n\tb\f\n")) == ["a\r\n\tb\f\n"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        pytest.param("a.txt", b"", "empty", id="empty"),
        pytest.param("a.txt", b" \r\n\t", "empty", id="space"),
        pytest.param("a.html", b"", "empty", id="empty-page"),
        pytest.param("a.jsonl", b"", "empty", id="empty-lines"),
        pytest.param("a.txt.gz", gzip.compress(b""), "empty", id="empty-gzip"),
        pytest.param(
            "a.txt", PNG, "a picture, which dragoman does not read", id="picture-that-says-it-is-text"
        ),
        pytest.param(
            "a.html", PNG, "a picture, which dragoman does not read", id="picture-that-says-it-is-a-page"
        ),
        pytest.param("a.txt", bytes(range(256)) * 50, NOT_TEXT, id="every-byte-there-is"),
        pytest.param("a.txt", "Kyiv spoke.".encode("utf-16-le"), NOT_TEXT, id="utf-16-without-mark"),
        pytest.param("a.txt", b"\xff\xfeK", NOT_TEXT, id="half-a-utf-16-letter"),
        pytest.param("a.html", b"<html><body></body></html>", "HTML without text", id="page-without-text"),
        pytest.param("a.html", b"Kyiv", "HTML without text", id="text-that-says-it-is-a-page"),
        pytest.param("a.txt", b"x" * (LONGEST_FILE + 1), "longer than 20 MB", id="too-long"),
        pytest.param(
            "a.txt.gz", gzip.compress(b"x" * (LONGEST_FILE * 3)), "longer than 20 MB", id="gzip-bomb"
        ),
        pytest.param(
            "a.txt",
            b"\xef\xbb\xbf",
            "empty",
            id="a-byte-order-mark-alone",
        ),
        pytest.param(
            "a.pdf",
            b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >>",
            "a PDF file, which dragoman does not read",
            id="pdf",
        ),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path, name, content, reason):
    assert given(tmp_path, name, content) == [Refusal(str(tmp_path / name), reason)]


class TestJsonLines:
    LINES = b'{"text": "One."}\n{"text": "Two."}\n'

    @pytest.mark.parametrize(
        "name", ["a.jsonl", "a.ndjson", "a.json", "A.JSONL", "a.Json", "A.JSON.GZ", "a", "a.log"]
    )
    def test_may_have_this_name(self, tmp_path, name):
        assert texts(given(tmp_path, name, self.LINES)) == ["One.", "Two."]
        assert texts(given(tmp_path, name, gzip.compress(self.LINES))) == ["One.", "Two."]

    @pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a"])
    @pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
    def test_may_begin_with_a_byte_order_mark(self, tmp_path, name, pack):
        assert texts(given(tmp_path, name, pack(b"\xef\xbb\xbf" + self.LINES))) == ["One.", "Two."]

    @pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.json.gz"])
    @pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n  "], ids=["bare", "mark", "space"])
    def test_that_are_an_array_are_refused_once(self, tmp_path, name, before):
        array = before + b'[\n{"text": "One."},\n{"text": "Two."}\n]'
        refusal = Refusal(str(tmp_path / name), "a JSON array; write one object a line")
        assert given(tmp_path, name, array) == [refusal]
        assert given(tmp_path, name, gzip.compress(array)) == [refusal]

    def test_are_not_told_from_a_bracket_in_a_text(self, tmp_path):
        assert texts(given(tmp_path, "a.txt", b"[1] Kyiv spoke.")) == ["[1] Kyiv spoke."]
        assert texts(given(tmp_path, "b.txt", self.LINES)) == [self.LINES.decode()]


class TestGzip:
    def test_is_told_by_its_content_not_its_name(self, tmp_path):
        assert texts(given(tmp_path, "a.txt", gzip.compress(b"Fog."))) == ["Fog."]
        assert texts(given(tmp_path, "b.gz", gzip.compress(b"Fog."))) == ["Fog."]
        assert texts(given(tmp_path, "c.jsonl.gz", b'{"text": "not packed"}')) == ["not packed"]

    def test_of_json_lines_is_read_line_by_line(self, tmp_path):
        found = given(tmp_path, "a.jsonl.gz", gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
        assert texts(found) == ["One.", "Two."]
        assert [article.origin for article in found] == [
            f"{tmp_path / 'a.jsonl.gz'}, line {n}" for n in (1, 2)
        ]

    @pytest.mark.parametrize("name", ["a.jsonl.gz", "a.txt.gz", "a.html.gz"])
    @pytest.mark.parametrize(
        "damage",
        [
            pytest.param(lambda packed: b"\x1f\x8b", id="two-bytes"),
            pytest.param(lambda packed: packed[: len(packed) // 2], id="cut-off"),
            pytest.param(lambda packed: packed[:-8] + b"\x00" * 8, id="wrong-checksum"),
            pytest.param(lambda packed: packed[:12] + b"\xff" * 40 + packed[52:], id="overwritten"),
        ],
    )
    def test_that_is_damaged_is_refused_and_what_was_read_before_is_kept(self, tmp_path, name, damage):
        lines = b"".join(b'{"text": "Report %d."}\n' % number for number in range(2000))
        found = given(tmp_path, name, damage(gzip.compress(lines)))
        assert reasons(found)[-1].startswith("damaged gzip data: ")
        assert isinstance(found[-1], Refusal)
        assert all(text.startswith("Report ") for text in texts(found))

    def test_of_a_line_that_would_fill_the_memory_is_refused(self, tmp_path):
        found = given(tmp_path, "a.jsonl.gz", gzip.compress(b"x" * 25_000_000 + b'\n{"text": "One."}'))
        assert reasons(found) == ["a line longer than 10 MB"]
        assert texts(found) == ["One."]


class TestPaths:
    def test_that_do_not_exist_are_refused_by_name(self):
        assert read("/no/such/file.txt") == [Refusal("/no/such/file.txt", "no such file or folder")]

    def test_come_in_the_order_given_and_one_bad_one_ends_nothing(self, tmp_path):
        (tmp_path / "b.txt").write_text("B", encoding="utf-8")
        (tmp_path / "a.txt").write_text("A", encoding="utf-8")
        paths = [str(tmp_path / name) for name in ("b.txt", "gone.txt", "a.txt")]
        found = list(read_paths(paths, None))
        assert [type(one) for one in found] == [Article, Refusal, Article]
        assert texts(found) == ["B", "A"]

    def test_are_read_only_when_their_turn_comes(self, tmp_path):
        paths = read_paths([str(tmp_path / "later.txt")], None)
        (tmp_path / "later.txt").write_text("Fog.", encoding="utf-8")
        assert texts(list(paths)) == ["Fog."]

    def test_that_are_folders_are_walked_by_name_and_hidden_files_passed_over(self, tmp_path):
        (tmp_path / "sub").mkdir()
        for name in ("c.txt", "sub/b.txt", "a.txt", ".hidden.txt"):
            (tmp_path / name).write_text(name, encoding="utf-8")
        assert texts(read(tmp_path)) == ["a.txt", "c.txt", "sub/b.txt"]

    def test_in_hidden_folders_are_passed_over_unless_one_asks_for_them(self, tmp_path):
        for name in (".git/a.txt", "sub/.cache/deep/b.txt", "sub/c.txt"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(name, encoding="utf-8")
        assert texts(read(tmp_path)) == ["sub/c.txt"]
        assert texts(read(tmp_path / ".git")) == [".git/a.txt"]

    def test_in_a_folder_may_end_in_capitals(self, tmp_path):
        (tmp_path / "A.TXT").write_text("A", encoding="utf-8")
        (tmp_path / "B.JSONL").write_text('{"text": "B"}', encoding="utf-8")
        assert texts(read(tmp_path)) == ["A", "B"]

    def test_with_letters_that_cannot_be_stored_are_told_without_them(self, tmp_path):
        name = os.fsdecode(b"b\xff.txt")
        try:
            (tmp_path / name).write_text("Fog.", encoding="utf-8")
        except OSError:
            pytest.skip("this file system takes no such name")
        for found in (read(tmp_path / name), read(tmp_path)):
            assert texts(found) == ["Fog."]
            assert found[0].origin == str(tmp_path / "b\ufffd.txt")
        [refusal] = read(os.fsdecode(b"gone\xff.txt"))
        assert refusal == Refusal("gone\ufffd.txt", "no such file or folder")

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
    @pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
    @pytest.mark.parametrize(
        ("content", "found"),
        [
            pytest.param(b"Kyiv spoke.", ["Kyiv spoke."], id="text"),
            pytest.param(b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."], id="json-lines"),
            pytest.param(b'{"text": "Two."}\n' * 9000, ["Two."] * 9000, id="more-than-a-pipe-holds"),
        ],
    )
    def test_may_be_pipes(self, tmp_path, pack, content, found):
        os.mkfifo(tmp_path / "pipe")
        writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=[pack(content)])
        writer.start()
        assert texts(read(tmp_path / "pipe")) == found
        writer.join()

    def test_that_are_files_of_another_kind_in_a_folder_are_refused(self, tmp_path):
        (tmp_path / "a.txt").write_text("A", encoding="utf-8")
        (tmp_path / "b.png").write_bytes(PNG)
        _, refusal = read(tmp_path)
        assert refusal.origin == str(tmp_path / "b.png")
        assert refusal.reason.startswith("a file of another kind than .txt, ")

    @pytest.mark.parametrize("inside", [None, "a.png"], ids=["empty", "pictures-only"])
    def test_that_are_folders_without_articles_are_refused(self, tmp_path, inside):
        if inside:
            (tmp_path / inside).write_bytes(PNG)
        first = read(tmp_path)[0]
        assert first.origin == str(tmp_path)
        assert first.reason.startswith("a folder without articles (.txt, ")


class TestStandardInput:
    @pytest.mark.parametrize(
        ("content", "found"),
        [
            pytest.param(b"Kyiv spoke.", ["Kyiv spoke."], id="text"),
            pytest.param(b'\n {"text": "One."}\n{"text": "Two."}', ["One.", "Two."], id="json-lines"),
            pytest.param(
                b'{"text": "' + b"One. " * 3000 + b'"}\n{"text": "Two."}',
                ["One. " * 3000, "Two."],
                id="a-line-longer-than-the-first-look",
            ),
            pytest.param(
                b'{"text": "Two."}\n' * 600, ["Two."] * 600, id="a-line-that-the-first-look-cuts-in-two"
            ),
        ],
    )
    @pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf"], ids=["bare", "mark"])
    @pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzipped"])
    def test_is_told_by_its_first_letters(self, monkeypatch, content, found, before, pack):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pack(before + content))))
        assert texts(read("-")) == found

    def test_that_is_damaged_is_refused(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"Fog.")[:-9])))
        [refusal] = read("-")
        assert refusal.origin == "-"
        assert refusal.reason.startswith("damaged gzip data: ")

    def test_of_nothing_is_refused(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        assert read("-") == [Refusal("-", "empty")]
