"""Each native type, with its exact bytes; orjson, where it is installed, must say the same."""

import collections
import dataclasses
import datetime as dt
import enum
import json
import math
import typing
import uuid
import zoneinfo

import pytest

import inkjet

UTC = dt.timezone.utc


class Str(str):
    pass


class Int(int):
    pass


class List(list):
    pass


class Dict(dict):
    pass


class Float(float):
    pass


class Tuple(tuple):
    pass


class Pair(typing.NamedTuple):
    a: int
    b: int


class Typed(typing.TypedDict):
    a: int


class Colour(enum.Enum):
    RED = "red"
    PAIR = (1, 2)
    NOTHING = None


class Number(enum.IntEnum):
    ONE = 1


class Bits(enum.IntFlag):
    A = 1
    B = 2


@dataclasses.dataclass
class Point:
    x: int
    _hidden: int = 3
    y: typing.Optional[float] = None
    z: typing.ClassVar[int] = 9
    made_of: dataclasses.InitVar[int] = 0

    def __post_init__(self, made_of):
        self.extra = [made_of]


@dataclasses.dataclass(slots=True)
class Slotted:
    x: int
    _hidden: int = 3
    y: object = None


@dataclasses.dataclass
class Child(Point):
    child: int = 5


@dataclasses.dataclass
class SlottedChild(Slotted):
    more: int = 7


@dataclasses.dataclass
class Empty:
    pass


class Zone(dt.tzinfo):
    def __init__(self, **offset):
        self.offset = dt.timedelta(**offset) if offset else None

    def utcoffset(self, _):
        return self.offset


