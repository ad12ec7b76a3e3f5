"""dump_chunks: the bytes of dumps in chunks of one size, from containers and iterators that are gone through on the way."""

import collections
import dataclasses
import gc
import itertools
import random
import subprocess
import sys
import tracemalloc
import weakref

import pytest

import inkjet
from checks import check_memory_stays, dict_that_its_key_clears
from test_errors import nested
from test_values import OPTIONS, PLAIN, Str

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings, strategies as st  # noqa: E402
from test_trees import trees  # noqa: E402

SIZES = [1, 7, 100, 65536]
LAYOUTS = [
    0,
    inkjet.OPT_INDENT_2,
    inkjet.OPT_SORT_KEYS,
    inkjet.OPT_SORT_KEYS | inkjet.OPT_INDENT_2,
    3 << 16,
    (9 << 16) | inkjet.OPT_APPEND_NEWLINE,
    (20 << 16) | inkjet.OPT_SORT_KEYS,
    inkjet.OPT_ASCII,
    inkjet.OPT_HTML_SAFE | inkjet.OPT_APPEND_NEWLINE,
]


class Unknown:
    pass


class Large(str):
    """Text that keeps what it is in from being written at once."""


def written(value, size=65536, default=None, option=None):
    """The text, after a look at the sizes of the chunks."""
    chunks = list(inkjet.dump_chunks(value, size, default, option))
    assert all(type(chunk) is bytes and len(chunk) == size for chunk in chunks[:-1])
    assert 0 < len(chunks[-1]) <= size
    return b"".join(chunks)


def refusal(value, size=65536, default=None, option=None):
    chunks = inkjet.dump_chunks(value, size, default, option)
    with pytest.raises(inkjet.JSONEncodeError) as caught:
        for _ in chunks:
            pass
    assert next(chunks, None) is None
    return caught.value


# The same as dumps.


def large(tree):
    """The tree with text of a class that is not written at once, so that containers are gone through."""
    if isinstance(tree, str):
        return Large(tree)
    if isinstance(tree, (list, tuple)):
        return type(tree)(map(large, tree))
    if isinstance(tree, dict):
        return {key: large(value) for key, value in tree.items()}
    return tree


def lazy(tree):
    """The tree with iterators of several kinds for its lists."""
    if isinstance(tree, (list, tuple)):
        kind = len(tree) % 4
        if kind == 0:
            return (lazy(each) for each in tree)
        if kind == 1:
            return iter([lazy(each) for each in tree])
        if kind == 2:
            return map(lazy, tree)
        return itertools.chain(map(lazy, tree[:1]), (lazy(each) for each in tree[1:]))
    if isinstance(tree, dict):
        return {key: lazy(value) for key, value in tree.items()}
    return tree


@settings(max_examples=400, deadline=None, derandomize=True)
@given(trees, st.sampled_from(LAYOUTS), st.one_of(st.sampled_from(SIZES), st.integers(1, 5000)))
def test_random_trees(tree, option, size):
    expected = inkjet.dumps(tree, option=option)
    assert written(tree, size, option=option) == expected
    assert written(large(tree), size, option=option) == expected
    assert written(lazy(tree), size, option=option) == expected
    assert written(lazy(large(tree)), size, option=option) == expected
    tree = [tree] * 40
    assert written(tree, size, option=option) == inkjet.dumps(tree, option=option)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("value, _", PLAIN, ids=lambda v: repr(v)[:40])
def test_plain(value, _, size):
    expected = inkjet.dumps(value)
    assert written(value, size) == expected
    assert written(iter([value, value]), size) == b"[" + expected + b"," + expected + b"]"
    for option in LAYOUTS:
        around = {"a": [value] * 3, "b": (value,) * 200, "c": {"d": value, "e": Large("x")}}
        assert written(around, size, option=option) == inkjet.dumps(around, option=option)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("value, option, expected", OPTIONS, ids=lambda v: repr(v)[:30])
def test_options(value, option, expected, size):
    for value in (value, [value] * 150, {"a": [Large("x"), value]}):
        try:
            expected = inkjet.dumps(value, option=option)
        except inkjet.JSONEncodeError as error:
            found = refusal(value, size, option=option)
            assert str(found) == str(error) and found.path == error.path
        else:
            assert written(value, size, option=option) == expected


