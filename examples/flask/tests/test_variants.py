"""The traversals for each instruction set that this machine has write the same."""

import itertools
import random
import struct

import pytest

import inkjet
from capsules import Exported, Part
from test_values import OPTIONS, PLAIN

VARIANTS = ["baseline", "avx2", "avx512"]


@pytest.fixture(params=VARIANTS)
def variant(request):
    widest = next(name for name in reversed(VARIANTS) if inkjet._inkjet._use_variant(name))
    if not inkjet._inkjet._use_variant(request.param):
        pytest.skip("not on this machine")
    yield request.param
    inkjet._inkjet._use_variant(widest)


def test_all_values(variant):
    for value, expected in PLAIN:
        assert expected is None or inkjet.dumps(value) == expected
    for value, option, expected in OPTIONS:
        if isinstance(expected, bytes):
            assert inkjet.dumps(value, option=option) == expected


def test_large_answers(variant):
    pick = random.Random(7)
    for size in (10, 1000, 20_000, 300_000):
        values = [pick.choice(["é" * pick.randrange(90), 1.5, 7, None, {"k": [1, 2.5]}, "x" * pick.randrange(200)]) for _ in range(size)]
        for _ in range(3):  # as the room for an answer depends on the one before
            text = inkjet.dumps(values)
            assert text == b"[" + b",".join(map(inkjet.dumps, values)) + b"]"
        assert inkjet.loads(text) == values
    ends = [inkjet.dumps("x" * n) for n in range(900, 1100)]  # around the end of the stack's room
    assert [len(text) for text in ends] == list(range(902, 1102)) and all(text.endswith(b'x"') for text in ends)


def test_numbers(variant):
    pick = random.Random(7)
    for n in (1, 7, 8, 63, 64, 65, 200):
        ints = [pick.randrange(-(2**30), 2**30) >> pick.randrange(30) for _ in range(n)]
        assert inkjet.loads(inkjet.dumps(ints)) == ints
        floats = [pick.uniform(-1, 1) * 10.0 ** pick.randrange(-20, 20) for _ in range(n)]
        assert inkjet.loads(inkjet.dumps(floats)) == floats
        points = [[x, x / 3] for x in floats]
        assert inkjet.loads(inkjet.dumps(points)) == points
        mixed = ints + floats + points + [None] + [[1.5, 2]] + [[1.5]] + floats + [True] + ints + [2**40] + ints
        assert inkjet.loads(inkjet.dumps(mixed)) == mixed


def test_what_others_export(variant):
    pick = random.Random(7)
    texts = ["x" * n + "é" * (n % 3) + "\n" * (n % 2) for n in range(200)]
    offsets = [0, *itertools.accumulate(len(text.encode()) for text in texts)]
    part = Part(b"u", len(texts), [None, struct.pack("201i", *offsets), "".join(texts).encode()])
    assert inkjet.loads(inkjet.dumps(Exported(part), option=inkjet.OPT_SERIALIZE_ARROW)) == texts
    for at in range(0, 200, 7):  # no byte is overlooked
        bad = b"x" * at + b"\xe9" + b"x" * (200 - at)
        with pytest.raises(inkjet.JSONEncodeError, match="invalid UTF-8"):
            inkjet.dumps(Exported(Part(b"u", 1, [None, struct.pack("2i", 0, 201), bad])), option=inkjet.OPT_SERIALIZE_ARROW)
    for format, code in ((b"s", "h"), (b"i", "i"), (b"l", "q"), (b"f", "f"), (b"g", "d")):
        values = [None if pick.random() < 0.05 else pick.randrange(2**15) for _ in range(1000)]
        bits = sum(1 << i for i, v in enumerate(values) if v is not None).to_bytes(125, "little")
        data = struct.pack(f"1000{code}", *(v or 0 for v in values))
        part = Part(format, 1000, [bits, data], null_count=-1)
        assert inkjet.loads(inkjet.dumps(Exported(part), option=inkjet.OPT_SERIALIZE_ARROW)) == values
        numbers = [v or 0 for v in values]
        assert inkjet.loads(inkjet.dumps(memoryview(data).cast(code), option=inkjet.OPT_SERIALIZE_BUFFER)) == numbers


def test_depth_of_points(variant):
    value = [[0.5, 1.5]] * 10
    for _ in range(252):
        value = [value]
    assert inkjet.loads(inkjet.dumps(value)) == value
    with pytest.raises(inkjet.JSONEncodeError, match="Recursion limit reached"):
        inkjet.dumps([value])
