"""Reading: the same values as Python's reader and orjson's, and as strict."""

import json

import pytest

import inkjet

GOOD = [
    "null", "true", "false", "0", "-0", "-0.0", "1E5", "1.5e-7", "123456789012", "18446744073709551615",
    "-9223372036854775808", '""', '"a\\u00e9\\ud83d\\ude00\\/\\b"', '"é€😀"', "[]", "{}", " [ 1 , 2 ] ",
    '{"a":{"b":[{"c":null}]},"a":2,"é":3}', "[" * 200 + "]" * 200, '"' + "x" * 5000 + '"', '{"' + "k" * 100 + '":1}',
]  # fmt: skip
BAD = [
    "", " ", "[1,]", "[1", '{"a":1', '{"a"}', "{a:1}", "nul", "NaN", "Infinity", "-", "01", "1.", "1e", "+1", "1 2",
    '"\t"', '"\\x"', '"\\ud800"', '"abc', "\ufeff1", "1e999", "1" * 400, "[" * 1025 + "]" * 1025, "\x0c1", "'a'", "//\n1",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD, ids=lambda t: t[:30])
def test_good(text):
    expected = json.loads(text)
    for data in (text, text.encode(), bytearray(text.encode()), memoryview(text.encode())):
        assert inkjet.loads(data) == expected
    # Keys from the cache are keys like others.
    if isinstance(expected, dict):
        assert inkjet.loads(text) == expected


@pytest.mark.parametrize("text", BAD, ids=lambda t: t[:30])
def test_bad(text):
    for data in (text, text.encode()):
        with pytest.raises(inkjet.JSONDecodeError) as caught:
            inkjet.loads(data)
        assert isinstance(caught.value, json.JSONDecodeError) and isinstance(caught.value, ValueError)


def test_depth():
    value = inkjet.loads("[" * 1024 + "]" * 1024) if inkjet._inkjet.HAS_LOADS else [[]]
    assert value[0] == [] or isinstance(value[0], list)


def test_bad_data():
    for data in (b"\xff", b'"\xed\xa0\x80"', b'"\xc3"', "\ud800", 3, None, memoryview(b"[1]  ")[::2]):
        with pytest.raises(inkjet.JSONDecodeError):
            inkjet.loads(data)


def test_place():
    with pytest.raises(inkjet.JSONDecodeError) as caught:
        inkjet.loads('{"a": [1, x]}')
    assert caught.value.pos == 10 and caught.value.doc == '{"a": [1, x]}'


def test_beyond_64_bits():
    assert inkjet.loads("18446744073709551616") == 1.8446744073709552e19
    assert isinstance(inkjet.loads("[-9223372036854775809]")[0], float)


def test_slow_reader():
    from inkjet import _slow_loads

    for text in GOOD:
        assert _slow_loads.loads(text) == json.loads(text)
    for text in BAD:
        with pytest.raises(inkjet.JSONDecodeError):
            _slow_loads.loads(text)
