"""Batches in several processes, in order: each loads the models once and computes with one thread.

The caller's process reads the texts and hands each idle worker one batch over a pipe. A worker that dies (killed for
want of memory, crashed in native code) loses nothing: a new one takes its place and its batch is tried again text by
text, so that only the text that kills is lost.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from quoteattr.config import Settings
from quoteattr.errors import QuoteattrError, WorkerError
from quoteattr.outcomes import Outcome, attribute_batch

#: Batches read but not yet yielded, for each worker: one at work and one finished.
AHEAD = 2

#: Seconds that a worker gets to end after it was told to.
PATIENCE = 5

#: Read by the numerical libraries when they are loaded, in the worker.
THREADS = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS")

READY = "ready"


class WorkerDiedError(Exception):
    """The process at the other end of the pipe is gone."""


class Worker:
    """A process that attributes batches, and the pipe to it."""

    def __init__(self, settings: Settings, max_length: int | None) -> None:
        """Start the process; it comes up while the caller goes on."""
        context = get_context("spawn")  # a forked torch may hang, and what the caller has loaded would come along
        self.connection, other = context.Pipe()
        self._process = context.Process(target=_work, args=(other, settings, max_length), daemon=True)
        with _interrupts_held():
            self._process.start()
        other.close()  # so that the pipe ends when the process does
        self._ready = False

    def send(self, texts: Sequence[object]) -> None:
        """Hand over a batch; its outcomes are to be received before the next.

        Raises:
            WorkerError: The process did not come up.
        """
        try:
            if not self._ready:
                self._ready = self.connection.recv() == READY
            self.connection.send(list(texts))
        except (EOFError, OSError) as problem:
            if not self._ready:
                raise WorkerError(
                    "the worker processes did not start (their own message stands above). A script that uses n_process "
                    "needs the line: if __name__ == '__main__':"
                ) from problem
            # else it has died since: receive says so

    def receive(self) -> list[Outcome]:
        """Return the outcomes of the batch.

        Raises:
            QuoteattrError: What no text is to blame for: the models cannot be loaded.
            WorkerDiedError: The process is gone.
        """
        try:
            answer: list[Outcome] | QuoteattrError = self.connection.recv()
        except (EOFError, OSError) as problem:
            raise WorkerDiedError from problem
        if isinstance(answer, QuoteattrError):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self.connection.close()
        self._process.terminate()
        self._process.join(PATIENCE)
        if self._process.exitcode is None:
            self._process.kill()
            self._process.join()


class Pool:
    """The workers of one call, the idle ones apart."""

    def __init__(self, settings: Settings, n_process: int, max_length: int | None) -> None:
        """Start the workers."""
        self._with = settings, max_length
        self.idle: list[Worker] = []
        self._all: list[Worker] = []
        for _ in range(n_process):
            self.idle.append(self._new())

    def outcomes(self, worker: Worker, texts: Sequence[object]) -> list[Outcome]:
        """Return what a worker makes of the batch it was sent; the worker, or its successor, is idle again."""
        try:
            found = worker.receive()
        except WorkerDiedError:
            self._end(worker)
            worker, found = self._one_by_one(texts)
        self.idle.append(worker)
        return found

    def _one_by_one(self, texts: Sequence[object]) -> tuple[Worker, list[Outcome]]:
        worker, found = self._new(), list[Outcome]()
        for text in texts:
            worker.send([text])
            try:
                found += worker.receive()
            except WorkerDiedError:
                found.append(WorkerError("the process that worked on this text died twice, perhaps for want of memory"))
                self._end(worker)
                worker = self._new()
        return worker, found

    def _new(self) -> Worker:
        worker = Worker(*self._with)
        self._all.append(worker)
        return worker

    def _end(self, worker: Worker) -> None:
        self._all.remove(worker)
        worker.stop()

    def stop(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.stop()


def attribute_batches(
    batches: Iterable[Sequence[object]], settings: Settings, n_process: int, max_length: int | None = None
) -> Iterator[list[Outcome]]:
    """Yield the outcomes of each batch, in order.

    Args:
        batches: Read at most ``AHEAD * n_process`` ahead.
        settings: Of the attributor, without ``progress``.
        n_process: Processes to start.
        max_length: See ``attribute_batch``.

    Raises:
        QuoteattrError: The models cannot be loaded, or the processes not be started.
    """
    busy: dict[object, tuple[int, Sequence[object], Worker]] = {}
    done: dict[int, list[Outcome]] = {}
    remaining = enumerate(batches)
    read = given = 0
    more, problem = True, None
    pool = Pool(settings, n_process, max_length)
    try:
        while more or busy:
            while more and pool.idle and read < given + AHEAD * n_process:
                try:
                    number, texts = next(remaining)
                except StopIteration:
                    more = False
                    break
                except Exception as error:  # the caller's own iterator: what it gave before is still answered
                    more, problem = False, error
                    break
                worker = pool.idle.pop()
                worker.send(texts)
                busy[worker.connection] = number, texts, worker
                read += 1
            for connection in wait([worker.connection for _, _, worker in busy.values()]) if busy else ():
                number, texts, worker = busy.pop(connection)
                done[number] = pool.outcomes(worker, texts)
            while given in done:
                yield done.pop(given)
                given += 1
        if problem is not None:
            raise problem
    finally:
        pool.stop()


def _work(connection: Connection, settings: Settings, max_length: int | None) -> None:
    """Answer batches until the pipe ends; the life of a worker process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the caller's process ends this one
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if "torch" in sys.modules:  # loaded with the caller's script, and past reading its environment
        sys.modules["torch"].set_num_threads(1)
    with suppress(EOFError, OSError):  # the caller has ended
        connection.send(READY)
        while True:
            texts = connection.recv()
            try:
                answer: list[Outcome] | QuoteattrError = [
                    _fit_to_send(outcome) for outcome in attribute_batch(texts, settings, max_length)
                ]
            except QuoteattrError as problem:
                answer = problem
            connection.send(answer)


def _fit_to_send(outcome: Outcome) -> Outcome:
    """Return the outcome, an error that does not survive pickling as its words."""
    if not isinstance(outcome, Exception):
        return outcome
    try:
        pickle.loads(pickle.dumps(outcome))
    except Exception:
        return RuntimeError(f"{type(outcome).__name__}: {outcome}")
    return outcome


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C from a process that is just starting, and cannot ignore it yet."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
