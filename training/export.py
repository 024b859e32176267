"""The trained model as one quantised ONNX file, with its labels and thresholds inside."""

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from dragoman.language.calibration import Calibration
from dragoman.language.clauses import Thresholds
from dragoman.language.features import INPUT_NAMES, OUTPUT_NAMES, Features, stack
from dragoman.language.labels import Labels
from dragoman.language.pieces import load_word_pieces
from model import JointModel

OPSET = 17


def export(model: JointModel, sample: Sequence[Features], path: Path) -> None:
    """Write the model in single precision; `sample` shows it what a padded batch looks like."""
    model.eval()
    arrays = stack(sample, load_word_pieces().pad)
    inputs = tuple(torch.from_numpy(arrays[name]) for name in INPUT_NAMES)
    axes = {name: {0: "passages", 1: "pieces"} for name in INPUT_NAMES} | {
        "first_pieces": {0: "passages", 1: "words"}
    }
    axes |= {name: {0: "passages", 1: "words"} for name in OUTPUT_NAMES}
    axes |= {"roles": {0: "passages", 2: "words", 3: "words"}, "pair": {0: "passages"}}
    torch.onnx.export(
        model,
        inputs,
        str(path),
        input_names=list(INPUT_NAMES),
        output_names=list(OUTPUT_NAMES),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    model.eval()  # the exporter puts a model built for training back into that state


def quantise(single: Path, path: Path) -> None:
    """Weights as signed bytes, one scale a channel, seven bits of eight.

    The seventh bit is given up (`reduce_range`) because processors without VNNI add pairs of
    products in sixteen bits, and full-range weights overflow there without a word.
    """
    quantize_dynamic(
        str(single),
        str(path),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        nodes_to_exclude=_stacked_products(single),
    )


def _stacked_products(path: Path) -> list[str]:
    """The products with a stack of matrices, which ONNX Runtime cannot do in bytes a channel."""
    graph = onnx.load(str(path)).graph
    stacked = {weight.name for weight in graph.initializer if len(weight.dims) > 2}
    return [node.name for node in graph.node if node.op_type == "MatMul" and stacked & set(node.input)]


def describe(
    path: Path, labels: Labels, version: str, thresholds: Thresholds, calibration: Calibration
) -> None:
    """Write into the file what its outputs mean, how far to trust them, and its version."""
    model = onnx.load(str(path))
    del model.metadata_props[:]
    values = {
        "labels": labels.dump(),
        "version": version,
        "thresholds": json.dumps(asdict(thresholds)),
        "calibration": json.dumps(asdict(calibration)),
    }
    for key, value in values.items():
        entry = model.metadata_props.add()
        entry.key, entry.value = key, value
    onnx.save(model, str(path))


def check_parity(model: JointModel, path: Path, sample: Sequence[Features]) -> float:
    """The largest difference between torch and the ONNX file over a padded batch, in logits."""
    arrays = stack(sample, load_word_pieces().pad)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    theirs = session.run(list(OUTPUT_NAMES), arrays)
    with torch.no_grad():
        ours = model(**{name: torch.from_numpy(array) for name, array in arrays.items()})
    return max(float(np.abs(a.numpy() - b).max()) for a, b in zip(ours, theirs, strict=True))


def export_quantised(
    model: JointModel,
    sample: Sequence[Features],
    path: Path,
    labels: Labels,
) -> float:
    """Export, quantise and describe as a draft; returns how far the export lies from torch."""
    with tempfile.TemporaryDirectory() as folder:
        single = Path(folder) / "single.onnx"
        export(model, sample, single)
        apart = check_parity(model, single, sample)
        quantise(single, path)
    describe(path, labels, "draft", Thresholds(), Calibration())
    return apart
