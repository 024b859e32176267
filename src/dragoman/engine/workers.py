"""Who codes batches of documents: this process, or others beside it, one a core, with tools of their own."""

import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context
from typing import Self

from dragoman.errors import WorkerLost
from dragoman.pipeline import Tools, code_document, load_tools
from dragoman.records.article import Document
from dragoman.records.event import Event

Codings = list[list[Event]]  # the events of each document of a batch, in the order given
Awaited = Callable[[], Codings]  # gives the codings of a batch, once they are there


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def code_batch(documents: Sequence[Document], tools: Tools) -> Codings:
    """The events of each document."""
    return [code_document(document, tools) for document in documents]


class Workers:
    """So many processes with the shipped tools, started when the first batches come. A context manager.

    They are started afresh, not forked: a fork would copy the locks of the model's threads without
    the threads. A script of one's own that uses them needs its `if __name__ == "__main__":`.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._pool = ProcessPoolExecutor(count, get_context("spawn"), _leave_interrupts)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def begin(self, documents: Sequence[Document]) -> Awaited:
        """Hand a batch to the next process that is free."""
        coding = self._pool.submit(_code, documents)
        return lambda: _result(coding)


def _result(coding: Future[Codings]) -> Codings:
    """What a process has found.

    Raises:
        WorkerLost: the process was killed.
    """
    try:
        return coding.result()
    except BrokenProcessPool as error:
        raise WorkerLost(
            "A process that reads articles was killed, as happens when memory runs out",
            "--workers",
            "read again with fewer workers; what was read before is kept and is not read twice",
        ) from error


def _leave_interrupts() -> None:
    """Ctrl-C goes to every process of a terminal; the first one alone answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _tools() -> Tools:
    return load_tools()


def _code(documents: Sequence[Document]) -> Codings:
    return code_batch(documents, _tools())