# Values and their JSON, without an option.
PLAIN = [
    (None, b"null"),
    (True, b"true"),
    (False, b"false"),
    (0, b"0"),
    (-1, b"-1"),
    (2**30 - 1, b"1073741823"),
    (-(2**30) + 1, b"-1073741823"),
    (2**30, b"1073741824"),
    (-(2**30), b"-1073741824"),
    (2**60, b"1152921504606846976"),
    (2**63 - 1, b"9223372036854775807"),
    (-(2**63), b"-9223372036854775808"),
    (2**63, b"9223372036854775808"),
    (2**64 - 1, b"18446744073709551615"),
    (0.0, b"0.0"),
    (-0.0, b"-0.0"),
    (0.1, b"0.1"),
    (1e15, b"1000000000000000.0"),
    (1e-5, b"0.00001"),
    (5e-324, b"5e-324"),
    (1.7976931348623157e308 / 1e300, b"179769313.48623157"),
    (math.nan, b"null"),
    (math.inf, b"null"),
    (-math.inf, b"null"),
    ("", b'""'),
    ("plain", b'"plain"'),
    ('"\\/\b\f\n\r\t\x00\x1f\x7f', b'"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
    ("é", '"é"'.encode()),
    ("ÿ\x80", '"ÿ\x80"'.encode()),
    ("€", '"€"'.encode()),
    ("😀", '"😀"'.encode()),
    ("a" * 1000 + "\n", b'"' + b"a" * 1000 + b'\\n"'),
    ("é" * 1000, '"{}"'.format("é" * 1000).encode()),
    ([], b"[]"),
    ([[]], b"[[]]"),
    ([1, "a", None, [2]], b'[1,"a",null,[2]]'),
    ((), b"[]"),
    ((1, (2,)), b"[1,[2]]"),
    ({}, b"{}"),
    ({"a": {}}, b'{"a":{}}'),
    ({"b": 1, "a": [], "é\n": {"": None}}, '{"b":1,"a":[],"é\\n":{"":null}}'.encode()),
    ([1.5] * 20, b"[" + b",".join([b"1.5"] * 20) + b"]"),
    ([0.1, math.nan, 2.0] * 7, b"[" + b",".join([b"0.1,null,2.0"] * 7) + b"]"),
    ([[0.5, 1.5]] * 20 + [[1.5, None]], b"[" + b"[0.5,1.5]," * 20 + b"[1.5,null]]"),
    ([1.5] * 9 + [1], b"[" + b"1.5," * 9 + b"1]"),
    (list(range(20)), str(list(range(20))).replace(" ", "").encode()),
    (Str("x"), b'"x"'),
    (Str("é"), '"é"'.encode()),
    (Int(3), b"3"),
    (Int(2**63), b"9223372036854775808"),
    (List([1]), b"[1]"),
    (Dict(a=1), b'{"a":1}'),
    (collections.OrderedDict(b=1, a=2), b'{"b":1,"a":2}'),
    (collections.defaultdict(int, a=1), b'{"a":1}'),
    (Typed(a=1), b'{"a":1}'),
    (Colour.RED, b'"red"'),
    (Colour.PAIR, b"[1,2]"),
    (Colour.NOTHING, b"null"),
    (Number.ONE, b"1"),
    (Bits.A | Bits.B, b"3"),
    (Point(1), b'{"x":1,"y":null,"extra":[0]}'),
    (Slotted(1, y=Slotted(2)), b'{"x":1,"y":{"x":2,"y":null}}'),
    (Child(1), b'{"x":1,"y":null,"child":5,"extra":[0]}'),
    (SlottedChild(1), None),  # slots and a dict: as orjson has it
    (Empty(), b"{}"),
    (uuid.UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), b'"f81d4fae-7dec-11d0-a765-00a0c91e6bf6"'),
    (uuid.UUID(int=0), b'"00000000-0000-0000-0000-000000000000"'),
    (uuid.UUID(int=2**128 - 1), b'"ffffffff-ffff-ffff-ffff-ffffffffffff"'),
    (dt.date(2026, 11, 25), b'"2026-11-25"'),
    (dt.date(1, 1, 1), b'"0001-01-01"'),
    (dt.date(9999, 12, 31), b'"9999-12-31"'),
    (dt.time(9, 30), b'"09:30:00"'),
    (dt.time(23, 59, 59, 999999), b'"23:59:59.999999"'),
    (dt.time(0, 0, 0, 1), b'"00:00:00.000001"'),
    (dt.datetime(2026, 11, 25, 9, 30), b'"2026-11-25T09:30:00"'),
    (dt.datetime(2026, 11, 25, 9, 30, 5, 7), b'"2026-11-25T09:30:05.000007"'),
    (dt.datetime(2026, 11, 25, tzinfo=UTC), b'"2026-11-25T00:00:00+00:00"'),
    (dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=-5))), b'"0001-01-01T00:00:00-05:00"'),
    (dt.datetime(2026, 7, 1, 12, tzinfo=zoneinfo.ZoneInfo("Europe/Zurich")), b'"2026-07-01T12:00:00+02:00"'),
    (dt.datetime(2026, 1, 1, 12, tzinfo=zoneinfo.ZoneInfo("Asia/Kolkata")), b'"2026-01-01T12:00:00+05:30"'),
    (dt.datetime(2026, 1, 1, 12, tzinfo=zoneinfo.ZoneInfo("UTC")), b'"2026-01-01T12:00:00+00:00"'),
    (dt.datetime(1800, 1, 1, tzinfo=zoneinfo.ZoneInfo("Europe/Zurich")), b'"1800-01-01T00:00:00+00:34"'),
    (dt.datetime(2026, 1, 1, tzinfo=Zone(hours=-3, minutes=-30)), b'"2026-01-01T00:00:00-03:30"'),
    ([inkjet.Fragment(b'{"a": 1}'), inkjet.Fragment('"é"')], '[{"a": 1},"é"]'.encode()),
]


def without_fragments(value):
    return not (isinstance(value, list) and value and isinstance(value[0], inkjet.Fragment))


@pytest.mark.parametrize("value, expected", PLAIN, ids=lambda v: repr(v)[:40])
def test_plain(value, expected, same_as_orjson):
    ours = inkjet.dumps(value)
    if expected is not None:
        assert ours == expected
    if without_fragments(value):
        same_as_orjson(value, ours)
    # Inside of others, and by the traversal that takes its options at run time.
    assert inkjet.dumps([value, value]) == b"[" + ours + b"," + ours + b"]"
    assert inkjet.dumps({"k": value}) == b'{"k":' + ours + b"}"
    assert inkjet.dumps((value,), option=inkjet.OPT_UTC_Z).replace(b"Z", b"+00:00") == b"[" + ours + b"]"
    if ours[:1] not in b"[{":
        assert inkjet.dumps([value], option=inkjet.OPT_INDENT_2 | inkjet.OPT_SORT_KEYS) == b"[\n  " + ours + b"\n]"


