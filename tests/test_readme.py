import contextlib
import io
import re
from pathlib import Path

import pytest

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


@pytest.mark.model
def test_the_first_example_prints_what_the_readme_says():
    code, output = re.search(r"```python\n(.*?)```\s+```\n(.*?)```", README, re.DOTALL).groups()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "README.md", "exec"), {})
    assert printed.getvalue() == output


def test_every_published_column_is_documented():
    from dragoman.records.event import Event

    missing = [name for name in Event.__slots__ if f"`{name}`" not in README]
    assert not missing
