"""dump_into: bytes appended to a bytearray, which is as it was when they can't be, whatever Python code does meanwhile."""

import gc
import random
import sys
import tracemalloc

import pytest

import inkjet
from test_values import OPTIONS, PLAIN

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings, strategies as st  # noqa: E402
from test_trees import options, trees  # noqa: E402


class Unknown:
    pass


def consumed(size=1000):
    """A bytearray that doesn't begin where its memory does."""
    made = bytearray(size)
    made[size // 2 :] = b"former contents"
    del made[: size // 2]
    return made


# What a bytearray may hold before, and values whose text ends on the stack, in the storage, and after growth.
FORMER = [bytearray, lambda: bytearray(b"12"), consumed, lambda: bytearray(b"x" * 5000), lambda: consumed(100_000)]
LENGTHS = [0, 1, 900, 958, 959, 960, 961, 1100, 15_000, 16_500, 70_000, 300_000]


@pytest.mark.parametrize("former", FORMER)
@pytest.mark.parametrize("length", LENGTHS)
def test_lengths(former, length):
    for value in ("x" * length, ["a"] * (length // 4), [[], "x" * length, 1]):
        target = former()
        before, expected = bytes(target), inkjet.dumps(value)
        for times in (1, 2):
            assert inkjet.dump_into(value, target) == len(expected)
            assert target == before + expected * times
        # It is whole: can be appended to, ends with the NUL that Python counts on, gives back its memory.
        target.append(33)
        del target[: -len(expected) - 1]
        assert target == expected + b"!"
        target.clear()
        assert inkjet.dump_into(77, target) == 2 and int(target) == 77


@pytest.mark.parametrize("value, expected", PLAIN, ids=lambda v: repr(v)[:40])
def test_plain(value, expected):
    target = bytearray(b"<")
    size = inkjet.dump_into(value, target)
    assert target == b"<" + inkjet.dumps(value) and size == len(target) - 1


def test_options():
    for value, option, expected in OPTIONS:
        for before in (b"", b"before"):
            target = bytearray(before)
            if isinstance(expected, str):
                with pytest.raises(inkjet.JSONEncodeError) as caught:
                    inkjet.dump_into(value, target, option=option)
                assert str(caught.value) == expected and target == before
            else:
                inkjet.dump_into(value, target, None, option)
                assert target == before + inkjet.dumps(value, option=option)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(trees, options, st.binary(max_size=50))
def test_random_trees(tree, option, before):
    target = bytearray(before)
    assert inkjet.dump_into([tree] * 30, target, option=option) == len(target) - len(before)
    assert target == before + inkjet.dumps([tree] * 30, option=option)


def test_one_after_the_other():
    pick = random.Random(7)
    target, expected = bytearray(), b""
    for _ in range(300):
        value = ["é" * pick.randrange(200)] * pick.choice([0, 1, 5, 200])
        if pick.randrange(10) == 0:
            with pytest.raises(inkjet.JSONEncodeError):
                inkjet.dump_into([value, Unknown()], target)
        else:
            inkjet.dump_into(value, target)
            expected += inkjet.dumps(value)
        assert target == expected


def test_derived_classes():
    class Derived(bytearray):
        def __buffer__(self, flags):
            raise AssertionError("not to be called")

        def __len__(self):
            return 5

    for length in (1, 100_000):
        target = Derived(b"ab")
        assert inkjet.dump_into("x" * length, target) == length + 2
        assert bytes(bytearray.__getitem__(target, slice(None))) == b'ab"' + b"x" * length + b'"'


def test_invalid_calls():
    for target in (b"", "", None, [], memoryview(bytearray(1))):
        with pytest.raises(TypeError, match="argument 2 must be bytearray"):
            inkjet.dump_into(1, target)
    with pytest.raises(TypeError, match="missing 1 required"):
        inkjet.dump_into(1)
    with pytest.raises(TypeError, match="missing 2 required"):
        inkjet.dump_into()
    with pytest.raises(TypeError, match="at most 4"):
        inkjet.dump_into(1, bytearray(), None, None, None)
    with pytest.raises(TypeError, match="unexpected keyword"):
        inkjet.dump_into(1, bytearray(), foo=1)
    with pytest.raises(inkjet.JSONEncodeError, match="Invalid opts"):
        inkjet.dump_into(1, bytearray(), None, -1)


# Refusals.


@pytest.mark.parametrize("former", FORMER)
@pytest.mark.parametrize("length", LENGTHS)
def test_refusals_leave_it_as_it_was(former, length):
    target = former()
    before = bytes(target)
    for value in (["a" * length, Unknown()], [["a"] * length, {"b": 2**64}], ["a" * length + "\ud800"]):
        with pytest.raises(inkjet.JSONEncodeError) as caught:
            inkjet.dump_into({"k": value}, target)
        with pytest.raises(inkjet.JSONEncodeError) as same:
            inkjet.dumps({"k": value})
        assert target == before and caught.value.path == same.value.path and str(caught.value) == str(same.value)
    target += b"!"
    assert target == before + b"!"


def test_memory_of_a_refusal_is_given_back():
    target = bytearray(b"ab")
    with pytest.raises(inkjet.JSONEncodeError):
        inkjet.dump_into(["x" * 1_000_000, Unknown()], target)
    assert sys.getsizeof(target) < 1000


@pytest.mark.parametrize("length", [1, 1000, 100_000])
def test_exported(length):
    calls = []
    target = bytearray(b"before")
    with memoryview(target):
        with pytest.raises(BufferError):
            inkjet.dump_into([Unknown(), "x" * length], target, calls.append)
        assert target == b"before" and not calls
    assert inkjet.dump_into([1], target) == 3 and target == b"before[1]"


# Python code that runs meanwhile. It runs twice: when text is on the stack, and when it is in the bytearray.


def while_written(target, code, length=30_000):
    """Returns what dump_into raised, or None; code is called three times."""
    value = [Unknown(), "x" * length, Unknown(), ["y" * length, {"a": Unknown()}]]

    def default(_):
        code()
        return 0

    try:
        size = inkjet.dump_into(value, target, default)
    except Exception as error:
        return error
    assert target[len(target) - size :] == inkjet.dumps(value, lambda _: 0)


@pytest.mark.parametrize("former", FORMER)
@pytest.mark.parametrize("length", [10, 30_000])
def test_it_is_seen_as_it_was(former, length):
    def look():
        assert bytes(target) == before and len(target) == len(before) and list(target) == list(before)
        assert target[:] == before and bytearray(target) == before
        if before == b"12":
            assert int(target) == 12 and float(target) == 12.0

    target = former()
    before = bytes(target)
    assert while_written(target, look, length) is None
    assert target.startswith(before)


CHANGES = {
    "append": lambda b: b.append(1),
    "extend": lambda b: b.extend(b"xyz" * 10_000),
    "insert": lambda b: b.insert(0, 1),
    "in place": lambda b: b.__iadd__(b"xyz"),
    "times": lambda b: b.__imul__(3),
    "clear": lambda b: b.clear(),
    "delete": lambda b: b.__delitem__(slice(0, 1)),
    "pop": lambda b: b.pop(),
    "replace": lambda b: b.__setitem__(slice(0, 1), b"1234567"),
    "init": lambda b: b.__init__(b"123456789"),
    "again": lambda b: inkjet.dump_into([1], b),
}


@pytest.mark.parametrize("change", CHANGES, ids=str)
@pytest.mark.parametrize("length", [10, 30_000])
def test_it_can_not_be_resized(change, length):
    def resize():
        with pytest.raises(BufferError):
            CHANGES[change](target)
        gc.collect()

    target = bytearray(b"ab")
    assert while_written(target, resize, length) is None
    assert target.startswith(b'ab[0,"xxx')
    # An exception that is not caught is the cause of the refusal.
    target = bytearray(b"ab")
    error = while_written(target, lambda: CHANGES[change](target), length)
    assert isinstance(error, inkjet.JSONEncodeError) and isinstance(error.__cause__, BufferError)
    assert error.path == "$[0]" and target == b"ab"


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_an_empty_one_can_not_be_resized(change):
    def resize():
        try:
            CHANGES[change](target)
        except (BufferError, IndexError):
            pass
        assert target == b""

    target = bytearray()
    assert while_written(target, resize) is None


def test_bytes_may_be_changed():
    def change():
        target[0] += 1
        target[1:3] = b"zz"

    target = bytearray(b"abcd")
    assert while_written(target, change) is None
    assert target.startswith(b'dzzd[0,"x')


@pytest.mark.parametrize("former", [b"", b"ab", b"x" * 100_000])
@pytest.mark.parametrize("length", [10, 2000, 30_000])
@pytest.mark.parametrize("when", [0, 1, 2])
def test_exported_meanwhile(former, length, when):
    def export():
        if next(turn) == when:
            views.append(memoryview(target))

    turn, views = iter(range(9)), []
    target = bytearray(former)
    error = while_written(target, export, length)
    assert isinstance(error, BufferError) and "re-sized" in str(error)
    assert target == former and views[0] == former
    views[0].release()
    assert inkjet.dump_into([1], target) == 3 and target == former + b"[1]"


def test_exported_for_a_while():
    def export():
        with memoryview(target) as view:
            assert view == b"ab"

    target = bytearray(b"ab")
    assert while_written(target, export) is None


@pytest.mark.parametrize("former", FORMER)
def test_code_that_runs_after_a_failure_can_not_resize_it(former):
    def default(_):
        if not views:
            views.append(memoryview(target))
            return 0
        views[0].release()
        for change in (target.clear, lambda: target.extend(b"x" * 50_000)):
            with pytest.raises(BufferError):
                change()
        return 0

    target = former()
    before = bytes(target)
    # The long key finds no room, and its value is written in vain.
    for text in ("x", "x" * 30_000):
        views = []
        with pytest.raises(BufferError, match="re-sized"):
            inkjet.dump_into({"a": text, "b": Unknown(), "k" * 200_000: Unknown()}, target, default)
        assert target == before


def test_an_exception_counts_before_an_export():
    views = []

    def interrupted(_):
        views.append(memoryview(target))
        raise KeyboardInterrupt

    target = bytearray(b"ab")
    for length in (10, 50_000):
        with pytest.raises(KeyboardInterrupt):
            inkjet.dump_into(["x" * length, Unknown()], target, interrupted)
        assert target == b"ab"
        views.pop().release()


def test_both_refused_and_exported():
    views = []

    def fail():
        views.append(memoryview(target))
        raise KeyError("x")

    target = bytearray(b"ab")
    error = while_written(target, fail)
    assert isinstance(error, inkjet.JSONEncodeError) and isinstance(error.__cause__, KeyError) and target == b"ab"

    def interrupted(_):
        raise KeyboardInterrupt

    views.clear()
    with pytest.raises(KeyboardInterrupt):
        inkjet.dump_into(["x" * 50_000, Unknown()], target, interrupted)
    assert target == b"ab"


def test_threads():
    import threading

    target, other = bytearray(b"ab"), []

    def append():
        try:
            target.append(1)
        except BufferError:
            other.append("refused")

    def run():
        thread = threading.Thread(target=append)
        thread.start()
        thread.join()

    assert while_written(target, run) is None
    assert other == ["refused"] * 3


# What is counted must come out even.


def test_no_reference_is_kept():
    target, value, default = bytearray(b"ab"), ["x" * 100, Unknown()], lambda _: "y" * 20_000
    before = [sys.getrefcount(each) for each in (target, value, default)]
    for _ in range(50):
        inkjet.dump_into(value, target, default)
        with pytest.raises(inkjet.JSONEncodeError):
            inkjet.dump_into(value, target)
        with memoryview(target), pytest.raises(BufferError):
            inkjet.dump_into(value, target)
    assert [sys.getrefcount(each) for each in (target, value, default)] == before


def test_no_copy_is_made():
    value = ["x" * 1000] * 10_000
    size = len(inkjet.dumps(value))
    target = bytearray(6 * size)
    del target[3 * size + 10 :]  # which keeps the memory of the rest
    tracemalloc.start()
    assert inkjet.dump_into(value, target) == size
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000
