"""How sure the coder may be of a whole event, learnt from what it got right."""

import math
from dataclasses import dataclass

LEAST = 0.001  # probabilities are kept this far from 0 and 1, where logits have no end


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of a logistic regression on the validation part of the corpus (Platt, 1999).

    An event counts as right there when its category, its sources and its targets are.
    """

    trigger: float = 1.0
    roles: float = 1.0
    offset: float = 0.0

    def overall(self, trigger: float, roles: float) -> float:
        """The probability that an event is right, from those of its trigger and of its roles."""
        return expit(self.trigger * logit(trigger) + self.roles * logit(roles) + self.offset)


def logit(probability: float) -> float:
    """The logarithm of the odds; of 0 and 1 those of nearly 0 and nearly 1."""
    kept = min(max(probability, LEAST), 1 - LEAST)
    return math.log(kept / (1 - kept))


def expit(number: float) -> float:
    """The probability with those log-odds."""
    return 1 / (1 + math.exp(-number)) if number > 0 else 1 - 1 / (1 + math.exp(number))
