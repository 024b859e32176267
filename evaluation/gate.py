"""Hold the scores against their floors: `python evaluation/gate.py [--update] [--lower DATA/FIGURE ...]`.

Two kinds of floor. `own text` is measured here and now, on the part of our own marked text that the model
was not trained on. The others are read from `scores.json`, which `measure.py` writes from annotated data
outside the project; a table measured with other code, tables or model than the present ones does not count.

`--update` raises floors to what was reached, less a margin for noise; it lowers one only when told by name.
"""

import argparse
import json
import sys
from pathlib import Path

from fingerprint import fingerprint

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))
from corpus import load_corpus, part_of  # noqa: E402 - the reader of the corpus lives with the training
from dragoman.codebook.categories import load_plover  # noqa: E402
from dragoman.language.encoder import load_encoder  # noqa: E402
from dragoman.language.pieces import load_word_pieces  # noqa: E402
from evaluate import evaluate, pair_accuracy, score_records  # noqa: E402

FLOORS, SCORES = HERE / "floors.json", HERE / "scores.json"
MARGIN = 0.5  # points that a floor stays below the score it was set from
LIVE = ("category", "sources", "targets", "modality")


def main() -> int:
    """Print each floor with its score; 1 when one is missed or the table is stale."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--lower", nargs="*", default=[], metavar="DATA/FIGURE")
    options = parser.parse_args()
    table = json.loads(SCORES.read_text(encoding="utf-8"))
    reached = _measured(table) | _live()
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    stale = table["fingerprint"] != fingerprint()
    if options.update:
        floors = _raised(floors, reached, set(options.lower))
        FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    missed = [
        name for name, floor in floors.items() if reached.get(name, {}).get("score", -1) < floor["score"]
    ]
    missed += [
        name for name, floor in floors.items() if reached.get(name, {}).get("sha256") != floor["sha256"]
    ]
    for name, floor in sorted(floors.items()):
        score = reached.get(name, {}).get("score")
        print(f"{'BELOW' if name in missed else 'ok':6} {name:60} {score} (floor {floor['score']})")
    if stale:
        print("scores.json was measured with other code, tables or model: run evaluation/measure.py again")
    return int(bool(missed) or stale)


def _measured(table: dict[str, object]) -> dict[str, dict[str, object]]:
    return {
        f"{result['data']}/{figure}": {"score": score, "sha256": result["sha256"]}
        for result in table["results"]  # type: ignore[attr-defined]
        for figure, score in result["scores"].items()
        if figure not in {"gold", "coded", "matched", "answered"}
    }


def _live() -> dict[str, dict[str, object]]:
    """Scores on our own text, those parts that were kept from training."""
    pieces = load_word_pieces()
    encoder = load_encoder(load_plover(), pieces.pad)
    records = [record for record in load_corpus(None) if part_of(record.record_id) == "test"]
    report = evaluate(score_records(records, encoder, pieces), encoder, encoder.thresholds)
    scores = {name: report[name] for name in LIVE} | {"pair": pair_accuracy(records, encoder, pieces)}
    return {f"own text/{name}": {"score": score, "sha256": "live"} for name, score in scores.items()}


def _raised(
    floors: dict[str, dict[str, object]], reached: dict[str, dict[str, object]], lower: set[str]
) -> dict[str, dict[str, object]]:
    for name, result in reached.items():
        score = round(float(result["score"]) - MARGIN, 1)  # type: ignore[arg-type]
        known = floors.get(name)
        if known is None or name in lower or score > float(known["score"]):  # type: ignore[arg-type]
            floors[name] = {"score": score, "sha256": result["sha256"]}
    return floors


if __name__ == "__main__":
    sys.exit(main())