def test_floats_differ_from_orjson_in_the_exponent_at_most():
    for value in (1e16, 1e22, 1.5e300, 1.2345678901234568e17, 1e-6, -2.5e-10):
        ours = inkjet.dumps(value)
        assert float(ours) == value and b"+" not in ours
    assert inkjet.dumps(1e16) == b"1e16"


def test_without_an_offset():
    assert inkjet.dumps(dt.datetime(2026, 1, 1, tzinfo=Zone())) == b'"2026-01-01T00:00:00"'


# Options, and what becomes of a value by them.
O = inkjet
AWARE = dt.datetime(2026, 11, 25, 9, 30, 5, 7, tzinfo=UTC)
NAIVE = dt.datetime(2026, 11, 25, 9, 30, 5, 7)
OPTIONS = [
    (1, O.OPT_APPEND_NEWLINE, b"1\n"),
    ({"b": [1, {}], "a": [], "c": {}}, O.OPT_INDENT_2, b'{\n  "b": [\n    1,\n    {}\n  ],\n  "a": [],\n  "c": {}\n}'),
    ([Point(1)], O.OPT_INDENT_2, b'[\n  {\n    "x": 1,\n    "y": null,\n    "extra": [\n      0\n    ]\n  }\n]'),
    ({"b": 1, "a": {"z": 1, "y": 2}, "é": 1, "": 0}, O.OPT_SORT_KEYS, '{"":0,"a":{"y":2,"z":1},"b":1,"é":1}'.encode()),
    ({f"k{i % 97}_{i}": i for i in range(500)}, O.OPT_SORT_KEYS, None),
    (Point(1, y={"b": 1, "a": 2}), O.OPT_SORT_KEYS, b'{"x":1,"y":{"a":2,"b":1},"extra":[0]}'),
    (Slotted({"b": 1, "a": 2}), O.OPT_SORT_KEYS, b'{"x":{"a":2,"b":1},"y":null}'),
    (NAIVE, O.OPT_NAIVE_UTC, b'"2026-11-25T09:30:05.000007+00:00"'),
    (NAIVE, O.OPT_NAIVE_UTC | O.OPT_UTC_Z, b'"2026-11-25T09:30:05.000007Z"'),
    (NAIVE, O.OPT_UTC_Z, b'"2026-11-25T09:30:05.000007"'),
    (AWARE, O.OPT_UTC_Z, b'"2026-11-25T09:30:05.000007Z"'),
    (AWARE, O.OPT_OMIT_MICROSECONDS, b'"2026-11-25T09:30:05+00:00"'),
    (dt.time(1, 2, 3, 4), O.OPT_OMIT_MICROSECONDS, b'"01:02:03"'),
    (2**53 - 1, O.OPT_STRICT_INTEGER, b"9007199254740991"),
    (-(2**53) + 1, O.OPT_STRICT_INTEGER, b"-9007199254740991"),
    (2**53, O.OPT_STRICT_INTEGER, "Integer exceeds 53-bit range"),
    (Point(1), O.OPT_SERIALIZE_DATACLASS, b'{"x":1,"y":null,"extra":[0]}'),
    (uuid.UUID(int=5), O.OPT_SERIALIZE_UUID, b'"00000000-0000-0000-0000-000000000005"'),
    (Point(1), O.OPT_PASSTHROUGH_DATACLASS, "Type is not JSON serializable: Point"),
    (NAIVE, O.OPT_PASSTHROUGH_DATETIME, "Type is not JSON serializable: datetime.datetime"),
    (NAIVE.date(), O.OPT_PASSTHROUGH_DATETIME, "Type is not JSON serializable: datetime.date"),
    (NAIVE.time(), O.OPT_PASSTHROUGH_DATETIME, "Type is not JSON serializable: datetime.time"),
    (Str("x"), O.OPT_PASSTHROUGH_SUBCLASS, "Type is not JSON serializable: Str"),
    (Int(1), O.OPT_PASSTHROUGH_SUBCLASS, "Type is not JSON serializable: Int"),
    (List(), O.OPT_PASSTHROUGH_SUBCLASS, "Type is not JSON serializable: List"),
    (Dict(), O.OPT_PASSTHROUGH_SUBCLASS, "Type is not JSON serializable: Dict"),
    (Number.ONE, O.OPT_PASSTHROUGH_SUBCLASS, b"1"),
    ({Str("a"): 1}, O.OPT_NON_STR_KEYS, b'{"a":1}'),
    (
        {
            1: 1,
            -1.5: 2,
            True: 1,
            None: 3,
            NAIVE: 4,
            AWARE: 5,
            NAIVE.date(): 6,
            NAIVE.time(): 7,
            uuid.UUID(int=5): 8,
            Colour.RED: 9,
            Number.ONE: 10,
            2**64 - 1: 11,
            -(2**63): 12,
            math.nan: 13,
            -0.0: 14,
            "é": 15,
        },
        O.OPT_NON_STR_KEYS,
        None,
    ),
    ({2: 1, 10: 2, "b": 3, None: 4, 1.5: 5, Colour.RED: 6}, O.OPT_NON_STR_KEYS | O.OPT_SORT_KEYS, None),
    ({2: {3: 4}}, O.OPT_NON_STR_KEYS | O.OPT_INDENT_2, b'{\n  "2": {\n    "3": 4\n  }\n}'),
    ({(1,): 1}, O.OPT_NON_STR_KEYS, "Dict key must a type serializable with OPT_NON_STR_KEYS"),
    ({2**64: 1}, O.OPT_NON_STR_KEYS, "Dict integer key must be within 64-bit range"),
    ({dt.time(1, tzinfo=UTC): 1}, O.OPT_NON_STR_KEYS, "datetime.time must not have tzinfo set"),
]