@pytest.mark.parametrize("option", LAYOUTS)
def test_large_values(option):
    pick = random.Random(7)
    rows = [
        {
            "id": i,
            "é": "é" * pick.randrange(50),
            "tags": ["a", "b"][: i % 3],
            "nested": {f"k{j}": [1.5, None] for j in range(pick.randrange(80))},
            "text": "x" * pick.choice([1, 10, 10_000]),
        }
        for i in range(200)
    ]
    values = {"rows": rows, "numbers": list(range(5000)), "floats": [i / 3 for i in range(1000)], "e": [{}] * 300}
    expected = inkjet.dumps(values, option=option)
    for size in (1000, 4096, 50_000, 65536, 10_000_000):
        assert written(values, size, option=option) == expected
        values["numbers"] = iter(range(5000))
        assert written(values, size, option=option) == expected
        values["numbers"] = list(range(5000))


def test_long_text():
    for text in ("x" * 1_000_000, "\n" * 100_000, inkjet.Fragment(b"1" * 500_000)):
        for value in (text, [text, [text]], {"a": iter([text])}):
            chunks = list(inkjet.dump_chunks(value, 1000))
            expected = b"".join(chunks)
            assert {len(chunk) for chunk in chunks[:-1]} == {1000}
            assert expected == inkjet.dumps(value if not isinstance(value, dict) else {"a": [text]})


def test_dataclasses():
    @dataclasses.dataclass
    class Plain:
        a: object
        _hidden: int
        b: object

    @dataclasses.dataclass(slots=True)
    class Slotted:
        b: object
        _hidden: int
        a: object

    for kind in (Plain, Slotted):
        for option in LAYOUTS:
            value = kind([Large("x")], 1, {"z": [1] * 200, "y": kind(1, 2, 3)})
            assert written([value], 10, option=option) == inkjet.dumps([value], option=option)
            empty = dataclasses.make_dataclass("Empty", [], slots=kind is Slotted)()
            assert written([empty], 10, option=option) == inkjet.dumps([empty], option=option)
            lazily = kind((i for i in range(3)), 1, {"a": iter([kind(iter([]), 1, 2)])})
            assert inkjet.loads(written(lazily, 10, option=option)) == {
                "a" if kind is Plain else "b": [0, 1, 2],
                "b" if kind is Plain else "a": {"a": [{"a": [], "b": 2} if kind is Plain else {"b": [], "a": 2}]},
            }
    value = Slotted(1, 2, 3)
    del value.a
    error, same = refusal([value]), pytest.raises(inkjet.JSONEncodeError, inkjet.dumps, [value]).value
    assert str(error) == str(same) and error.path == same.path and isinstance(error.__cause__, AttributeError)


def test_derived_containers():
    for value in (collections.OrderedDict(b=[1] * 200, a=2), collections.Counter("abc"), type("L", (list,), {})([[1]] * 200)):
        assert written([value], 10) == inkjet.dumps([value])
        assert str(refusal([value], option=inkjet.OPT_PASSTHROUGH_SUBCLASS)).startswith("Type is not JSON serializable")


def test_times():
    """Of zones that run no code, and others, inside of values that are written at once."""
    import datetime as dt
    import uuid
    import zoneinfo

    zones = [None, dt.timezone.utc, dt.timezone(dt.timedelta(hours=-3)), zoneinfo.ZoneInfo("Europe/Zurich")]
    rows = [{"id": uuid.UUID(int=i), "when": dt.datetime(2026, 1, 1, i % 24, tzinfo=zones[i % 4])} for i in range(300)]
    for option in (0, inkjet.OPT_UTC_Z, inkjet.OPT_NAIVE_UTC, inkjet.OPT_PASSTHROUGH_DATETIME, inkjet.OPT_SORT_KEYS):
        for size in (100, 65536):
            assert written(rows, size, str, option) == inkjet.dumps(rows, str, option)


def test_numpy():
    np = pytest.importorskip("numpy")
    value = {"a": np.arange(1000).reshape(10, 100), "b": [np.float32(0.5)] * 200, "c": iter([np.zeros(3)])}
    text = written(value, 100, option=inkjet.OPT_SERIALIZE_NUMPY)
    assert text == inkjet.dumps(value | {"c": [np.zeros(3)]}, option=inkjet.OPT_SERIALIZE_NUMPY)


# Iterators.


