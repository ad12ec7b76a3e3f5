"""Arrow's arrays and streams, under OPT_SERIALIZE_ARROW: pyarrow's, and ones that are made by hand."""

import datetime as dt
import gc
import json
import random
import struct

import pytest

import inkjet
from capsules import Exported, Part, Streamed
from checks import refusal_under

ARROW = inkjet.OPT_SERIALIZE_ARROW

refusal = refusal_under(ARROW)


def written(part, option=ARROW):
    """The same as an array and twice in a stream."""
    exported = Exported(part)
    text = inkjet.dumps(exported, option=option)
    gc.collect()
    assert exported.released == [1, 1]
    streamed = Streamed([part, part])
    twice = inkjet.dumps(streamed, option=option)
    gc.collect()
    assert streamed.released == [1, 2, 1]
    assert json.loads(twice) == json.loads(text) * 2
    return text


# By hand.


@pytest.mark.parametrize(
    "format, code, values",
    [
        (b"c", "b", [-128, 0, 127]),
        (b"C", "B", [0, 1, 255]),
        (b"s", "h", [-(2**15), 0, 2**15 - 1]),
        (b"S", "H", [0, 1, 2**16 - 1]),
        (b"i", "i", [-(2**31), 0, 2**31 - 1]),
        (b"I", "I", [0, 1, 2**32 - 1]),
        (b"l", "q", [-(2**63), 0, 2**63 - 1]),
        (b"L", "Q", [0, 1, 2**64 - 1]),
        (b"e", "e", [0.5, -2.0, 1.0]),
        (b"f", "f", [0.5, -2.0, 1e30]),
        (b"g", "d", [0.1, -2.0, 1e300]),
    ],
)
def test_numbers(format, code, values):
    data = struct.pack(f"=3{code}", *values)
    assert json.loads(written(Part(format, 3, [None, data]))) == values
    assert json.loads(written(Part(format, 2, [None, data], offset=1))) == values[1:]
    assert json.loads(written(Part(format, 3, [b"\x05", data], null_count=1))) == [values[0], None, values[2]]
    assert json.loads(written(Part(format, 2, [b"\x05", data], null_count=-1, offset=1))) == [None, values[2]]
    assert json.loads(written(Part(format, 3, [b"\x05", data]))) == values  # as there are no nulls
    assert written(Part(format, 0, [None, None])) == b"[]"


