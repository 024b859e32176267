"""The categories of a codebook with their modes, quad classes, scores, contexts and sectors."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from dragoman.errors import BadCodebook


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of one category was done; `score` runs from -10 (conflict) to 10."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class Category:
    """One kind of event; `quad` is 1 to 4, `score` holds when no mode is given."""

    name: str
    quad: int
    score: float
    recipient_required: bool
    definition: str
    modes: dict[str, Mode]


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that a coder may write into an event, in the codebook's order."""

    version: str
    categories: dict[str, Category]
    contexts: dict[str, str]
    sectors: dict[str, str]

    def score(self, category: str, mode: str | None = None) -> float:
        """The score of a category, or of one of its modes where given.

        Raises:
            KeyError: the codebook has no such category, or the category no such mode.
        """
        found = self.categories[category]
        return found.score if mode is None else found.modes[mode].score

    @property
    def modes(self) -> tuple[tuple[str, str], ...]:
        """Every (category, mode), in the codebook's order."""
        return tuple((name, mode) for name, found in self.categories.items() for mode in found.modes)


def load_codebook(path: Path) -> Codebook:
    """The codebook of a TOML file.

    Raises:
        BadCodebook: the file does not parse, or a category lacks quad class or score.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _codebook(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadCodebook(
            f"Not a readable codebook: {error}", str(path), "write it as TOML in UTF-8"
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise BadCodebook(
            f"A codebook without {error}", str(path), "see codebook/plover.toml for what each category needs"
        ) from error


@cache
def load_plover() -> Codebook:
    """The codebook that dragoman ships."""
    return load_codebook(Path(str(files("dragoman.codebook") / "plover.toml")))


def _codebook(table: dict[str, Any]) -> Codebook:
    categories = {name: _category(name, fields) for name, fields in table["categories"].items()}
    contexts, sectors = dict(table.get("contexts", {})), dict(table["sectors"])
    return Codebook(str(table["version"]), categories, contexts, sectors)


def _category(name: str, fields: dict[str, Any]) -> Category:
    modes = {
        mode: Mode(mode, float(values["score"]), str(values["definition"]))
        for mode, values in fields.get("modes", {}).items()
    }
    quad, score = int(fields["quad"]), float(fields["score"])
    if quad not in range(1, 5) or not -10 <= score <= 10:
        raise ValueError(f"a quad of 1 to 4 and a score of -10 to 10 for {name}")
    return Category(name, quad, score, bool(fields["recipient_required"]), str(fields["definition"]), modes)
