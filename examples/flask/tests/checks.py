"""What several tests check in the same way."""

import enum
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


def dict_that_its_key_clears(contents):
    """Returns a dict of one entry, whose key clears it when it is asked for its value."""

    class Key(enum.Enum):
        A = "a"

        @property
        def value(self):
            outer.clear()
            gc.collect()
            return "key" * 30

    outer = {Key.A: contents}
    return outer


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