def test_runs_of_numbers_and_nulls():
    pick = random.Random(7)
    for size in (1, 63, 64, 65, 200, 1000):
        for share in (0, 0.01, 0.5, 1):
            values = [None if pick.random() < share else pick.randrange(10**9) for _ in range(size)]
            bits = sum(1 << i for i, v in enumerate(values) if v is not None)
            data = [bits.to_bytes(size // 8 + 1, "little"), struct.pack(f"{size}i", *(v or 7 for v in values))]
            for offset in (0, 1, 13):
                if offset < size:
                    part = Part(b"i", size - offset, data, offset=offset, null_count=-1)
                    assert json.loads(written(part)) == values[offset:]
            part = Part(b"b", size, data[:1] * 2, null_count=-1)
            assert json.loads(written(part)) == [None if v is None else True for v in values]
            part = Part(b"b", size, [None, data[0]])
            assert json.loads(written(part)) == [v is not None for v in values]


def test_numbers_that_are_not_aligned():
    text = written(Part(b"g", 1, [None, b"1234567" + struct.pack("d", 1.5)]))
    part = Part(b"g", 2, [None, b"?" + struct.pack("2d", 1.5, 2.5)])
    part.kept[2][1] += 1
    assert written(part) == b"[1.5,2.5]" and text


def test_nothing():
    assert written(Part(b"n", 3)) == b"[null,null,null]"


def test_text():
    data = "aéb" + "x" * 100
    offsets = [0, 1, 3, 3, 104]
    for format, code in ((b"u", "i"), (b"U", "q")):
        buffers = [None, struct.pack(f"5{code}", *offsets), data.encode()]
        assert json.loads(written(Part(format, 4, buffers))) == ["a", "é", "", "b" + "x" * 100]
        assert json.loads(written(Part(format, 2, buffers, offset=1))) == ["é", ""]
        assert json.loads(written(Part(format, 1, [None, struct.pack(f"2{code}", 0, 0), None]))) == [""]
        text = written(Part(format, 4, buffers), ARROW | inkjet.OPT_ASCII)
        assert b"\\u00e9" in text


def test_viewed_text():
    long = "é" * 20
    views = struct.pack("i12s", 5, b"short") + struct.pack("i4sii", 40, long.encode()[:4], 1, 3) + struct.pack("i12s", 12, b"twelve bytes")
    buffers = [None, views, b"", b"???" + long.encode(), struct.pack("2q", 0, 43)]
    assert json.loads(written(Part(b"vu", 3, buffers))) == ["short", long, "twelve bytes"]
    for view in [(-1, b"", 0, 0), (13, b"", 2, 0), (13, b"", -1, 0), (13, b"", 1, -1), (13, b"", 1, 31), (13, b"", 0, 0)]:
        bad = Exported(Part(b"vu", 1, [None, struct.pack("i4sii", *view), *buffers[2:]]))
        assert str(refusal(bad)) == "malformed array of Arrow"
        assert bad.released == [1, 1]


@pytest.mark.parametrize("format", [b"u", b"U"])
def test_text_that_is_no_text(format):
    code = "i" if format == b"u" else "q"
    for bad, at in ((b"\xff", 0), (b"x" * 100 + b"\xc3", 100), (b"\xed\xa0\x80", 0), (b"a" * 20 + b"\x80" + b"a" * 50, 20)):
        exported = Exported(Part(format, 2, [None, struct.pack(f"3{code}", 0, 0, len(bad)), bad]))
        for option in (0, inkjet.OPT_INDENT_2, inkjet.OPT_ASCII, inkjet.OPT_HTML_SAFE):
            error = refusal(exported, option=ARROW | option)
            assert str(error) == f"invalid UTF-8: byte 0x{bad[at]:02x} at offset {at}" and error.path == "$[1]"
    for offsets in ((0, -1, 0), (2, 1, 0), (-1, 0, 0)):
        exported = Exported(Part(format, 2, [None, struct.pack(f"3{code}", *offsets), b"abc"]))
        assert str(refusal(exported)) == "malformed array of Arrow"


def ints(*values):
    return Part(b"i", len(values), [None, struct.pack(f"{len(values)}i", *values)])


def test_lists():
    for format, code in ((b"+l", "i"), (b"+L", "q")):
        buffers = [b"\x0b", struct.pack(f"5{code}", 0, 2, 2, 2, 3)]
        part = Part(format, 4, buffers, [ints(1, 2, 3)], null_count=1)
        assert written(part) == b"[[1,2],[],null,[3]]"
        for offsets in ((0, 4), (2, 1), (-1, 0)):
            bad = Exported(Part(format, 1, [None, struct.pack(f"2{code}", *offsets)], [ints(1, 2, 3)]))
            assert str(refusal(bad)) == "malformed array of Arrow"


def test_fixed_lists():
    assert written(Part(b"+w:2", 3, [None], [ints(1, 2, 3, 4, 5, 6)])) == b"[[1,2],[3,4],[5,6]]"
    assert written(Part(b"+w:2", 1, [None], [ints(1, 2, 3, 4, 5, 6)], offset=2)) == b"[[5,6]]"
    assert written(Part(b"+w:0", 2, [None], [ints()])) == b"[[],[]]"
    part = Part(b"+w:1", 1, [None], [Part(b"i", 1, [None, struct.pack("2i", 7, 8)], offset=1)])
    assert written(part) == b"[[8]]"


def test_objects():
    b, a = ints(1, 2, 3), Part(b"u", 3, [None, struct.pack("4i", 0, 1, 1, 2), b"xy"], name=b"a\xc3\xa9")
    b.schema.name = b"b"
    assert written(Part(b"+s", 2, [None], [b, a], offset=1)) == '[{"b":2,"aé":""},{"b":3,"aé":"y"}]'.encode()
    assert written(Part(b"+s", 1, [None], [b, a]), ARROW | inkjet.OPT_SORT_KEYS) == '[{"aé":"x","b":1}]'.encode()
    assert written(Part(b"+s", 2, [b"\x02"], [b, a], null_count=1)) == '[null,{"b":2,"aé":""}]'.encode()
    assert written(Part(b"+s", 2, [None])) == b"[{},{}]"
    b.schema.name = None
    assert written(Part(b"+s", 1, [None], [b])) == b'[{"":1}]'


def test_dictionaries():
    words = Part(b"u", 2, [None, struct.pack("3i", 0, 2, 5), b"nooui"])
    for format, code in zip(b"cCsSiIlL", "bBhHiIqQ"):
        indices = struct.pack(f"=4{code}", 1, 0, 1, 1)
        assert written(Part(bytes([format]), 4, [b"\x07", indices], dictionary=words, null_count=1)) == b'["oui","no","oui",null]'
        bad = Exported(Part(bytes([format]), 1, [None, struct.pack(f"={code}", 2)], dictionary=words))
        assert str(refusal(bad)) == "malformed array of Arrow"
    bad = Exported(Part(b"i", 1, [None, struct.pack("i", -1)], dictionary=words))
    assert str(refusal({"k": bad})) == "malformed array of Arrow"


def test_times():
    def one(format, code, value, option=0):
        return inkjet.loads(written(Part(format, 1, [None, struct.pack(code, value)]), ARROW | option))[0]

    assert one(b"tdD", "i", -1) == "1969-12-31"
    assert one(b"tdm", "q", 86_400_000 * 365) == "1971-01-01" and one(b"tdm", "q", -1) == "1969-12-31"
    assert one(b"tts", "i", 3661) == "01:01:01" and one(b"ttm", "i", 3661_001) == "01:01:01.001000"
    assert one(b"ttu", "q", 86_399_999_999) == "23:59:59.999999" and one(b"ttn", "q", 1_999) == "00:00:00.000001"
    for format, per_second in ((b"tss:", 1), (b"tsm:", 10**3), (b"tsu:", 10**6), (b"tsn:", 10**9)):
        assert one(format, "q", 60 * per_second) == "1970-01-01T00:01:00"
        assert one(format, "q", -60 * per_second) == "1969-12-31T23:59:00"
        assert one(format + b"UTC", "q", 60 * per_second) == "1970-01-01T00:01:00+00:00"
        assert one(format + b"Europe/Paris", "q", 60 * per_second, inkjet.OPT_UTC_Z) == "1970-01-01T00:01:00Z"
        assert one(format, "q", 60 * per_second, inkjet.OPT_NAIVE_UTC) == "1970-01-01T00:01:00+00:00"
        if per_second > 1:
            assert one(format, "q", -per_second // 1000) == "1969-12-31T23:59:59.999000"
            assert one(format, "q", -1, inkjet.OPT_OMIT_MICROSECONDS) == "1969-12-31T23:59:59"
    assert one(b"tsn:", "q", -(2**63)) == "1677-09-21T00:12:43.145224"
    assert one(b"tsn:", "q", 2**63 - 1) == "2262-04-11T23:47:16.854775"
    for format, code, value in [
        (b"tdD", "i", 2**31 - 1),
        (b"tdm", "q", 2**63 - 1),
        (b"tdm", "q", -(2**63)),
        (b"tts", "i", 86_400),
        (b"tts", "i", -1),
        (b"tss:", "q", 2**63 - 1),
        (b"tss:UTC", "q", -(2**63)),
        (b"tsm:", "q", 2**63 - 1),
        (b"tsm:", "q", -(2**63)),
        (b"tsu:", "q", -(2**63)),
    ]:
        error = refusal(Exported(Part(format, 1, [None, struct.pack(code, value)])))
        assert str(error).startswith("a time that is out of range: ") and error.path == "$[0]"


@pytest.mark.parametrize(
    "format", "z Z vz w:16 d:10,2 tDs tiM +m +us:0,1 +r +vl +vL x +w: +w:-1 +w:2x tdX ts u: i\xff".split() + [""]
)
def test_types_that_are_not_written(format):
    exported = Exported(Part(format.encode("latin-1"), 1, [None, b"\0" * 16, b"", b""]))
    error = refusal({"a": [exported]})
    assert str(error) == f'unsupported type of Arrow: "{format}"'.replace("\xff", "\ufffd")
    assert error.path == "$.a[0]" and error.__cause__ is None
    assert inkjet.dumps(exported, default=lambda _: "no", option=ARROW) == b'"no"'
    assert exported.released == [2, 2]
    assert inkjet.dumps(exported, default=lambda v: v.released, option=ARROW) == b"[3,3]"  # before others are asked
    inner = Exported(Part(b"+s", 0, [None], [Part(format.encode("latin-1"))]))
    assert str(refusal(inner)) == str(error) and inner.released == [1, 1]
    streamed = Streamed([Part(format.encode("latin-1"))])
    assert str(refusal(streamed)) == str(error) and streamed.released == [1, 0, 1]


def with_schema(part, **fields):
    for field, value in fields.items():
        setattr(part.schema, field, value)
    return part


def with_array(part, **fields):
    for field, value in fields.items():
        setattr(part.array, field, value)
    return part


@pytest.mark.parametrize(
    "part, message",
    [
        (with_schema(ints(1), format=None), "malformed type of Arrow"),
        (with_schema(ints(1), n_children=-1), "malformed type of Arrow"),
        (with_schema(ints(1), n_children=1), "malformed type of Arrow"),
        (with_schema(Part(b"+s", 0, [None]), n_children=1, children=None), "malformed type of Arrow"),
        (Part(b"i", 0, [None, b""], [ints()]), 'malformed type of Arrow: "i" of 1 others'),
        (Part(b"+l", 0, [None, b""]), 'malformed type of Arrow: "+l" of 0 others'),
        (Part(b"u", 0, [None, b"", b""], dictionary=ints()), 'malformed type of Arrow: indices of type "u"'),
        (Part(b"f", 0, [None, b""], dictionary=ints()), 'malformed type of Arrow: indices of type "f"'),
        (Part(b"+s", 0, [None], [Part(b"i", 0, [None, b""], name=b"\xff")]), "a name in a type of Arrow is not UTF-8"),
        (with_array(ints(1), length=-1), "malformed array of Arrow"),
        (with_array(ints(1), offset=-1), "malformed array of Arrow"),
        (with_array(ints(1), offset=2**63 - 1), "malformed array of Arrow"),
        (with_array(ints(1), n_buffers=1), "malformed array of Arrow"),
        (with_array(ints(1), n_buffers=3), "malformed array of Arrow"),
        (with_array(ints(1), buffers=None), "malformed array of Arrow"),
        (Part(b"i", 1, [None, None]), "malformed array of Arrow"),
        (Part(b"vu", 1, [None, b"\0" * 16]), "malformed array of Arrow"),
        (with_array(Part(b"+s", 1, [None], [ints(1)]), n_children=0), "malformed array of Arrow"),
        (with_array(Part(b"+s", 1, [None], [ints(1)]), children=None), "malformed array of Arrow"),
        (Part(b"+s", 2, [None], [ints(1)]), "malformed array of Arrow"),
        (Part(b"+s", 1, [None], [ints(1)], offset=1), "malformed array of Arrow"),
        (Part(b"+w:2", 1, [None], [ints(1)]), "malformed array of Arrow"),
        (Part(b"+w:9223372036854775807", 2, [None], [ints(1)]), "malformed array of Arrow"),
        (with_array(Part(b"i", 0, [None, b""], dictionary=ints()), dictionary=None), "malformed array of Arrow"),
        (Part(b"u", 1, [None, struct.pack("2i", 0, 1), None]), "malformed array of Arrow"),
    ],
)
def test_malformed(part, message):
    exported = Exported(part)
    assert str(refusal(exported)) == message and exported.released == [1, 1]
    streamed = Streamed([part])
    assert str(refusal(streamed)) == message and streamed.released[0] == streamed.released[2] == 1
    assert streamed.released[1] == (1 if message.startswith("malformed array") else 0)


def test_depth():
    def nested(levels):
        part = ints(7)
        for _ in range(levels - 1):
            part = Part(b"+w:1", 1, [None], [part])
        return part

    assert inkjet.dumps(Exported(nested(254)), option=ARROW) == b"[" * 254 + b"7" + b"]" * 254
    assert str(refusal([Exported(nested(254))])) == "Recursion limit reached"
    assert str(refusal(Exported(nested(255)))) == "Recursion limit reached"
    assert str(refusal(Exported(nested(300)))) == "malformed type of Arrow"
    assert str(refusal([Exported(nested(254))], option=ARROW | inkjet.OPT_INDENT_2)) == "Recursion limit reached"


def test_streams():
    parts = [ints(1, 2), ints(), ints(3)]
    for option, expected in ((0, b"[1,2,3]"), (inkjet.OPT_INDENT_2, b"[\n  1,\n  2,\n  3\n]")):
        streamed = Streamed(parts)
        assert inkjet.dumps(streamed, option=ARROW | option) == expected and streamed.released == [1, 3, 1]
    for empty in ([ints()], [ints(), ints()]):
        assert inkjet.dumps({"a": Streamed(empty), "b": 1}, option=ARROW) == b'{"a":[],"b":1}'
        assert inkjet.dumps(Streamed(empty), option=ARROW | inkjet.OPT_INDENT_2) == b"[]"
    failing = Streamed(parts, error=5)
    for option in (0, inkjet.OPT_INDENT_2):
        error = refusal({"k": failing}, option=ARROW | option)
        assert str(error) == "a stream of Arrow failed: no more \ufffd (5)" and error.path == "$.k[3]"
    assert failing.released == [2, 6, 2]
    failing = Streamed(parts, schema_error=7)
    assert str(refusal(failing)) == "a stream of Arrow failed: no more \ufffd (7)" and failing.released == [0, 0, 1]
    assert inkjet.dumps(failing, default=lambda _: 1, option=ARROW) == b"1" and failing.released == [0, 0, 2]


def test_refused_in_the_midst_of_a_stream():
    large = Part(b"l", 2, [None, struct.pack("2q", 1, 2**60)])
    streamed = Streamed([large] * 3)
    error = refusal(streamed, option=ARROW | inkjet.OPT_STRICT_INTEGER)
    assert str(error) == "Integer exceeds 53-bit range" and error.path == "$[1]"
    assert streamed.released == [1, 1, 1]


class Returns:
    def __init__(self, result):
        self.result = result

    def __arrow_c_array__(self):
        if isinstance(self.result, BaseException):
            raise self.result
        return self.result


class ReturnsStream(Returns):
    __arrow_c_array__ = property()  # raises AttributeError
    __arrow_c_stream__ = Returns.__arrow_c_array__


def test_rubbish():
    good = Exported(ints(1))
    pair = good.__arrow_c_array__()
    for rubbish in (None, 1, (), (1, 2), (1, 2, 3), pair[::-1], pair[:1], list(pair), pair[0], (pair[0], pair[0])):
        message = "__arrow_c_array__ returned no pair of capsules of a schema and an array"
        assert str(refusal([Returns(rubbish)])) == message
    for rubbish in (None, 1, pair, pair[0]):
        assert str(refusal([ReturnsStream(rubbish)])) == "__arrow_c_stream__ returned no capsule of a stream"
    for names in ((b"arrow_schema", b"dltensor"), (b"x", b"arrow_array")):
        named = Exported(ints(1), *names)
        assert str(refusal(named)) == message
        gc.collect()
        assert named.released == [1, 1]
    del pair, rubbish
    gc.collect()
    assert good.released == [1, 1]


def test_capsules_that_were_consumed():
    good = Exported(ints(1))
    pair = good.__arrow_c_array__()
    assert inkjet.dumps(Returns(pair), option=ARROW) == b"[1]" and good.released == [1, 1]
    assert "no pair of capsules" in str(refusal(Returns(pair))) and good.released == [1, 1]
    streamed = Streamed([ints(1)])
    capsule = streamed.__arrow_c_stream__()
    assert inkjet.dumps(ReturnsStream(capsule), option=ARROW) == b"[1]"
    assert "no capsule of a stream" in str(refusal(ReturnsStream(capsule))) and streamed.released == [1, 1, 1]


def test_what_raises():
    bad = ValueError("no")
    for returns, name in ((Returns(bad), "__arrow_c_array__"), (ReturnsStream(bad), "__arrow_c_stream__")):
        error = refusal({"k": returns})
        assert str(error) == f"{name} failed" and error.__cause__ is bad and error.path == "$.k"
        assert inkjet.dumps(returns, default=lambda _: 1, option=ARROW) == b"1"
    for fatal in (KeyboardInterrupt, MemoryError):
        with pytest.raises(fatal):
            inkjet.dumps(Returns(fatal()), default=lambda _: 1, option=ARROW)
    assert str(refusal(Returns)) == "Type is not JSON serializable: type"
    assert str(refusal(Returns(1), option=0)) == "Type is not JSON serializable: Returns"


# pyarrow's.


@pytest.fixture(scope="module")
def pa():
    return pytest.importorskip("pyarrow")


def columns(pa):
    day, moment = dt.date(2026, 11, 25), dt.datetime(2026, 11, 25, 9, 30, 0, 250_000)
    yield pa.array([], pa.int64())
    for kind in (pa.int8(), pa.uint8(), pa.int16(), pa.uint16(), pa.int32(), pa.uint32(), pa.int64(), pa.uint64()):
        yield pa.array([1, None, 0, 127], kind)
        yield pa.array(range(100), kind)
    for kind in (pa.float32(), pa.float64()):
        yield pa.array([1.5, None, -0.25, 1e10], kind)
        yield pa.array([x / 8 for x in range(100)], kind)
    yield pa.array([True, None, False] * 50)
    yield pa.array([True, False] * 50)
    yield pa.nulls(3)
    for kind in (pa.string(), pa.large_string(), pa.string_view()):
        yield pa.array(["", None, "a\nb", "é" * 40, "ascii"], kind)
    yield pa.array([[1, None], [], None, [2]], pa.list_(pa.int16()))
    yield pa.array([["a"], [], None], pa.large_list(pa.string()))
    yield pa.array([[1.0, 2.0], None, [3.0, None]], pa.list_(pa.float64(), 2))
    yield pa.array([[[True]], [[], None]])
    yield pa.array([{"a": 1, "b": [{"c": "x"}]}, None, {"a": None, "b": []}])
    yield pa.array(["x", "y", None, "x"]).dictionary_encode()
    yield pa.array([day, None, dt.date(1, 1, 1), dt.date(9999, 12, 31)])
    yield pa.array([day, None], pa.date64())
    yield pa.array([dt.time(9, 30), None, dt.time(9, 30, 1, 5)])
    for unit in ("s", "ms", "us"):
        moments = [moment.replace(microsecond=0), None, dt.datetime(1900, 1, 1)] + [moment] * (unit != "s")
        yield pa.array(moments, pa.timestamp(unit))
        yield pa.array(moments, pa.timestamp(unit, "UTC"))


def test_all_of_pyarrow(pa):
    for array in columns(pa):
        for part in (array, array[1:], array[1:3], array[:0], pa.concat_arrays([array, array])):
            expected = part.to_pylist()
            assert inkjet.dumps(part, option=ARROW) == inkjet.dumps(expected)
            for option in (inkjet.OPT_INDENT_2, inkjet.OPT_SORT_KEYS, inkjet.OPT_ASCII, inkjet.OPT_NAIVE_UTC | inkjet.OPT_UTC_Z):
                assert inkjet.dumps({"k": part}, option=ARROW | option) == inkjet.dumps({"k": expected}, option=option)
        chunks = pa.chunked_array([array, array[1:], array[:0], array])
        assert inkjet.dumps(chunks, option=ARROW) == inkjet.dumps(chunks.to_pylist())


def test_half(pa):
    np = pytest.importorskip("numpy")
    halves = np.array([0.1, 1, 65504], "f2")
    text = inkjet.dumps(halves, option=inkjet.OPT_SERIALIZE_NUMPY)
    assert inkjet.dumps(pa.array(halves), option=ARROW) == text


def test_tables(pa):
    rows = [{"id": i, "name": None if i % 7 == 0 else f"n{i}", "tags": ["x"] * (i % 3), "at": dt.date(2026, 1, 1 + i % 28)} for i in range(300)]
    table = pa.Table.from_pylist(rows)
    expected = inkjet.dumps(rows)
    batches = table.to_batches(max_chunksize=77)
    assert inkjet.dumps(table, option=ARROW) == expected
    assert inkjet.dumps(pa.Table.from_batches(batches), option=ARROW) == expected
    assert inkjet.dumps(pa.RecordBatchReader.from_batches(table.schema, batches), option=ARROW) == expected
    assert inkjet.dumps(batches[1], option=ARROW) == inkjet.dumps(rows[77:154])
    assert inkjet.dumps({"rows": table[:0]}, option=ARROW) == b'{"rows":[]}'
    option = inkjet.OPT_SORT_KEYS | inkjet.OPT_INDENT_2
    assert inkjet.dumps(table, option=ARROW | option) == inkjet.dumps(rows, option=option)


def test_reader_that_fails(pa):
    def batches():
        yield pa.record_batch({"a": [1, 2]})
        raise RuntimeError("out of rows")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("a", pa.int64())]), batches())
    error = refusal([reader])
    assert "out of rows" in str(error) and error.path == "$[0][2]"