@pytest.mark.parametrize("value, option, expected", OPTIONS, ids=lambda v: repr(v)[:30])
def test_options(value, option, expected, same_as_orjson):
    try:
        ours = inkjet.dumps(value, option=option)
    except inkjet.JSONEncodeError as error:
        ours = str(error)
    if expected is not None:
        assert ours == expected
    same_as_orjson(value, ours, option=option)


def test_numbers_of_options():
    names = {
        "OPT_APPEND_NEWLINE": 1024,
        "OPT_INDENT_2": 1,
        "OPT_NAIVE_UTC": 2,
        "OPT_NON_STR_KEYS": 4,
        "OPT_OMIT_MICROSECONDS": 8,
        "OPT_PASSTHROUGH_DATACLASS": 2048,
        "OPT_PASSTHROUGH_DATETIME": 512,
        "OPT_PASSTHROUGH_SUBCLASS": 256,
        "OPT_SERIALIZE_DATACLASS": 0,
        "OPT_SERIALIZE_NUMPY": 16,
        "OPT_SERIALIZE_UUID": 0,
        "OPT_SORT_KEYS": 32,
        "OPT_STRICT_INTEGER": 64,
        "OPT_UTC_Z": 128,
    }
    assert {name: getattr(inkjet, name) for name in names} == names
    assert set(names) <= set(inkjet.__all__)


def test_options_of_our_own():
    import decimal

    assert inkjet.dumps([1], option=4 << 16) == b"[\n    1\n]"
    assert inkjet.dumps([1], option=9 << 16) == b"[\n\t1\n]"
    assert inkjet.dumps("<é'>&", option=inkjet.OPT_HTML_SAFE) == '"\\u003cé\\u0027\\u003e\\u0026"'.encode()
    assert inkjet.dumps("é😀", option=inkjet.OPT_ASCII) == b'"\\u00e9\\ud83d\\ude00"'
    assert inkjet.dumps([decimal.Decimal("1.50")], option=inkjet.OPT_DECIMAL_AS_STR) == b'["1.50"]'
    with pytest.raises(inkjet.JSONEncodeError, match="decimal.Decimal"):
        inkjet.dumps(decimal.Decimal(1))


def test_read_back():
    for value, _ in PLAIN:
        if isinstance(value, (str, int, list, dict)) and without_fragments(value) and not isinstance(value, Bits):
            text = inkjet.dumps(value)
            assert json.loads(text) == inkjet.loads(text)