def test_iterators():
    assert written(iter([])) == b"[]"
    assert written({"a": iter(())}, option=inkjet.OPT_INDENT_2) == b'{\n  "a": []\n}'
    assert written(map(str, range(3))) == b'["0","1","2"]'
    assert written(zip("ab", range(2))) == b'[["a",0],["b",1]]'
    assert written((x for x in [iter([1]), {"a": iter([2, iter([])])}])) == b'[[1],{"a":[2,[]]}]'
    assert written(reversed([1, 2])) == b"[2,1]"
    assert written({"rows": enumerate("ab")}, 3) == b'{"rows":[[0,"a"],[1,"b"]]}'
    with pytest.raises(inkjet.JSONEncodeError, match="generator"):
        inkjet.dumps(x for x in ())


def test_default_and_iterators():
    """default isn't asked for iterators, but may return them."""
    asked = []

    def default(value):
        asked.append(value)
        return iter(value)

    assert written([range(3), {1}, iter([range(2)])], default=default) == b"[[0,1,2],[1],[[0,1]]]"
    assert asked == [range(3), {1}, range(2)]


def test_it_is_read_when_it_is_asked_for():
    read = []

    def rows():
        for i in range(1000):
            read.append(i)
            yield "x" * 100

    chunks = inkjet.dump_chunks(rows(), 1000)
    assert not read
    for n in range(1, 50):
        assert len(next(chunks)) == 1000 and len(read) == -(-(1000 * n) // 103)
    chunks.close()


def test_depth():
    for kind in (list, tuple, dict):
        assert written(nested(kind, 254)) == inkjet.dumps(nested(kind, 254))
        assert str(refusal(nested(kind, 255))) == "Recursion limit reached"
    value = iter([])
    for _ in range(253):
        value = iter([value])
    assert written(value) == b"[" * 254 + b"]" * 254
    value = iter([])
    for _ in range(254):
        value = iter([value])
    error = refusal(value)
    assert str(error) == "Recursion limit reached" and error.path == "$" + "[0]" * 254
    for circular in ([Unknown()], {"a": 1}):
        circular.append(circular) if isinstance(circular, list) else circular.update(a=circular)
        assert str(refusal(circular, default=lambda _: 1)) == "Recursion limit reached"
    sort = inkjet.OPT_SORT_KEYS
    assert str(refusal(nested(dict, 255), option=sort)) == "Recursion limit reached"
    for inner in ([1.5] * 300, {"a": "x" * 100_000}):
        value = nested(list, 253)
        at = value
        while at:
            at = at[0]
        at.append(inner)
        assert written(value) == inkjet.dumps(value)
        assert str(refusal([value])) == "Recursion limit reached"


def test_calls_of_default_inside_one_another():
    class Counted:
        def __init__(self, left):
            self.left = left

    def straight(value):
        return Counted(value.left - 1) if value.left else 1

    assert written([Counted(253)] * 2, default=straight) == b"[1,1]"
    assert str(refusal([Counted(254)], default=straight)) == "default serializer exceeds recursion limit"

    def in_lists(value):
        return [1, Counted(value.left - 1)] if value.left else "end"

    for left in (0, 1, 100, 252):
        value = [Counted(left), Counted(left)]
        assert written(value, 50, in_lists) == inkjet.dumps(value, in_lists)
    error = refusal(Counted(254), default=in_lists)
    same = pytest.raises(inkjet.JSONEncodeError, inkjet.dumps, Counted(254), in_lists).value
    assert str(error) == str(same) and error.path == same.path

    def both(value):
        return [Counted(value.left - 1)] if value.left % 2 else Counted(value.left - 1)

    error = refusal([Counted(400)], default=both)
    same = pytest.raises(inkjet.JSONEncodeError, inkjet.dumps, [Counted(400)], both).value
    assert str(error) == str(same) == "default serializer exceeds recursion limit" and error.path == same.path


# Refusals.


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("option", [0, inkjet.OPT_INDENT_2, inkjet.OPT_SORT_KEYS, inkjet.OPT_NON_STR_KEYS])
def test_paths(option, size):
    bad = Unknown()
    for value in (
        bad,
        [1, bad],
        [[1] * 200, [[0] * 100, {"a": [1] * 100 + [bad]}]],
        {"a": {"b c": [{"é": bad}]}, "z": [1] * 300},
        {"a": {"x": 1, "it's \"quoted\"\\\n": {"deep": [1, (2, bad)]}}, "b": [1] * 200},
        {"a": [1] * 200, "b": {"c": [2] * 200, "d": {"\ud800": 1}}},
        {"a": [1] * 200, "b": {"c": [2] * 200, "d": {"x": "\ud800"}}},
        [{"a": [1] * 200}, {"b": {3: [1] * 200, (1,): 2}}],
        {"": [{"": [bad] * 200}]},
        ["x" * 100_000, {"y" * 1000: [bad]}],
        [{"id": i, "v": [2**70 if i == 300 else i]} for i in range(500)],
    ):
        with pytest.raises(inkjet.JSONEncodeError) as same:
            inkjet.dumps(value, option=option)
        error = refusal(value, size, option=option)
        assert str(error) == str(same.value) and error.path == same.value.path
        error = refusal(lazy(value), size, option=option)
        assert str(error) == str(same.value) and error.path == same.value.path


def test_path_behind_open_containers():
    """Names are those of the members on the way, not of those that were there before."""
    value = {"a": {"b": [Large("x")], "c": {"d": [Large("x")]}}, "e": [{"f": [Large("x")]}, {"g": [Large("x"), {"h": Unknown()}]}]}
    assert refusal(value).path == "$.e[1].g[1].h"
    assert refusal({"a": value, "b": 1}).path == "$.a.e[1].g[1].h"


def test_chunks_before_a_refusal():
    chunks = inkjet.dump_chunks((Unknown() if i == 500 else i for i in range(10_000)), 100)
    got = []
    with pytest.raises(inkjet.JSONEncodeError) as caught:
        for chunk in chunks:
            got.append(chunk)
    assert caught.value.path == "$[500]"
    assert inkjet.dumps(list(range(500))).startswith(b"".join(got)) and len(got) == 18
    assert list(chunks) == []


@pytest.mark.parametrize("size", SIZES)
def test_generators_that_raise(size):
    def fails(after):
        yield from range(after)
        raise ValueError("no more")

    for after in (0, 1, 1000):
        error = refusal({"a": [1, fails(after)]}, size)
        assert str(error) == "an iterator raised an exception" and error.path == f"$.a[1][{after}]"
        assert isinstance(error.__cause__, ValueError) and error.__cause__.__traceback__ is not None

    def interrupted():
        yield 1
        raise KeyboardInterrupt

    chunks = inkjet.dump_chunks([interrupted()], size)
    with pytest.raises(KeyboardInterrupt):
        list(chunks)
    assert next(chunks, None) is None

    class Bad:
        def __iter__(self):
            return self

        def __next__(self):
            raise LookupError

    assert isinstance(refusal(Bad()).__cause__, LookupError)


def test_what_default_raises():
    def fails(_):
        raise ValueError("no")

    error = refusal([1, iter([Unknown()])], default=fails)
    assert str(error) == "Type is not JSON serializable: Unknown" and error.path == "$[1][0]"
    assert isinstance(error.__cause__, ValueError)


def test_invalid_calls():
    for size in (0, -1, -(2**63)):
        with pytest.raises(ValueError):
            inkjet.dump_chunks(1, size)
    with pytest.raises(OverflowError):
        inkjet.dump_chunks(1, 2**80)
    for size in (None, "1", 1.5):
        with pytest.raises(TypeError):
            inkjet.dump_chunks(1, size)
    with pytest.raises(TypeError, match="missing 1 required"):
        inkjet.dump_chunks()
    with pytest.raises(TypeError, match="unexpected keyword"):
        inkjet.dump_chunks(1, size=3)
    with pytest.raises(TypeError, match="at most 4"):
        inkjet.dump_chunks(1, 2, None, None, None)
    with pytest.raises(inkjet.JSONEncodeError, match="Invalid opts"):
        inkjet.dump_chunks(1, option=-1)
    with pytest.raises(TypeError):
        type(inkjet.dump_chunks(1))()


# The end.


def bad(events):
    try:
        yield Unknown()
        yield 1
    finally:
        events.append("closed")


def test_close():
    events = []

    def rows():
        try:
            while True:
                yield inner()
        except GeneratorExit:
            events.append("outer")
            raise

    def inner():
        try:
            while True:
                yield "x" * 100
        finally:
            events.append("inner")

    chunks = inkjet.dump_chunks({"rows": rows()}, 1000)
    assert len(next(chunks)) == len(next(chunks)) == 1000 and not events
    assert chunks.close() is None
    assert sorted(events) == ["inner", "outer"]
    assert next(chunks, None) is None and chunks.close() is None
    # So does dropping it, and a refusal.
    events.clear()
    chunks = inkjet.dump_chunks([rows()], 1000)
    next(chunks)
    del chunks
    assert sorted(events) == ["inner", "outer"]
    events.clear()
    with pytest.raises(inkjet.JSONEncodeError):
        list(inkjet.dump_chunks(bad(events)))
    assert events == ["closed"]


def test_close_before_the_beginning():
    chunks = inkjet.dump_chunks(iter([1]))
    chunks.close()
    assert list(chunks) == []


def test_it_is_its_own_iterator():
    chunks = inkjet.dump_chunks([1])
    assert iter(chunks) is chunks and list(chunks) == [b"[1]"] and list(chunks) == []


def test_called_by_what_it_calls():
    raised = []

    def rows():
        for call in (lambda: next(chunks), chunks.close, lambda: list(chunks)):
            try:
                call()
            except ValueError as error:
                raised.append(str(error))
            yield 1

    chunks = None

    def later():
        yield from rows()

    chunks = inkjet.dump_chunks(later())
    assert list(chunks) == [b"[1,1,1]"]
    assert raised == ["dump_chunks is already writing a chunk"] * 3

    chunks = inkjet.dump_chunks([Unknown()], default=lambda _: chunks)
    with pytest.raises(inkjet.JSONEncodeError) as caught:
        list(chunks)
    assert isinstance(caught.value.__cause__, ValueError) and caught.value.path == "$[0][0]"


def test_one_iterator_in_two_places():
    shared = iter(range(5))
    assert written([shared, shared]) == b"[[0,1,2,3,4],[]]"


# Containers that change between chunks.


def test_lists_that_change():
    def changed(change, size=100):
        outer = [[Large("x" * 10)] * 20, *([1] * 200)]
        chunks = inkjet.dump_chunks(outer, size)
        first = next(chunks)
        change(outer)
        gc.collect()
        return inkjet.loads(first + b"".join(chunks))

    whole = ["x" * 10] * 20
    assert changed(lambda outer: outer.clear()) == [whole]
    assert changed(lambda outer: outer[0].clear()) == [["x" * 10] * 8] + [1] * 200
    assert changed(lambda outer: outer.__delitem__(slice(50, None))) == [whole] + [1] * 49
    assert changed(lambda outer: outer.extend([2] * 10)) == [whole] + [1] * 200
    assert changed(lambda outer: (outer[0].clear(), outer.clear())) == [["x" * 10] * 8]
    assert changed(lambda outer: outer.__setitem__(slice(1, None), ["y"] * 200)) == [whole] + ["y"] * 200


@pytest.mark.parametrize("option", [0, inkjet.OPT_INDENT_2])
def test_dicts_that_change(option):
    def start():
        value = {f"k{i}": Large("x" * 100) for i in range(100)}
        chunks = inkjet.dump_chunks({"a": value}, 1000, option=option)
        next(chunks)
        return value, chunks

    for change in (lambda d: d.clear(), lambda d: d.update(new=1), lambda d: d.pop("k99"), lambda d: d.pop("k0")):
        value, chunks = start()
        change(value)
        gc.collect()
        with pytest.raises(inkjet.JSONEncodeError, match="changed its size") as caught:
            list(chunks)
        assert caught.value.path == "$.a" and list(chunks) == []
    value, chunks = start()
    for key in value:
        value[key] = "y" * 10
    assert sum(chunk.count(b"y") for chunk in chunks) > 800


def test_sorted_dicts_that_change():
    value = {f"k{i}": Large("x" * 100) for i in reversed(range(10, 100))}
    expected = inkjet.dumps(value, option=inkjet.OPT_SORT_KEYS)
    chunks = inkjet.dump_chunks(value, 1000, option=inkjet.OPT_SORT_KEYS)
    first = next(chunks)
    value.clear()
    gc.collect()
    assert first + b"".join(chunks) == expected


def test_changed_by_what_it_calls():
    def default(_):
        outer.clear()
        gc.collect()
        return ["y" * 50] * 100

    outer = [[Unknown(), "x" * 200], "z" * 500]
    assert written(outer, 100, default) == inkjet.dumps([[["y" * 50] * 100, "x" * 200]])

    outer = dict_that_its_key_clears(["x" * 100_000])
    assert "changed its size" in str(refusal(outer, option=inkjet.OPT_NON_STR_KEYS))


def test_threads():
    """Others find a chunk that is being written."""
    code = """
import threading, time, inkjet
def rows():
    for _ in range(300):
        time.sleep(0.0001)
        yield "x" * 100
chunks, got, refused = inkjet.dump_chunks(rows(), 1000), [], []
def work():
    while True:
        try:
            got.append(next(chunks))
        except ValueError:
            refused.append(1)
            time.sleep(0.0001)
        except StopIteration:
            return
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
assert sum(map(len, got)) == 300 * 103 + 1 and refused
print("done")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout == "done\n" and not done.stderr, done.stderr


# Memory.


def test_memory_is_bounded():
    def rows():
        for i in range(100_000):
            yield {"id": i, "name": "n" * 50, "inner": (x for x in range(3))}

    for value in (rows(), {"a": [{"rows": rows()}]}):
        tracemalloc.start()
        size = sum(len(chunk) for chunk in inkjet.dump_chunks(value, 10_000))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert size > 8_000_000 and peak < 100_000


def test_memory_of_long_text_is_given_back():
    def rows():
        yield "x" * 3_000_000
        while True:
            yield "x"

    chunks = inkjet.dump_chunks(rows(), 1000)
    tracemalloc.start()
    for _ in range(3500):
        next(chunks)
    now, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert now < 200_000


def test_memory_of_the_process():
    code = """
import inkjet, resource
def rows(n):
    for i in range(n):
        yield {"id": i, "values": (x for x in range(20)), "name": "x" * 500}
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def write(n):
    return sum(map(len, inkjet.dump_chunks({"rows": rows(n)})))
write(1000)
before = peak()
assert write(100_000) > 50_000_000
print(peak() - before)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert int(done.stdout) < 8000, done.stderr  # KB


# What is counted must come out even.


class Weak:
    pass


def test_it_can_be_collected():
    for make in (
        lambda made, around: [Large("x" * 500), made, around],
        lambda made, around: {"a": Large("x" * 500), "b": made, "c": around},
        lambda made, around: {"a": [Large("x" * 500), around, made], "b": 1},
        lambda made, around: iter([Large("x" * 500), around, made]),
        lambda made, around: ([Large("x" * 500), made, around],),
    ):
        for step in (0, 1):
            made = Weak()
            gone = weakref.ref(made)
            around = []
            chunks = inkjet.dump_chunks(make(made, around), 100, option=inkjet.OPT_SORT_KEYS)
            around.append(chunks)
            for _ in range(step):
                next(chunks)
            assert gc.is_tracked(chunks)
            del made, around, chunks
            gc.collect()
            assert gone() is None

    holder = Weak()
    gone = weakref.ref(holder)
    holder.chunks = inkjet.dump_chunks([Unknown()] * 9, 1, default=lambda _, holder=holder: "x" * 10)
    next(holder.chunks)
    del holder
    gc.collect()
    assert gone() is None


def test_no_reference_is_kept():
    def default(_):
        return values

    def counts():
        return [sys.getrefcount(each) for each in values]

    values = ["long text é" * 10, 2**63, 1.5, [1], {"key": Large("1")}, ({"a": 1},)]
    kind = type(inkjet.dump_chunks(1))
    gc.collect()
    before, kinds, defaults = counts(), sys.getrefcount(kind), sys.getrefcount(default)
    for option in (0, inkjet.OPT_SORT_KEYS, inkjet.OPT_INDENT_2, inkjet.OPT_NON_STR_KEYS):
        key = 5 if option & inkjet.OPT_NON_STR_KEYS else "k"
        for size in (1, 50, 100_000):
            list(inkjet.dump_chunks({key: values, "z": iter(values)}, size, None, option))
            list(inkjet.dump_chunks([values, Unknown()], size, default, option))
            refusal([values, {key: Unknown()}], size, None, option)
            refusal([iter(values), {key: Unknown()}], size, lambda v: v, option)
            chunks = inkjet.dump_chunks([{key: values}, iter(values)], size, default, option)
            next(chunks)
            del chunks
    gc.collect()
    assert counts() == before
    assert sys.getrefcount(default) == defaults
    assert sys.getrefcount(kind) <= kinds  # fewer, if an iterator of another test is let go meanwhile


def test_memory_does_not_grow():
    def work():
        for _ in range(100):
            list(inkjet.dump_chunks({"a": ["é" * 50, iter([1.5, {"b": Large("x")}])]}, 10, option=inkjet.OPT_SORT_KEYS))
            for bad in (Unknown(), "\ud800", {1: 2}, 2**70):
                refusal({"a": [Large("x"), [bad]]}, 10)
            next(inkjet.dump_chunks([Large("x" * 100)] * 10, 10))

    check_memory_stays(work)
