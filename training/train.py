"""Train the joint model on marked texts."""

import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # on a shared machine spinning threads cost five times

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from dragoman.corpus.marked import MarkedText
from dragoman.language.features import OUTPUT_NAMES, Features, stack
from dragoman.language.labels import Labels
from dragoman.language.pieces import WordPieces, load_word_pieces
from examples import SAME, UNKNOWN, Example, PairExample, joint_example, merge, pair_examples
from model import JointModel, load_base


@dataclass(frozen=True, slots=True)
class Round:
    """A stretch of training with its own learning rates, which rise for `warmup` of it and then fall to 0."""

    steps: int
    rate: float
    head_rate: float
    warmup: float


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run is made of; written into the model card."""

    rounds: tuple[Round, ...] = (Round(2200, 2e-4, 1e-3, 0.075),)
    batch: int = 16
    batch_letters: int = 5000
    merge_share: float = 0.4
    merge_letters: int = 900
    decay: float = 0.01
    pair_weight: float = 2.0
    pairs: int = 5
    role_weight: float = 0.6
    mode_weight: float = 0.5
    cameo_weight: float = 0.3
    seed: int = 1


def joint_loss(outputs: dict[str, Tensor], batch: Sequence[Example], recipe: Recipe) -> Tensor:
    """The sum of every head's loss over one batch of marked passages."""
    width = outputs["triggers"].shape[1]

    def column(name: str, empty: float) -> Tensor:
        rows = [getattr(example, name) for example in batch]
        padded = [np.pad(row, (0, width - len(row)), constant_values=empty) for row in rows]
        return torch.from_numpy(np.stack(padded))

    weights = column("weights", 0.0)
    padding = weights == 0

    def entropy(name: str, answers: Tensor, weigh: bool) -> Tensor:
        logits = outputs[name].float().flatten(0, 1)
        losses = functional.cross_entropy(logits, answers.flatten(), ignore_index=UNKNOWN, reduction="none")
        counted = (answers.flatten() != UNKNOWN).float() * (weights.flatten() if weigh else 1.0)
        return (losses * counted).sum() / counted.sum().clamp(min=1.0)

    def per_passage(name: str, answers: Tensor) -> Tensor:
        return entropy(name, answers.masked_fill(padding, UNKNOWN), weigh=True) * _mean_length(batch)

    loss = (
        per_passage("triggers", column("triggers", 0)) * 0.5
        + per_passage("mentions", column("mention_tags", 0)) * 0.25
    )
    for name, share in (
        ("modes", recipe.mode_weight),
        ("cameo", recipe.cameo_weight),
        ("modalities", 0.5),
        ("sectors", 0.5),
    ):
        loss = loss + share * entropy(name, column(name, UNKNOWN), weigh=False)
    return (
        loss
        + 0.3 * _historical_loss(outputs, column("historical", math.nan))
        + recipe.role_weight * _role_loss(outputs, batch)
    )


def _mean_length(batch: Sequence[Example]) -> float:
    """Words a passage, capped: the sum over a passage, not the mean over words, weighs a rare trigger."""
    return min(20.0, sum(len(example.triggers) for example in batch) / len(batch)) / 2


def _historical_loss(outputs: dict[str, Tensor], answers: Tensor) -> Tensor:
    known = ~answers.isnan()
    if not known.any():
        return torch.zeros(())
    return functional.binary_cross_entropy_with_logits(outputs["historical"].float()[known], answers[known])


def _role_loss(outputs: dict[str, Tensor], batch: Sequence[Example]) -> Tensor:
    rows = [(index, *arc) for index, example in enumerate(batch) for arc in example.arcs]
    if not rows:
        return torch.zeros(())
    width = outputs["roles"].shape[-1]
    places = {tuple(place): number for number, place in enumerate(role_heads(batch).tolist())}
    index = torch.tensor([(places[passage, head], relation) for passage, relation, head, _ in rows])
    targets = torch.from_numpy(
        np.stack([np.pad(targets, (0, width - len(targets)), constant_values=np.nan) for *_, targets in rows])
    )
    logits = outputs["roles"].float()[index[:, 0], index[:, 1]]
    known = ~targets.isnan()
    events = sum(relation == 0 for _, relation, _, _ in rows) + 0.5 * sum(
        relation == SAME for _, relation, _, _ in rows
    )
    losses = functional.binary_cross_entropy_with_logits(logits[known], targets[known], reduction="sum")
    return losses / max(1.0, events)


def role_heads(batch: Sequence[Example]) -> Tensor:
    """The (passage, word) places whose fillers are asked for; one at least."""
    places = {(index, head) for index, example in enumerate(batch) for _, head, _ in example.arcs}
    return torch.tensor(sorted(places) or [(0, 0)])


def run_model(
    model: JointModel, features: Sequence[Features], heads: Tensor | None, pieces: WordPieces
) -> dict[str, Tensor]:
    """The model's outputs by name for a batch of features, `roles` for the given heads only, if any."""
    arrays = {name: torch.from_numpy(array) for name, array in stack(features, pieces.pad).items()}
    return dict(zip(OUTPUT_NAMES, model(**arrays, heads=heads), strict=True))


