"""The module itself: imported anew, and where it must not be."""

import subprocess
import sys

import pytest

import inkjet


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)


def test_imported_anew():
    code = """
import sys, inkjet
first = inkjet.JSONEncodeError
for name in [n for n in sys.modules if n.startswith("inkjet")]:
    del sys.modules[name]
import inkjet
assert inkjet.JSONEncodeError is first
try:
    inkjet.dumps({1})
except inkjet.JSONEncodeError:
    print("refused")
"""
    done = run(code)
    assert done.stdout == "refused\n", done.stderr


def test_refused_in_other_interpreters():
    code = """
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
other = interpreters.create()
try:
    failed = interpreters.run_string(other, "import inkjet")
except Exception as error:
    failed = error
print(failed)
"""
    done = run(code)
    if "No module named" in done.stderr:
        pytest.skip("no interpreters to be had")
    assert "does not support loading in subinterpreters" in done.stdout, done.stdout + done.stderr


def test_threads():
    """`default` gives way to other threads, which write at the same time."""
    code = """
import threading, time, inkjet
expected = inkjet.dumps([{"a": [1.5] * 50, "b": "é" * 99}] * 20)
class Unknown: pass
def default(_):
    time.sleep(0.0001)
    return {"a": [1.5] * 50, "b": "é" * 99}
def work():
    for _ in range(20):
        assert inkjet.dumps([Unknown() for _ in range(20)], default=default) == expected
        assert inkjet.loads(expected)[0]["b"] == "é" * 99
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print("done")
"""
    done = run(code)
    assert done.stdout == "done\n" and not done.stderr, done.stderr


def test_names():
    assert all(hasattr(inkjet, name) for name in inkjet.__all__)
    with pytest.raises(AttributeError):
        inkjet.nothing
