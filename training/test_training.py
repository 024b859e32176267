"""Training in small, from marked text to a model file that the coder loads: `make test-training`."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from calibrate import fit, fit_calibration
from corpus import load_corpus, part_of
from dragoman.codebook.categories import load_plover
from dragoman.corpus.marked import parse_record
from dragoman.language.calibration import Calibration
from dragoman.language.clauses import Thresholds
from dragoman.language.encoder import load_encoder
from dragoman.language.labels import labels_of
from dragoman.language.pieces import load_word_pieces
from evaluate import evaluate, score_records
from examples import joint_example, merge, pair_examples
from export import export_quantised
from model import JointModel
from run import base_weights
from train import Recipe, Round, role_heads, run_model, train

LABELS, PIECES = labels_of(load_plover()), load_word_pieces()
RECORD = parse_record(
    "t-1 published=2024-05-03",
    "{k UKR/GOV|Kyiv} has {ACCUSE/allege 1123 s=k t=b|accused} {b CHN/GOV|Beijing} of "
    "{AID 072 s=b t=m by=k|arming} {m RUS/GOV|Moscow}. "
    "{k+b|Both capitals} then {CONSULT 040 s=k,b|met}.",
    "here",
)


def test_an_example_has_an_answer_a_word_and_an_arc_a_relation():
    example = joint_example(RECORD, LABELS, PIECES)
    assert len(example.triggers) == len(example.mention_tags) == len(example.features.first_pieces)
    told = [LABELS.categories[tag - 2] for tag in example.triggers if tag > 1]
    assert told == ["ACCUSE", "AID", "CONSULT"]
    sources = [targets for relation, _, targets in example.arcs if relation == 0]
    assert [int(np.nansum(targets)) for targets in sources] == [
        1,
        1,
        2,
    ]  # one word each; both ends of "Both ..."


def test_pairs_are_directed_unless_the_event_is_mutual():
    pairs = list(pair_examples(RECORD, LABELS, PIECES))
    assert [LABELS.pairs[pair.label] for pair in pairs] == [("ACCUSE", "11"), ("AID", "07")]
    assert all({1, 2} <= set(pair.features.markers) for pair in pairs)


def test_merged_records_keep_their_parties_apart():
    merged = merge([RECORD, RECORD])
    assert len(merged.events) == 2 * len(RECORD.events)
    assert not {*merged.events[0].sources} & {*merged.events[3].sources}


def test_roles_asked_for_some_words_are_those_of_all_words():
    torch.manual_seed(1)
    model = JointModel(LABELS, len(PIECES)).eval()
    example = joint_example(RECORD, LABELS, PIECES)
    heads = role_heads([example])
    with torch.no_grad():
        some = run_model(model, [example.features], heads, PIECES)["roles"]
        every = run_model(model, [example.features], None, PIECES)["roles"]
    assert torch.allclose(some, every[heads[:, 0], :, heads[:, 1]], atol=1e-4)


@pytest.mark.filterwarnings("default")  # torch deprecates the exporter that quantisation still needs
def test_a_short_training_ends_in_a_model_that_the_coder_loads(tmp_path: Path):
    records = [record for record in load_corpus(None) if part_of(record.record_id) == "train"][:40]
    recipe = replace(Recipe(), rounds=(Round(3, 2e-4, 1e-3, 0.3),))
    model = train(records, LABELS, base_weights(), recipe)
    path = tmp_path / "model.onnx"
    sample = [joint_example(record, LABELS, PIECES).features for record in records[:4]]
    assert export_quantised(model, sample, path, LABELS) < 0.001
    encoder = load_encoder(load_plover(), PIECES.pad, path)
    scored = score_records(records[:4], encoder, PIECES)
    assert set(evaluate(scored, encoder, Thresholds())) >= {"trigger", "category", "sources", "targets"}
    assert isinstance(fit_calibration(scored, encoder, Thresholds(0.05, 0.05, 0.05, 0.5)), Calibration)


def test_calibration_finds_the_weights_that_made_the_answers():
    chance = np.random.default_rng(1)
    inputs = np.column_stack([chance.normal(3, 3, 4000), chance.normal(2, 3, 4000), np.ones(4000)])
    shares = 1 / (1 + np.exp(-inputs @ np.array([0.5, 0.3, -1.0])))
    weights = fit(inputs, (chance.random(4000) < shares).astype(float))
    assert np.allclose(weights, [0.5, 0.3, -1.0], atol=0.1)


def test_a_record_stays_in_its_part_as_the_corpus_grows():
    parts = [part_of(f"own-a-{number:03}") for number in range(1, 8)]
    assert parts == ["train", "train", "test", "train", "validation", "validation", "train"]