def train(records: Sequence[MarkedText], labels: Labels, weights: Path, recipe: Recipe) -> JointModel:
    """The trained model.

    Each step shows passages as the coder meets them, and beside them some pairs with their markers, for
    the `pair` head: markers in the passages themselves would give the roles away.
    """
    torch.manual_seed(recipe.seed)
    pieces = load_word_pieces()
    pairs = [pair for record in records for pair in pair_examples(record, labels, pieces)]
    if not pairs:
        sys.exit("The corpus has no event with a source and a target: nothing to train on")
    print(f"{len(records)} passages, {len(pairs)} pairs", file=sys.stderr, flush=True)
    model = JointModel(labels, len(pieces))
    load_base(model, weights)
    for number, stretch in enumerate(recipe.rounds):
        chance = random.Random(recipe.seed + number)
        _train_round(model, records, pairs, labels, pieces, recipe, stretch, chance)
    return model.eval()


def _train_round(
    model: JointModel,
    records: Sequence[MarkedText],
    pairs: Sequence[PairExample],
    labels: Labels,
    pieces: WordPieces,
    recipe: Recipe,
    stretch: Round,
    chance: random.Random,
) -> None:
    optimizer, scheduler = _optimizer(model, recipe, stretch)
    marked = _stream(pairs, chance)
    started, losses = time.monotonic(), list[tuple[float, float]]()
    model.train()
    for step, texts in enumerate(islice(_batches(records, recipe, chance), stretch.steps), 1):
        batch = [joint_example(text, labels, pieces) for text in texts]
        outputs = run_model(model, [example.features for example in batch], role_heads(batch), pieces)
        joint = joint_loss(outputs, batch, recipe)
        pair = _pair_loss(model, [next(marked) for _ in range(recipe.pairs)], pieces)
        optimizer.zero_grad()
        (joint + recipe.pair_weight * pair).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        scheduler.step()
        losses.append((float(joint.detach()), float(pair.detach())))
        if step % 100 == 0 or step == stretch.steps:
            means = np.mean(losses[-100:], axis=0)
            print(
                f"step {step} of {stretch.steps}, {time.monotonic() - started:.0f} s, "
                f"loss {means[0]:.3f}, of pairs {means[1]:.3f}",
                file=sys.stderr,
                flush=True,
            )


def _batches(
    records: Sequence[MarkedText], recipe: Recipe, chance: random.Random
) -> Iterator[list[MarkedText]]:
    """Epoch after epoch, without end."""
    while True:
        yield from _epoch(records, recipe, chance)


def _epoch(records: Sequence[MarkedText], recipe: Recipe, chance: random.Random) -> list[list[MarkedText]]:
    """Every record once, some alone and some merged, in batches of like length and cost."""
    shuffled = chance.sample(list(records), len(records))
    texts, position = list[MarkedText](), 0
    while position < len(shuffled):
        count = chance.choice((2, 3)) if chance.random() < recipe.merge_share else 1
        while count > 1 and _letters(shuffled[position : position + count]) > recipe.merge_letters:
            count -= 1
        texts.append(merge(shuffled[position : position + count]))
        position += count
    batches = [list[MarkedText]()]
    for text in sorted(texts, key=lambda text: len(text.text) + chance.uniform(0, 60)):
        grown = len(batches[-1]) + 1
        if batches[-1] and (grown > recipe.batch or grown * len(text.text) > recipe.batch_letters):
            batches.append([])
        batches[-1].append(text)
    chance.shuffle(batches)
    return batches


def _letters(records: Sequence[MarkedText]) -> int:
    return sum(len(record.text) for record in records)


def _stream(pairs: Sequence[PairExample], chance: random.Random) -> Iterator[PairExample]:
    """Every pair in ever new order, without end."""
    while True:
        yield from chance.sample(list(pairs), len(pairs))


def _pair_loss(model: JointModel, pairs: Sequence[PairExample], pieces: WordPieces) -> Tensor:
    arrays = stack([pair.features for pair in pairs], pieces.pad)
    names = ("piece_ids", "shapes", "markers", "mask")
    logits = model.pair_scores(*(torch.from_numpy(arrays[name]) for name in names))
    labels = torch.tensor([pair.label for pair in pairs])
    return functional.cross_entropy(logits, labels, label_smoothing=0.05)


def _optimizer(
    model: JointModel, recipe: Recipe, stretch: Round
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    body = ("layers.", "positions", "segments", "norm_in", "pieces")
    slow, fast = [], []
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            (slow if name.startswith(body) else fast).append(parameter)
    groups = [{"params": slow, "lr": stretch.rate}, {"params": fast, "lr": stretch.head_rate}]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
    steps, warm = stretch.steps, max(1, int(stretch.steps * stretch.warmup))

    def share(step: int) -> float:
        return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))

    return optimizer, torch.optim.lr_scheduler.LambdaLR(optimizer, share)
