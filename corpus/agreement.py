"""How far two coders agree: `python corpus/agreement.py FIRST_FOLDER SECOND_FOLDER`.

Both folders hold labels as JSON Lines (`*.jsonl`, as in `news/`); records labelled in both are compared.
Prints, in percent: `detection`, whether a report has any event (with Cohen's kappa); F1 of `trigger` (spans
overlap) and `category`; and on the triggers of one category, F1 of the parties of each role (the
same words mark them) and the share of like modality, mode and CAMEO code.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

Label = dict[str, Any]
ROLES = ("sources", "targets", "speakers", "places")
CODES = {"modality": "actual", "mode": None, "cameo": None}  # what is said where the label is silent


def main() -> None:
    """Print the agreement of the two codings."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    first, second = (read_folder(Path(folder)) for folder in sys.argv[1:])
    both = sorted(first.keys() & second.keys())
    print(json.dumps(agreement([(first[name], second[name]) for name in both]), indent=1))


def read_folder(folder: Path) -> dict[str, Label]:
    """Every label of a folder by its record's id."""
    paths = sorted(folder.glob("*.jsonl"))
    labels = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return {label["id"]: label for label in labels}


def agreement(pairs: list[tuple[Label, Label]]) -> dict[str, float]:
    """The agreement over all pairs of codings of one record."""
    counts, told = Counter[str](), Counter[tuple[bool, bool]]()
    for first, second in pairs:
        told[bool(first["events"]), bool(second["events"])] += 1
        _compare(first, second, counts)
    report = {"records": len(pairs), "detection": _share(told[True, True] + told[False, False], len(pairs))}
    report["detection kappa"] = _kappa(told)
    for name in ("trigger", "category", *ROLES):
        report[name] = _share(2 * counts[f"{name} alike"], counts[f"{name} coded"])
    return report | {name: _share(counts[f"{name} alike"], counts["category alike"]) for name in CODES}


def _compare(first: Label, second: Label, counts: Counter[str]) -> None:
    free = list(second["events"])
    for name in ("trigger", "category"):
        counts[f"{name} coded"] += len(first["events"]) + len(free)
    for event in first["events"]:
        overlapping = [other for other in free if _overlap(event["span"], other["span"])]
        if not overlapping:
            continue
        other = max(overlapping, key=lambda other: other["category"] == event["category"])
        free.remove(other)
        counts["trigger alike"] += 1
        if other["category"] != event["category"]:
            continue
        counts["category alike"] += 1
        for role in ROLES:
            ours, theirs = _parties(first, event, role), _parties(second, other, role)
            counts[f"{role} coded"] += len(ours) + len(theirs)
            counts[f"{role} alike"] += _matched(ours, theirs)
        for name, silent in CODES.items():
            counts[f"{name} alike"] += event.get(name, silent) == other.get(name, silent)


def _parties(label: Label, event: Label, role: str) -> list[list[list[int]]]:
    """The places where the parties of a role are marked, party by party."""
    return [
        [mention["span"] for mention in label["mentions"] if entity in mention["entities"]]
        for entity in event.get(role, ())
    ]


def _matched(ours: list[list[list[int]]], theirs: list[list[list[int]]]) -> int:
    """How many parties of one coder have one of the other's, each answering once."""
    free, matched = list(theirs), 0
    for one in ours:
        two = next((two for two in free if _meet(one, two)), None)
        if two is not None:
            free.remove(two)
            matched += 1
    return matched


def _meet(one: list[list[int]], two: list[list[int]]) -> bool:
    return any(_overlap(a, b) for a in one for b in two)


def _overlap(one: list[int], two: list[int]) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _kappa(told: Counter[tuple[bool, bool]]) -> float:
    """Cohen's kappa: agreement beyond what the two coders' shares of reports with events would give."""
    total = told.total()
    first, second = (sum(n for key, n in told.items() if key[side]) / total for side in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    alike = (told[True, True] + told[False, False]) / total
    return round((alike - chance) / (1 - chance), 2) if chance < 1 else 1.0


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


if __name__ == "__main__":
    main()