def test_container_that_a_reader_takes_apart(pa):
    def batches():
        outer.clear()
        gc.collect()
        yield pa.record_batch({"a": [1]})

    outer = [pa.RecordBatchReader.from_batches(pa.schema([("a", pa.int64())]), batches()), "x" * 100]
    assert inkjet.dumps(outer, option=ARROW) == b'[[{"a":1}]]'


def test_types_of_pyarrow_that_are_not_written(pa):
    import decimal

    for array, format in [
        (pa.array([b"x"]), "z"),
        (pa.array([decimal.Decimal("1.5")]), "d:2,1"),
        (pa.array([dt.timedelta(1)]), "tDu"),
        (pa.array([[("k", 1)]], pa.map_(pa.string(), pa.int64())), "+m"),
    ]:
        error = refusal({"a": array})
        assert str(error) == f'unsupported type of Arrow: "{format}"' and error.path == "$.a"
        assert json.loads(inkjet.dumps(array, lambda v: v.to_pylist() if isinstance(v, pa.Array) else str(v), ARROW))
        table = pa.table({"a": array})
        assert str(refusal(table)) == str(error)


def test_memory_of_pyarrow(pa):
    array = pa.array([1, None, 2] * 1000)
    table = pa.table({"a": array, "b": ["x"] * 3000})
    bad = pa.table({"a": [b"x"]})
    gc.collect()
    before = pa.total_allocated_bytes()
    for _ in range(50):
        inkjet.dumps([array, table], option=ARROW)
        refusal([table, bad])
        refusal([table, object()])
    gc.collect()
    assert pa.total_allocated_bytes() == before


@pytest.mark.filterwarnings("ignore:Exporting an unversioned DLPack")
def test_protocols_in_turn(pa):
    """Arrow is asked first, as it knows of nulls, then DLPack, then the buffer protocol, and numpy before all."""
    np = pytest.importorskip("numpy")
    every = ARROW | inkjet.OPT_SERIALIZE_DLPACK | inkjet.OPT_SERIALIZE_BUFFER | inkjet.OPT_SERIALIZE_NUMPY
    assert inkjet.dumps(pa.array([1, None]), option=every) == b"[1,null]"
    assert inkjet.dumps(pa.array([1, 2]), option=inkjet.OPT_SERIALIZE_DLPACK) == b"[1,2]"
    assert inkjet.dumps(pa.py_buffer(b"ab"), option=every) == b"[97,98]"
    assert inkjet.dumps([np.array([1]), np.array(["2026-11-25"], "M8[D]")], option=every) == b'[[1],["2026-11-25T00:00:00"]]'
    error = refusal(pa.array([1, None]), option=inkjet.OPT_SERIALIZE_DLPACK)
    assert str(error) == "__dlpack__ failed" and error.__cause__ is not None
