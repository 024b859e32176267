"""The joint model in torch: one MiniLM encoder, a few heads. Its ONNX export is what dragoman ships."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dragoman.language.labels import Labels

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536  # all-MiniLM-L6-v2
SHAPES, MARKERS = 5, 3
ROLE_WIDTH = 64
CELL, CELL_HEADS = 64, 2
FARTHEST = 30  # words between trigger and filler, from which on distance makes no difference


class Layer(nn.Module):
    """One transformer layer of BERT, norms after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.norm_mix = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        rows, length, _ = states.shape
        split = (rows, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = (
            part(states).view(split).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        weights = query @ key.transpose(2, 3) / math.sqrt(split[3]) + bias
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).reshape(rows, length, WIDTH)
        states = self.norm_mix(states + self.dropout(self.mix(mixed)))
        inner = functional.gelu(self.widen(states))
        return self.norm_out(states + self.dropout(self.narrow(inner)))


class Rivalry(nn.Module):
    """All words as fillers of one head, weighed against each other: a small layer over (head, word) cells."""

    def __init__(self, relations: int, dropout: float) -> None:
        super().__init__()
        self.head, self.filler = nn.Linear(WIDTH, CELL), nn.Linear(WIDTH, CELL)
        self.apart = nn.Embedding(2 * FARTHEST + 1, CELL)
        nn.init.normal_(self.apart.weight, std=0.1)
        self.norm_in, self.norm_mix, self.norm_out = (nn.LayerNorm(CELL) for _ in range(3))
        self.query, self.key, self.value = (nn.Linear(CELL, CELL) for _ in range(3))
        self.mix = nn.Linear(CELL, CELL)
        self.widen, self.narrow = nn.Linear(CELL, 2 * CELL), nn.Linear(2 * CELL, CELL)
        self.out = nn.Linear(CELL, relations)
        self.dropout = nn.Dropout(dropout)

    def forward(self, heads: Tensor, fillers: Tensor, apart: Tensor, padding: Tensor) -> Tensor:
        """Logits (heads, words, relations).

        `heads` is (heads, width), `fillers` (heads, words, cell); `apart`, the words between the two, and
        `padding`, where there is no word, are (heads, words).
        """
        cells = self.norm_in(self.head(heads)[:, None] + fillers + self.apart(apart))
        split = (*cells.shape[:2], CELL_HEADS, CELL // CELL_HEADS)
        query, key, value = (
            part(cells).view(split).transpose(1, 2) for part in (self.query, self.key, self.value)
        )
        bias = padding[:, None, None, :].float() * -10000.0
        weights = query @ key.transpose(2, 3) / math.sqrt(split[3]) + bias
        mixed = (weights.softmax(-1) @ value).transpose(1, 2).reshape(cells.shape)
        cells = self.norm_mix(cells + self.dropout(self.mix(mixed)))
        inner = functional.gelu(self.widen(cells))
        return self.out(self.norm_out(cells + self.dropout(self.narrow(inner))))


class JointModel(nn.Module):
    """From the arrays of `dragoman.language.features` to the scores of every head.

    Scores are logits, one row a word but for `roles` (passage, relation, word, word: a trigger or
    later mention in the rows, a mention in the columns) and `pair` (passage, pair label), which is
    read only where source and target are marked.
    """

    def __init__(self, labels: Labels, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, WIDTH)
        self.positions, self.segments = nn.Embedding(512, WIDTH), nn.Embedding(2, WIDTH)
        self.shapes, self.markers = nn.Embedding(SHAPES, WIDTH), nn.Embedding(MARKERS, WIDTH)
        self.norm_in = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.mentions = nn.Linear(WIDTH, len(labels.mention_tags))
        self.sectors = nn.Linear(WIDTH, len(labels.sectors))
        self.triggers = nn.Linear(WIDTH, 2 + len(labels.categories))
        self.modes = nn.Linear(WIDTH, len(labels.modes))
        self.cameo = nn.Linear(WIDTH, len(labels.cameo))
        self.modalities = nn.Linear(WIDTH, len(labels.modalities))
        self.historical = nn.Linear(WIDTH, 1)
        self.relations = len(labels.relations)
        self.head, self.filler = (
            nn.Sequential(nn.Linear(WIDTH, ROLE_WIDTH * self.relations), nn.GELU(), nn.Dropout(dropout))
            for _ in range(2)
        )
        self.mix_roles = nn.Parameter(torch.randn(self.relations, ROLE_WIDTH, ROLE_WIDTH) / ROLE_WIDTH)
        self.nearness = nn.Embedding(2 * FARTHEST + 1, self.relations)
        nn.init.constant_(self.nearness.weight, -2.0)
        self.rival = Rivalry(self.relations, dropout)
        self.pair = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, len(labels.pairs)))
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.markers.weight, std=0.02)
        nn.init.zeros_(self.markers.weight[0].data)
        self.pieces.weight.requires_grad_(False)  # half the parameters; freezing them loses nothing

    def encode(self, piece_ids: Tensor, shapes: Tensor, markers: Tensor, mask: Tensor) -> Tensor:
        """Hidden states, (passages, pieces, width)."""
        positions = torch.cumsum(torch.ones_like(piece_ids), 1) - 1
        states = self.pieces(piece_ids) + self.positions(positions) + self.segments.weight[0]
        states = self.norm_in(states + self.shapes(shapes) + self.markers(markers))
        states = self.dropout(states)
        bias = (1.0 - mask[:, None, None, :].float()) * -10000.0
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def forward(
        self,
        piece_ids: Tensor,
        shapes: Tensor,
        markers: Tensor,
        mask: Tensor,
        first_pieces: Tensor,
        heads: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        """Every head's scores, in the order of the features module's `OUTPUT_NAMES`.

        With `heads`, (passage, word) a row, `roles` is (heads, relations, words), for those words only.
        """
        states = self.encode(piece_ids, shapes, markers, mask)
        index = first_pieces[:, :, None].expand(-1, -1, WIDTH)
        words = self.dropout(torch.gather(states, 1, index))
        tagging = (self.mentions, self.sectors, self.triggers, self.modes, self.cameo, self.modalities)
        scores = [head(words) for head in tagging]
        return (
            *scores,
            self.historical(words)[:, :, 0],
            self._roles(words, first_pieces, heads),
            self._pair(states, markers, mask),
        )

    def _roles(self, words: Tensor, first_pieces: Tensor, heads: Tensor | None) -> Tensor:
        count = words.shape[1]
        shape = (words.shape[0], count, self.relations, ROLE_WIDTH)
        head = self.head(words).view(shape).permute(0, 2, 1, 3)
        filler = self.filler(words).view(shape).permute(0, 2, 3, 1)
        places = torch.cumsum(torch.ones_like(words[0, :, 0]), 0)
        apart = (places[None, :] - places[:, None]).clamp(-FARTHEST, FARTHEST).long() + FARTHEST
        single = head @ self.mix_roles @ filler + self.nearness(apart).permute(2, 0, 1)[None]
        fillers, padding = self.rival.filler(words), first_pieces == 0
        if heads is not None:
            passage, place = heads[:, 0], heads[:, 1]
            rival = self.rival(words[passage, place], fillers[passage], apart[place], padding[passage])
            return single[passage, :, place] + rival.transpose(1, 2)
        every = (words.shape[0], count, count)
        rival = self.rival(
            words.reshape(-1, WIDTH),
            fillers[:, None].expand(*every, CELL).reshape(-1, count, CELL),
            apart[None].expand(every).reshape(-1, count),
            padding[:, None].expand(every).reshape(-1, count),
        )
        return single + rival.view(*every, self.relations).permute(0, 3, 1, 2)

    def pair_scores(self, piece_ids: Tensor, shapes: Tensor, markers: Tensor, mask: Tensor) -> Tensor:
        """The scores of the `pair` head alone, (passages, pair labels)."""
        return self._pair(self.encode(piece_ids, shapes, markers, mask), markers, mask)

    def _pair(self, states: Tensor, markers: Tensor, mask: Tensor) -> Tensor:
        def mean(where: Tensor) -> Tensor:
            weights = where.float()[:, :, None]
            return (states * weights).sum(1) / weights.sum(1).clamp(min=1.0)

        pooled = torch.cat([mean(markers == 1), mean(markers == 2), mean(mask == 1)], -1)
        return self.pair(self.dropout(pooled))


def load_base(model: JointModel, weights: Path) -> None:
    """Fill the encoder from the safetensors file of all-MiniLM-L6-v2; the heads stay as they are."""
    tensors = load_file(weights)
    tensors = {name.removeprefix("bert."): tensor for name, tensor in tensors.items()}
    names = {
        "pieces": "embeddings.word_embeddings",
        "positions": "embeddings.position_embeddings",
        "segments": "embeddings.token_type_embeddings",
        "norm_in": "embeddings.LayerNorm",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mix": "attention.output.dense",
        "norm_mix": "attention.output.LayerNorm",
        "widen": "intermediate.dense",
        "narrow": "output.dense",
        "norm_out": "output.LayerNorm",
    }
    names |= {
        f"layers.{number}.{ours}": f"encoder.layer.{number}.{theirs}"
        for number in range(LAYERS)
        for ours, theirs in parts.items()
    }
    state = {
        f"{ours}.{kind}": tensors[f"{theirs}.{kind}"]
        for ours, theirs in names.items()
        for kind in ("weight", "bias")
        if f"{theirs}.{kind}" in tensors
    }
    outcome = model.load_state_dict(state, strict=False)
    if outcome.unexpected_keys:
        raise ValueError(f"{weights}: tensors with no place in the model: {outcome.unexpected_keys}")
