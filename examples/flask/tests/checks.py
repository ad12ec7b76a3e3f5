"""What several tests check in the same way."""

import gc
import tracemalloc

import pytest

import inkjet


def refusal_under(usual=None):
    """Returns a function that has a value refused by dumps, under these options if no others are said, and returns the error."""

    def refusal(value, default=None, option=usual):
        with pytest.raises(inkjet.JSONEncodeError) as caught:
            inkjet.dumps(value, default, option)
        return caught.value

    return refusal


def check_memory_stays(work):
    """Checks that doing something again and again leaves nothing behind."""
    tracemalloc.start()
    for _ in range(3):  # what Python makes once and keeps
        work()
    gc.collect()
    first, _ = tracemalloc.get_traced_memory()
    work()
    work()
    gc.collect()
    second, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert second - first < 20_000
