"""CAMEO and PLOVER, both ways: which category answers a CAMEO code, and which code a category."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.codebook.categories import Codebook


@dataclass(frozen=True, slots=True)
class CameoCode:
    """One CAMEO code, a string of two to four digits: "010" and "10" are two codes.

    Goldstein values run from -10 to 10 and are None where a source lacks the code; `category` is
    None for what PLOVER drops.
    """

    code: str
    name: str
    goldstein_gdelt: float | None
    goldstein_icews: float | None
    quad: int
    category: str | None
    mode: str | None
    contexts: tuple[str, ...]

    @property
    def root(self) -> str:
        """The first two digits, the code's family."""
        return self.code[:2]


@cache
def load_cameo() -> dict[str, CameoCode]:
    """Every CAMEO code, in the order of the manual, by its digits."""
    codes = (_cameo_code(row) for row in _rows("cameo.csv"))
    return {code.code: code for code in codes}


def to_plover(code: str) -> tuple[str, str | None] | None:
    """The category and mode that answer a CAMEO code; None where PLOVER drops it.

    Raises:
        KeyError: CAMEO has no such code.
    """
    found = load_cameo()[code]
    return (found.category, found.mode) if found.category else None


def to_cameo(category: str, mode: str | None = None, contexts: Iterable[str] = ()) -> str:
    """The CAMEO code nearest to a category with its mode and contexts.

    Raises:
        KeyError: the return table lacks the category and mode.
    """
    table = _load_return()
    for context in contexts:
        if (category, mode or "", context) in table:
            return table[category, mode or "", context]
    return table[category, mode or "", ""]


def cameo_choices(codebook: Codebook) -> list[tuple[str, str]]:
    """Every (category, code) that a coder may write, category by category.

    A category may carry each code that the crosswalk gives it, and its own codes of the return
    table: CONCEDE may be 0871, which the crosswalk reads as a ceasefire in force.
    """
    pairs = {(found.category, found.code) for found in load_cameo().values() if found.category}
    pairs |= {(category, code) for (category, _, _), code in _load_return().items()}
    pairs |= {("CONCEDE", code.code) for code in load_cameo().values() if code.root == "08"}
    order = list(codebook.categories)
    return sorted(
        (pair for pair in pairs if pair[0] in order), key=lambda pair: (order.index(pair[0]), pair[1])
    )


@cache
def _load_return() -> dict[tuple[str, str, str], str]:
    return {(row["category"], row["mode"], row["context"]): row["code"] for row in _rows("cameo_return.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("dragoman.codebook") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _cameo_code(row: dict[str, str]) -> CameoCode:
    return CameoCode(
        row["code"],
        row["name"],
        float(row["goldstein_gdelt"]) if row["goldstein_gdelt"] else None,
        float(row["goldstein_icews"]) if row["goldstein_icews"] else None,
        int(row["quad"]),
        row["category"] or None,
        row["mode"] or None,
        tuple(filter(None, row["contexts"].split("|"))),
    )
