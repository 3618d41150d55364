"""Several processes: the same documents in the same order, whoever dies, and nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoteattr import Attributor, Failure, InputError, WorkerError
from tests.test_stream import ARTICLES, BAD, attributed

ROOT = Path(__file__).parent.parent

posix = pytest.mark.skipif(sys.platform == "win32", reason="no such signals on Windows")
linux = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="children are listed in /proc")

QUIET = [f"Text {number} without marks." for number in range(40)]


def children(pid: int) -> set[int]:
    """Return the process ids of a process's children, those of its children included."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | children(child)
    return found


def alive(pids: set[int]) -> set[int]:
    """Return those that run; a process that ended and was not fetched yet does not."""
    states = {pid: Path(f"/proc/{pid}/stat") for pid in pids}
    return {
        pid for pid, stat in states.items() if stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"
    }


def gone(pids: set[int], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive(pids)


# ---------------------------------------------------------------- the same documents


@pytest.mark.models
def test_two_processes_give_the_documents_of_one() -> None:
    attributor = Attributor(min_confidence=0.2)
    texts = ARTICLES * 3
    pairs = list(zip(texts, range(len(texts)), strict=True))
    alone = list(attributor.pipe(pairs, as_tuples=True))
    assert list(attributor.pipe(pairs, as_tuples=True, n_process=2, batch_size=2)) == alone


def test_order_is_kept_whatever_the_batches_and_processes() -> None:
    for n_process, batch_size in ((2, 1), (3, 7), (2, 100)):
        documents = Attributor().pipe(iter(QUIET), n_process=n_process, batch_size=batch_size)
        assert [document.text for document in documents] == QUIET


def test_only_some_batches_are_read_ahead() -> None:
    read: list[int] = []

    def texts() -> Iterator[str]:
        for number in range(1000):
            read.append(number)
            yield f"Text {number}."

    documents = Attributor().pipe(texts(), n_process=2, batch_size=5)
    next(documents)
    assert len(read) <= 2 * 2 * 5
    documents.close()  # type: ignore[attr-defined]


def test_a_bad_text_loses_no_other_in_any_process() -> None:
    texts = [item for pair in zip(QUIET, BAD * 8, strict=True) for item in pair]
    for batch_size in (1, 4):
        results = Attributor().pipe(texts, n_process=2, batch_size=batch_size, on_error="return", max_length=200)
        found = list(results)
        assert [result.index for result in found if isinstance(result, Failure)] == list(range(1, 80, 2))
        assert attributed(iter(found[::2])) == QUIET
    skipped = Attributor().pipe(texts, n_process=2, on_error="skip", max_length=200)
    assert [document.text for document in skipped] == QUIET


def test_a_bad_text_raises_when_its_turn_comes() -> None:
    documents = Attributor().pipe(["Good.", None, "Never."], n_process=2, batch_size=1)
    assert next(documents).text == "Good."
    with pytest.raises(InputError, match="NoneType"):
        next(documents)


def test_no_texts_are_no_documents() -> None:
    assert list(Attributor().pipe([], n_process=2)) == []


# ---------------------------------------------------------------- processes that die

#: A script whose texts with POISON in them kill the process that reads them, as lack of memory would.
POISONED = """
    import os, signal, sys
    from quoteattr import Attributor, pipeline

    find = pipeline.decide_genre

    def lethal(text, marked):
        if "POISON" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        return find(text, marked)

    pipeline.decide_genre = lethal

    if __name__ == "__main__":
        texts = ["One.", "POISON", "Two.", "Three.", "POISON again", "Four."]
        for result in Attributor().pipe(texts, n_process=2, batch_size=int(sys.argv[1]), on_error="return"):
            print(getattr(result, "text", None) or f"{result.index} {type(result.error).__name__}")
"""


@posix
@pytest.mark.parametrize("batch_size", ["1", "4"])
def test_a_text_that_kills_its_process_loses_no_other(batch_size: str, tmp_path: Path) -> None:
    script = tmp_path / "poisoned.py"
    script.write_text(textwrap.dedent(POISONED), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script, batch_size], capture_output=True, text=True, cwd=ROOT, timeout=120, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines() == ["One.", "1 WorkerError", "Two.", "Three.", "4 WorkerError", "Four."]


@linux
def test_a_killed_process_is_replaced_and_its_texts_are_done_again() -> None:
    texts = [f"{'A long text. ' * 20_000}{number}" for number in range(24)]
    before = children(os.getpid())
    documents = Attributor().pipe(texts, n_process=2, batch_size=1)
    found = [next(documents).text]
    workers = children(os.getpid()) - before
    for pid in sorted(workers)[-2:]:
        os.kill(pid, signal.SIGKILL)
    found += [document.text for document in documents]
    assert found == texts


def test_a_script_without_its_main_line_is_told_what_is_missing(tmp_path: Path) -> None:
    script = tmp_path / "bare.py"
    script.write_text(
        "from quoteattr import Attributor\nprint(len(list(Attributor().pipe(['One.', 'Two.'], n_process=2))))\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 1
    assert WorkerError.__name__ in done.stderr
    assert "if __name__ == '__main__':" in done.stderr


# ---------------------------------------------------------------- stopping

#: Works until it is stopped; says when the first document is there, and who works.
ENDLESS = """
    import itertools, sys
    from quoteattr import Attributor

    if __name__ == "__main__":
        texts = (f"{'A long text. ' * 2000}{number}" for number in itertools.count())
        for number, _ in enumerate(Attributor().pipe(texts, n_process=2, batch_size=2)):
            if number == 3:
                print("at work", flush=True)
"""


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process with workers, in a process group of its own as in a terminal."""
    script = tmp_path / "endless.py"
    script.write_text(textwrap.dedent(ENDLESS), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "at work\n"
        yield process
        process.kill()


@linux
def test_ctrl_c_ends_all_processes_with_one_keyboard_interrupt(endless: subprocess.Popen[str]) -> None:
    workers = children(endless.pid)
    assert len(workers) >= 2
    os.killpg(endless.pid, signal.SIGINT)  # as a terminal does: to the whole group
    _, errors = endless.communicate(timeout=60)
    assert endless.returncode in (130, -signal.SIGINT)
    assert errors.count("KeyboardInterrupt") == 1
    assert errors.count("Traceback") == 1
    assert gone(workers)


@linux
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_processes_end_when_their_caller_is_killed(endless: subprocess.Popen[str], how: signal.Signals) -> None:
    workers = children(endless.pid)
    endless.send_signal(how)
    endless.wait(timeout=60)
    assert gone(workers)


@linux
def test_a_stream_that_is_given_up_leaves_no_process() -> None:
    before = children(os.getpid())
    documents = Attributor().pipe(QUIET, n_process=2, batch_size=1)
    next(documents)
    workers = children(os.getpid()) - before
    documents.close()  # type: ignore[attr-defined]
    # the resource tracker of multiprocessing stays with the process
    assert len(alive(workers)) <= 1
