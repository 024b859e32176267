"""Time and memory by the number of reports: `python benchmarks/growth.py REPORTS.jsonl[.gz] [COUNT...]`.

For each count, `dragoman read` codes that many of the reports into a fresh ledger, on every core, as a
user would run it: start, ledger and all. Cost is linear when the last column stays the same.
"""

import gzip
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

COUNTS = (1000, 3000, 10000, 30000, 90000)


def main() -> None:
    """Print one line a count."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    counts = [int(count) for count in sys.argv[2:]] or COUNTS
    print("reports  seconds  peak MB of the largest process  ms a report", flush=True)
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            taken = _first(Path(sys.argv[1]), count, Path(folder) / "reports.jsonl")
            seconds, peak = _read(taken, Path(folder) / "growth.duckdb")
        print(f"{count:7} {seconds:8.1f} {peak:8.0f} {1000 * seconds / count:8.2f}", flush=True)


def _first(path: Path, count: int, out: Path) -> Path:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines, out.open("w", encoding="utf-8") as taken:
        taken.writelines(islice(lines, count))
    return out


def _read(reports: Path, ledger: Path) -> tuple[float, float]:
    command = [
        sys.executable,
        "-m",
        "dragoman",
        "read",
        str(reports),
        "--ledger",
        str(ledger),
        "--format",
        "csv",
    ]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"dragoman read failed with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
