"""The documented scripts on real engines: the rows of one process. They run in processes of their own, sockets open."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
SCRIPTS = ROOT / "docs" / "engines"

pytestmark = pytest.mark.engines

NEEDS = {"spark": "pyspark", "dask": "distributed", "datasets": "datasets"}


@pytest.mark.parametrize("engine", NEEDS)
def test_an_engine_gives_the_rows_of_one_process(engine: str) -> None:
    if find_spec(NEEDS[engine]) is None or (engine == "spark" and shutil.which("java") is None):
        pytest.skip("pip install --group engines; Spark needs Java, too")
    command = [sys.executable, "compare.py", "--documents", "48", "--only", engine]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=SCRIPTS, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    alone, with_engine = done.stdout.splitlines()[:2]
    assert alone.startswith("one process")
    assert with_engine.startswith(engine)
    assert ", the same; 2 workers" in with_engine
