"""The buffer protocol, under OPT_SERIALIZE_BUFFER."""

import array
import ctypes
import json
import struct
import sys

import pytest

import inkjet
from checks import refusal_under

BUFFER = inkjet.OPT_SERIALIZE_BUFFER

refusal = refusal_under(BUFFER)


def test_without_the_option(same_as_orjson):
    for value in (b"a", bytearray(b"a"), memoryview(b"a"), array.array("i", [1]), (ctypes.c_int * 2)()):
        for option in (0, inkjet.OPT_SERIALIZE_NUMPY):
            message = str(refusal(value, option=option))
            assert message.startswith("Type is not JSON serializable: ") and type(value).__name__ in message
            same_as_orjson(value, message, option=option)


def test_the_option_is_none_of_the_others():
    flags = [getattr(inkjet, name) for name in dir(inkjet) if name.startswith("OPT_") and getattr(inkjet, name)]
    assert sum(flags) == sum(set(flags)) and not any(flag & 0xFF << 16 for flag in flags)
    for flag in flags:
        assert flag & (flag - 1) == 0


@pytest.mark.parametrize("code", "bBhHiIlLqQfd")
def test_arrays(code):
    for size in (0, 1, 7, 64, 1000):
        size_of = array.array(code).itemsize
        if code in "fd":
            values = array.array(code, [i / 3 for i in range(size)])
            expected = values.tolist() if code == "d" else None
        else:
            least = 0 if code.isupper() else -(2 ** (8 * size_of - 1))
            span = 2 ** (8 * size_of) - 1
            values = array.array(code, [least + i * span // max(size - 1, 1) for i in range(size)])
            expected = values.tolist()
        for value in (values, memoryview(values)):
            text = inkjet.dumps(value, option=BUFFER)
            if expected is not None:
                assert json.loads(text) == expected
                indented = inkjet.dumps(value, option=BUFFER | inkjet.OPT_INDENT_2)
                assert indented == inkjet.dumps(expected, option=inkjet.OPT_INDENT_2)
                assert text == inkjet.dumps(expected)
            assert [struct.pack(code, x) for x in json.loads(text)] == [struct.pack(code, x) for x in values]
        every_third = memoryview(values)[::3]
        assert json.loads(inkjet.dumps(every_third, option=BUFFER)) == json.loads(text)[::3]
        assert json.loads(inkjet.dumps(memoryview(values)[::-1], option=BUFFER)) == json.loads(text)[::-1]


def test_bytes():
    for kind in (bytes, bytearray, memoryview):
        assert inkjet.dumps({"a": kind(b"\x00a\xff")}, option=BUFFER) == b'{"a":[0,97,255]}'
        assert inkjet.dumps(kind(b""), option=BUFFER) == b"[]"


def test_casts():
    for format in ("b", "B", "h", "H", "i", "I", "l", "L", "q", "Q", "n", "N", "f", "d", "?"):
        for prefix in ("", "@"):
            view = memoryview(bytearray(struct.calcsize(format) * 4)).cast(prefix + format)
            view[1] = True if format == "?" else 1
            assert json.loads(inkjet.dumps(view, option=BUFFER)) == view.tolist()
            grid = view.cast("B").cast(prefix + format, (2, 2))
            assert json.loads(inkjet.dumps(grid, option=BUFFER)) == grid.tolist()
            assert inkjet.dumps(grid.toreadonly(), option=BUFFER) == inkjet.dumps(grid.tolist())


def test_ranks():
    one = memoryview(b"\x05").cast("B", ())
    assert inkjet.dumps(one, option=BUFFER) == b"5"
    assert inkjet.dumps(ctypes.c_double(1.5), option=BUFFER) == b"1.5"
    cube = memoryview(bytes(range(24))).cast("B", (2, 3, 4))
    assert json.loads(inkjet.dumps(cube, option=BUFFER)) == cube.tolist()
    deep = memoryview(b"\x07").cast("B", (1,) * 64)
    assert inkjet.dumps(deep, option=BUFFER) == b"[" * 64 + b"7" + b"]" * 64
    value = deep
    for _ in range(190):
        value = [value]
    assert inkjet.dumps(value, option=BUFFER) == b"[" * 254 + b"7" + b"]" * 254
    assert str(refusal([value])) == "Recursion limit reached"


def test_ctypes():
    grid = (ctypes.c_int16 * 3 * 2)((1, -2, 3), (4, 5, 6))
    assert inkjet.dumps(grid, option=BUFFER) == b"[[1,-2,3],[4,5,6]]"
    assert inkjet.dumps((ctypes.c_bool * 3)(True, False, True), option=BUFFER) == b"[true,false,true]"
    assert inkjet.dumps((ctypes.c_long * 2)(-1, 2**62), option=BUFFER) == b"[-1,4611686018427387904]"
    assert inkjet.dumps((ctypes.c_float * 2)(0.1, float("nan")), option=BUFFER) == b"[0.1,null]"


def test_bools_of_other_bytes():
    raw = bytes([0, 1, 2, 255, 0, 128, 1, 0])
    view = memoryview(raw).cast("?")
    assert json.loads(inkjet.dumps(view, option=BUFFER)) == [byte != 0 for byte in raw]
    assert json.loads(inkjet.dumps(view[::-2], option=BUFFER)) == [byte != 0 for byte in raw[::-2]]
    grid = memoryview(raw).cast("?", (4, 2))
    assert json.loads(inkjet.dumps(grid, option=BUFFER)) == grid.tolist()
    text = inkjet.dumps(grid, option=BUFFER | inkjet.OPT_INDENT_2)
    assert text == inkjet.dumps(grid.tolist(), option=inkjet.OPT_INDENT_2)


def test_options():
    view = memoryview(array.array("q", [1, 2**53]))
    assert str(refusal(view, option=BUFFER | inkjet.OPT_STRICT_INTEGER)) == "Integer exceeds 53-bit range"
    assert refusal({"k": [view]}, option=BUFFER | inkjet.OPT_STRICT_INTEGER).path == "$.k[0][1]"
    assert inkjet.dumps(view, option=BUFFER | inkjet.OPT_APPEND_NEWLINE) == b"[1,9007199254740992]\n"


def test_refused_formats():
    swapped = ">" if sys.byteorder == "little" else "<"
    big = (ctypes.c_int32.__ctype_be__ if swapped == ">" else ctypes.c_int32.__ctype_le__) * 2
    error = refusal({"a": [1, big(1, 2)]})
    assert str(error) == f"format of a buffer that is not native-endianness: '{swapped}i'" and error.path == "$.a[1]"

    class Point(ctypes.Structure):
        _fields_ = [("x", ctypes.c_int)]

    for value, format in [
        ((ctypes.c_char * 2)(), "<c"),
        ((ctypes.c_longdouble * 2)(), "<g"),
        ((Point * 2)(), "T{<i:x:}"),
        (array.array("u", "ab"), memoryview(array.array("u", "ab")).format),
    ]:
        error = refusal([value])
        assert str(error) == f"unsupported format of a buffer: '{format}'"
        assert error.path == "$[0]" and error.__cause__ is None
        assert inkjet.dumps([value], default=lambda v: type(v).__name__, option=BUFFER).startswith(b'["')


def test_released_memoryview():
    view = memoryview(b"abc")
    view.release()
    error = refusal(view)
    assert str(error) == "the buffer is not to be had" and isinstance(error.__cause__, ValueError)
    assert inkjet.dumps(view, default=lambda _: None, option=BUFFER) == b"null"


def test_buffers_are_released():
    data = bytearray(b"abc")
    before = sys.getrefcount(data)
    assert inkjet.dumps([data, data], option=BUFFER) == b"[[97,98,99],[97,98,99]]"
    data.append(1)  # which an export would forbid
    numbers = array.array("q", [2**60])
    refusal(numbers, option=BUFFER | inkjet.OPT_STRICT_INTEGER)
    numbers.append(1)
    text = array.array("u", "ab")
    refusal(text)
    text.append("c")
    assert inkjet.dumps(text, default=lambda t: t.append("d") or len(t), option=BUFFER) == b"4"
    assert sys.getrefcount(data) == before


# The buffers of CPython's own tests: all formats, strides, suboffsets.


@pytest.fixture
def nd():
    return pytest.importorskip("_testbuffer")


@pytest.mark.parametrize("format", [p + f for p in ("@", "=", "<", "") for f in "?bBhHiIlLqQfd"] + ["n", "@N"])
def test_formats(nd, format):
    items = [x % 2 if "?" in format else x for x in range(6)]
    for shape in ([6], [2, 3], [1, 2, 3]):
        made = nd.ndarray(items, shape=shape, format=format)
        expected = made.tolist()
        assert json.loads(inkjet.dumps(made, option=BUFFER)) == expected
    made = nd.ndarray(items, shape=[2, 2], strides=[made.itemsize * -3, made.itemsize], offset=3 * made.itemsize, format=format)
    assert json.loads(inkjet.dumps(made, option=BUFFER)) == made.tolist()
    assert inkjet.dumps(nd.ndarray([1], shape=[0], format=format), option=BUFFER) == b"[]"
    assert inkjet.dumps(nd.ndarray([1], shape=[2, 0], strides=[0, 0], format=format), option=BUFFER) == b"[[],[]]"


@pytest.mark.parametrize("format", ["!h", ">h", ">d", "3b", "2s", "bb", "", "=", "x", "P"])
def test_other_formats(nd, format):
    try:
        made = nd.ndarray([0], shape=[1], format=format or "b")
    except (ValueError, TypeError, NotImplementedError, struct.error):
        pytest.skip("not to be made")
    if format == "":
        return
    assert repr(format) in str(refusal(made))


def test_suboffsets(nd):
    made = nd.ndarray(list(range(6)), shape=[2, 3], format="i", flags=nd.ND_PIL)
    assert str(refusal(made)) == "a buffer that is in pieces, with suboffsets"
    assert inkjet.dumps(made, default=lambda v: v.tolist(), option=BUFFER) == b"[[0,1,2],[3,4,5]]"


def test_getbuf_without_format_and_strides(nd):
    made = nd.ndarray([1, 2, 3], shape=[3], format="B", flags=nd.ND_REDIRECT)
    assert inkjet.dumps(made, option=BUFFER) == b"[1,2,3]"


def test_against_numpy():
    np = pytest.importorskip("numpy")
    random = np.random.default_rng(7)
    for dtype in ("int8", "uint16", "int32", "int64", "uint64", "float16", "float32", "float64", "bool"):
        base = (random.random((6, 7, 4)) * 200).astype(dtype)
        for view in (base, base.T, base[::2, ::-1], base[:, :, :2], base[:, 1], base[0, 0, 0], base[:0]):
            text = inkjet.dumps(view, option=inkjet.OPT_SERIALIZE_NUMPY)
            assert inkjet.dumps(view, option=BUFFER) == text
            assert inkjet.dumps(memoryview(view) if view.ndim else view, option=BUFFER) == text
    structured = np.zeros(3, [("a", "i4"), ("b", "f8")])
    assert str(refusal(structured)).startswith("unsupported format of a buffer: 'T{")
    assert inkjet.dumps(structured["b"], option=BUFFER) == b"[0.0,0.0,0.0]"
    packed = np.zeros(3, np.dtype([("a", "i1"), ("b", "f8")]))["b"]  # not aligned
    assert inkjet.dumps(packed, option=BUFFER) == b"[0.0,0.0,0.0]"
    dates = np.array(["2026-11-25"], "M8[D]")
    assert str(refusal(dates)) == "the buffer is not to be had"
    assert inkjet.dumps(dates, option=BUFFER | inkjet.OPT_SERIALIZE_NUMPY) == b'["2026-11-25T00:00:00"]'


def test_subclasses_of_what_is_known():
    class Bytes(bytes):
        pass

    assert inkjet.dumps(Bytes(b"a"), option=BUFFER) == b"[97]"
    assert str(refusal(object())) == "Type is not JSON serializable: object"
    assert str(refusal(memoryview)) == "Type is not JSON serializable: type"


@pytest.mark.skipif(sys.version_info < (3, 12), reason="classes can't export buffers")
def test_exporters_in_python():
    class Failing:
        def __buffer__(self, flags):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inkjet.dumps([Failing()], default=lambda _: 1, option=BUFFER)
