"""The label space of the encoder's heads, derived from the codebook, in a fixed order."""

import json
from dataclasses import dataclass

from dragoman.codebook.categories import Codebook
from dragoman.codebook.crosswalk import cameo_choices

MENTION_KINDS = ("party", "place", "date")
MODALITIES = ("actual", "negation", "future", "hypothetical")
RELATIONS = ("source", "target", "speaker", "place", "date", "same")
OUTSIDE, INSIDE = 0, 1  # of a trigger; its first word carries the category, from 2 on


@dataclass(frozen=True, slots=True)
class Labels:
    """What each output column of the model means.

    `modes` holds (category, mode) with mode None for "no mode fits"; `cameo` holds
    (category, code); `pairs` holds (category, CAMEO root), what may pass between two given
    parties. Mention tags are outside, then begin and inside of each kind.
    """

    categories: tuple[str, ...]
    modes: tuple[tuple[str, str | None], ...]
    cameo: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    sectors: tuple[str, ...]
    mention_tags: tuple[str, ...] = (
        "outside",
        *(f"{at} {kind}" for kind in MENTION_KINDS for at in ("begin", "inside")),
    )
    modalities: tuple[str, ...] = MODALITIES
    relations: tuple[str, ...] = RELATIONS

    def dump(self) -> str:
        """The labels as one line of JSON, as the model file carries them."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}, sort_keys=True)


def labels_of(codebook: Codebook) -> Labels:
    """The label space that a model for this codebook has."""
    modes = [(name, mode) for name, found in codebook.categories.items() for mode in (None, *found.modes)]
    cameo = cameo_choices(codebook)
    pairs = dict.fromkeys((category, code[:2]) for category, code in cameo)
    return Labels(
        tuple(codebook.categories), tuple(modes), tuple(cameo), tuple(pairs), tuple(codebook.sectors)
    )
