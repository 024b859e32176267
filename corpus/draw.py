"""Draw reports to label, by the sampling grid: `python corpus/draw.py NEWS.jsonl.gz OUT_FOLDER`.

NEWS is JSON Lines with `id`, `published` and `text`. Each batch holds its share of every cell: for each
category reports whose words hint at it, so that rare ones are met at all; long reports; and a third drawn
whatever they tell. The words only draw, they never label. Seeded; within a cell, evenly over the years.
"""

import gzip
import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SEEDS, BATCHES = (20261123, 20261124, 20261125), 12
SHORTEST, LONGEST, LONG = 40, 700, 280  # characters
PER_CATEGORY, PER_LONG, PER_ANY = 90, 240, 720
FIRST_YEAR = "2004"
HINTS = {
    "AGREE": r"agree[sd]? to|pledg|promis|offers? to|will meet|to visit",
    "CONSULT": r"\bmeets?\b|\btalks\b|summit|visits?\b|phone",
    "SUPPORT": r"prais|recogni[sz]|endors|congratulat|condolence|ratif|signs?\b",
    "CONCEDE": r"pardon|apologi|lifts?\b|truce|announces? (?:a )?ceasefire|will withdraw|eases?\b|amnesty",
    "COOPERATE": r"joint (?:military )?(?:exercise|drill|operation)|extradit|trade deal"
    r"|intelligence shar|cooperat",
    "AID": r"\baid\b|donat|humanitarian|loan|asylum|suppl(?:y|ies|ied)|bailout",
    "RETREAT": r"withdr|releas|resign|surrender|disarm|frees?\b|hostages? (?:are )?freed|pull(?:s|ed)? out",
    "REQUEST": r"calls? (?:on|for)|urg|demand|appeals?|asks?\b|orders?\b",
    "ACCUSE": r"accus|condemn|criticiz|denounc|charg|indict|investigat|inquiry|sues?\b",
    "REJECT": r"reject|refus|veto|declin|denie[sd]|oppose|boycott|cancel",
    "THREATEN": r"threat|warn|ultimatum|vow",
    "PROTEST": r"protest|demonstrat|strike\b|riot|rally|march",
    "SANCTION": r"sanction|convict|expel|suspend|embargo|tariff|found guilty|dismiss|recalls?",
    "MOBILIZE": r"deploy|troops|mobili[sz]|test-fires?|missile test|alert|warship|drills?",
    "COERCE": r"arrest|detain|ban(?:s|ned)?\b|curfew|emergency|seiz|raid|censor|block"
    r"|hack|deport|captur|sentenc",
    "ASSAULT": r"kill|attack|bomb|shell|airstrike|clash|abduct|kidnap|shoot|assassinat",
}
Report = dict[str, str]
Years = dict[str, list[Report]]


def main() -> None:
    """Write the batches of every edition, each as JSON Lines; no report is drawn twice."""
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    used = set[str]()
    for edition, seed in enumerate(SEEDS):
        batches = _edition(Path(sys.argv[1]), seed, used)
        for number, batch in enumerate(batches, edition * BATCHES):
            lines = [
                json.dumps({key: r[key] for key in ("id", "published", "text")}, ensure_ascii=False)
                for r in batch
            ]
            path = Path(sys.argv[2]) / f"batch-{number:02}.jsonl"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _edition(news: Path, seed: int, used: set[str]) -> Iterator[list[Report]]:
    """The batches of one seed, of reports that `used` does not hold yet; it grows by them."""
    chance = random.Random(seed)
    years = _load(news)
    for reports in years.values():
        chance.shuffle(reports)
    years = {year: reports for year, reports in years.items() if year >= FIRST_YEAR}
    cells = [_draw(_hinted(years, hint, chance), PER_CATEGORY, used, chance) for hint in HINTS.values()]
    cells.append(_draw(_longer(years), PER_LONG, used, chance))
    cells.append(_draw({year: list(reports) for year, reports in years.items()}, PER_ANY, used, chance))
    for number in range(BATCHES):
        shares = [len(cell) // BATCHES for cell in cells]
        batch = [r for cell, share in zip(cells, shares, strict=True) for r in cell[number * share :][:share]]
        chance.shuffle(batch)
        yield batch


def _load(path: Path) -> Years:
    years: Years = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for report in map(json.loads, lines):
            if SHORTEST <= len(report["text"]) <= LONGEST:
                years.setdefault(report["published"][:4], []).append(report)
    return years


def _hinted(years: Years, hint: str, chance: random.Random) -> Years:
    chosen = {
        year: [r for r in reports if re.search(hint, r["text"], re.IGNORECASE)]
        for year, reports in years.items()
    }
    for reports in chosen.values():
        chance.shuffle(reports)
    return chosen


def _longer(years: Years) -> Years:
    return {year: [r for r in reports if len(r["text"]) > LONG] for year, reports in years.items()}


def _draw(pool: Years, count: int, used: set[str], chance: random.Random) -> list[Report]:
    """`count` reports that no cell has yet, year by year in turn."""
    drawn = list[Report]()
    years = [year for year, reports in pool.items() if reports]
    while len(drawn) < count and years:
        chance.shuffle(years)
        for year in years:
            while pool[year] and len(drawn) < count:
                report = pool[year].pop()
                if report["id"] not in used:
                    used.add(report["id"])
                    drawn.append(report)
                    break
        years = [year for year in years if pool[year]]
    return drawn


if __name__ == "__main__":
    main()
