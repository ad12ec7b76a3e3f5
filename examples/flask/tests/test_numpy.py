"""Numpy's arrays and scalars, where numpy is installed."""

import datetime as dt
import json

import pytest

import inkjet

np = pytest.importorskip("numpy")
NUMPY = inkjet.OPT_SERIALIZE_NUMPY

NUMBERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "bool"]


def some(dtype, size):
    random = np.random.default_rng(7)
    if dtype == "bool":
        return random.random(size) < 0.5
    if dtype.startswith("float"):
        return (random.random(size) * 1000).astype(dtype)
    info = np.iinfo(dtype)
    return random.integers(info.min, info.max, size, dtype=dtype, endpoint=True)


@pytest.mark.parametrize("dtype", NUMBERS)
def test_arrays(dtype, same_as_orjson):
    for shape in [(0,), (1,), (100,), (3, 5), (5, 2), (5, 3), (5, 4), (2, 0), (2, 3, 4)]:
        array = some(dtype, int(np.prod(shape))).reshape(shape)
        text = inkjet.dumps(array, option=NUMPY)
        if dtype != "float32":  # whose shortest digits are another double's
            assert json.loads(text) == array.tolist()
        same_as_orjson(array, text, option=NUMPY)
        assert inkjet.dumps({"a": array}, option=NUMPY | inkjet.OPT_SORT_KEYS) == b'{"a":' + text + b"}"
        indented = inkjet.dumps(array, option=NUMPY | inkjet.OPT_INDENT_2)
        same_as_orjson(array, indented, option=NUMPY | inkjet.OPT_INDENT_2)


@pytest.mark.parametrize("dtype", NUMBERS)
def test_scalars(dtype, same_as_orjson):
    for scalar in some(dtype, 20):
        text = inkjet.dumps([scalar], option=NUMPY)
        same_as_orjson([scalar], text, option=NUMPY)


def test_arrays_with_gaps():
    array = np.arange(24).reshape(4, 6)
    for view in (array[::2], array[:, ::2], array.T, array[::-1], array[:, ::-1], np.asfortranarray(array)):
        assert json.loads(inkjet.dumps(view, option=NUMPY)) == view.tolist()
    packed = np.zeros(5, dtype=[("a", "i1"), ("b", "f8")])
    packed["b"] = np.arange(5) / 2
    assert inkjet.dumps(packed["b"], option=NUMPY) == b"[0.0,0.5,1.0,1.5,2.0]"
    assert inkjet.dumps(np.array(5), option=NUMPY) == b"5"
    assert inkjet.dumps(np.broadcast_to(np.array([1.5]), (3, 1)), option=NUMPY) == b"[[1.5],[1.5],[1.5]]"


def test_not_finite():
    assert inkjet.dumps(np.array([1.5, np.nan, np.inf, -np.inf]), option=NUMPY) == b"[1.5,null,null,null]"
    assert inkjet.dumps(np.float32("nan"), option=NUMPY) == b"null"


def test_half():
    assert inkjet.dumps(np.array([0.1, 1, 65504], "f2"), option=NUMPY) == b"[0.1,1.0,65500.0]"
    assert inkjet.dumps(np.float16(0.1), option=NUMPY) == b"0.1"


def test_datetimes(same_as_orjson):
    for unit in ("Y", "M", "W", "D", "h", "m", "s", "ms", "us", "ns"):
        array = np.array(["1969-12-31T23:59:59.123456789", "2026-11-25T09:30:00"]).astype(f"M8[{unit}]")
        same_as_orjson(array[1:], inkjet.dumps(array[1:], option=NUMPY), option=NUMPY)
        same_as_orjson(array[1], inkjet.dumps(array[1], option=NUMPY), option=NUMPY)
        old = inkjet.loads(inkjet.dumps(array, option=NUMPY))[0]  # which some versions of orjson crash on
        assert dt.datetime.fromisoformat(old) == array[0].astype("M8[us]").astype(dt.datetime)
        grid = array.reshape(2, 1)
        assert inkjet.dumps(grid[::-1], option=NUMPY).count(b"[") == 3
    assert inkjet.dumps(np.datetime64("2026-11-25T09:30:00.5", "ms"), option=NUMPY) == b'"2026-11-25T09:30:00.500000"'
    assert inkjet.dumps(np.datetime64("2026-11-25"), option=NUMPY | inkjet.OPT_NAIVE_UTC) == b'"2026-11-25T00:00:00+00:00"'
    assert inkjet.dumps(np.array(["NaT"], "M8[us]"), option=NUMPY) == b"[null]"
    assert inkjet.dumps(np.datetime64("NaT"), option=NUMPY) == b"null"
    with pytest.raises(inkjet.JSONEncodeError):
        inkjet.dumps(np.array([2**62], "M8[s]"), option=NUMPY)


def test_refusals(same_as_orjson):
    for array in (np.array([1], ">i4"), np.array(["a"]), np.array([1j]), np.array([object()]), np.array([1], "g")):
        with pytest.raises(inkjet.JSONEncodeError) as caught:
            inkjet.dumps(array, option=NUMPY)
        same_as_orjson(array, str(caught.value), option=NUMPY)
        assert inkjet.dumps(array, default=lambda a: a.size, option=NUMPY) == b"1"
    for value in (np.array([1]), np.int64(1), np.float64(1)):
        with pytest.raises(inkjet.JSONEncodeError) as caught:
            inkjet.dumps(value)
        same_as_orjson(value, str(caught.value))
