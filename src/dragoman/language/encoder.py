"""The ONNX model; the only door to onnxruntime."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from dragoman.codebook.categories import Codebook
from dragoman.errors import ModelMismatch
from dragoman.language.calibration import Calibration
from dragoman.language.clauses import Scores, Thresholds
from dragoman.language.features import INPUT_NAMES, OUTPUT_NAMES, Features, stack
from dragoman.language.labels import Labels, labels_of


class Encoder(Protocol):
    """Whatever turns passages into scores: the shipped model, or a test's hand-made one."""

    labels: Labels
    thresholds: Thresholds
    calibration: Calibration
    version: str

    def score(self, passages: Sequence[Features]) -> list[Scores]:
        """The scores of each passage, in the order given."""
        ...


class OnnxEncoder:
    """A trained model in an ONNX file, run on one core."""

    def __init__(self, session: onnxruntime.InferenceSession, labels: Labels, pad: int) -> None:
        self._session = session
        self._pad = pad
        described = session.get_modelmeta().custom_metadata_map
        self.labels = labels
        self.version = described["version"]
        self.thresholds = Thresholds(**json.loads(described["thresholds"]))
        self.calibration = Calibration(**json.loads(described["calibration"]))

    def score(self, passages: Sequence[Features]) -> list[Scores]:
        """The scores of each passage, in the order given.

        Each passage runs alone: the bytes of a layer's input share one scale, so a passage that ran
        beside another would be read a little otherwise, and coding would depend on the company.
        It costs an eighth more time than batches of sixteen.
        """
        return [self._score(features) for features in passages]

    def _score(self, features: Features) -> Scores:
        outputs = self._session.run(OUTPUT_NAMES, stack([features], self._pad))
        return Scores(*(np.asarray(output[0]) for output in outputs))


def load_encoder(codebook: Codebook, pad: int, path: Path | None = None) -> OnnxEncoder:
    """The encoder of a model file, or the shipped one.

    Raises:
        ModelMismatch: the file is no such model, or its labels are not the codebook's.
    """
    if path is None:
        with as_file(files("dragoman.language") / "model" / "model.onnx") as shipped:
            return load_encoder(codebook, pad, shipped)
    session = _session(path)
    described = session.get_modelmeta().custom_metadata_map
    labels = labels_of(codebook)
    names = {given.name for given in session.get_inputs()}
    if described.get("labels") != labels.dump() or names != set(INPUT_NAMES):
        raise ModelMismatch(
            "The model's labels are not the codebook's, or not in its order",
            str(path),
            f"train a model for codebook {codebook.version}, or load the codebook it was trained for",
        )
    return OnnxEncoder(session, labels, pad)


@cache
def _session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread a process: two workers of one thread read half as much again as one of two.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own errors share no public base class
        raise ModelMismatch(
            f"Not a model that can be run: {error}", str(path), "install dragoman again"
        ) from error
