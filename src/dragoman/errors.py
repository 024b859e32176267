"""Every error that dragoman raises on purpose.

DragomanError
├── BadInput        an article, file or folder that cannot be read
├── BadCodebook     a codebook file that contradicts itself
├── BadMarks        a marked text of the corpus that breaks the label scheme
├── ModelMismatch   a model whose labels are not the codebook's
├── BadLedger       a ledger that cannot be opened or written
└── WorkerLost      a process of a run that died
"""


class DragomanError(Exception):
    """An error meant for a person: what happened, where, and how to mend it."""

    def __init__(self, what: str, where: str, mend: str) -> None:
        # Positional, so the default pickling works: errors cross process borders.
        super().__init__(what, where, mend)
        self.what, self.where, self.mend = what, where, mend

    def __str__(self) -> str:
        return f"{self.what}\n  where: {self.where}\n  mend:  {self.mend}"


class BadInput(DragomanError):
    """An article, file or folder that cannot be read."""


class BadCodebook(DragomanError):
    """A codebook file that contradicts itself."""


class BadMarks(DragomanError):
    """A marked text of the corpus that breaks the label scheme."""


class ModelMismatch(DragomanError):
    """A model whose labels are not the codebook's."""


class BadLedger(DragomanError):
    """A ledger that cannot be opened or written."""


class WorkerLost(DragomanError):
    """A process of a run that died."""
