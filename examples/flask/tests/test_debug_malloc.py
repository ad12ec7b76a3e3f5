"""The other tests of what is written once more with Python's allocator on the watch for stray bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WATCHED = ("values", "tables", "errors", "numpy", "loads", "big_ints", "chunks", "dump_into", "buffers", "dlpack", "arrow")


@pytest.mark.skipif(os.environ.get("PYTHONMALLOC") == "debug", reason="that is what goes on already")
def test_under_the_debug_allocator():
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x"]
        + [str(HERE / f"test_{name}.py") for name in WATCHED],
        env={**os.environ, "PYTHONMALLOC": "debug"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
