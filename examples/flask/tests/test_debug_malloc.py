"""The other tests of what is written once more with Python's allocator on the watch for stray bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.skipif(os.environ.get("PYTHONMALLOC") == "debug", reason="that is what goes on already")
def test_under_the_debug_allocator():
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x"]
        + [str(HERE / name) for name in ("test_values.py", "test_tables.py", "test_errors.py", "test_numpy.py", "test_loads.py")],
        env={**os.environ, "PYTHONMALLOC": "debug"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
