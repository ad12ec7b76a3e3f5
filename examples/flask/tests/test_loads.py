"""Reading: the same values as Python's reader and orjson's, and as strict."""

import gc
import json
import sys

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


@pytest.mark.parametrize("letter", ["a", "\x7f", "é", "\xff", "Ā", "日", "\uffff", "😀", "\U0010ffff"])
def test_texts_of_all_lengths(letter):
    for size in [*range(70), 1000]:
        for text in (letter * size, "x" * size + letter, letter + "x" * size, "x" * size + letter + "y" * 9 + letter):
            made = inkjet.loads(json.dumps(text, ensure_ascii=False))
            assert made == text and hash(made) == hash(text) and made.isascii() == text.isascii()
            assert sys.getsizeof(made) <= sys.getsizeof(text.encode().decode())
            assert inkjet.loads(json.dumps({text: text})) == {text: text}


def test_keys_that_resemble_one_another():
    for _ in range(2):
        for size in range(1, 70):
            for place in range(size):
                key = "k" * place + "x" + "k" * (size - place - 1)
                assert inkjet.loads(f'{{"{key}":1}}') == {key: 1}
    assert inkjet.loads('{"a":1,"b":{"a":2},"a":3}') == {"a": 3, "b": {"a": 2}}


def test_numbers_at_their_limits():
    numbers = [0, -1, 256, 257, 2**30, -(2**30), 2**62, 2**63 - 1, -(2**63), 2**63, 2**64 - 1, 1.5, -0.0, 1e300]
    assert inkjet.loads(json.dumps(numbers)) == numbers
    assert [type(n) for n in inkjet.loads(json.dumps(numbers))] == [type(n) for n in numbers]


def test_text_at_the_end_of_a_page():
    import mmap

    text = b'{"key":[1,2.5,"text",true]}'
    with mmap.mmap(-1, 2 * mmap.PAGESIZE) as pages:
        for at in (0, mmap.PAGESIZE - len(text), *range(mmap.PAGESIZE - 100, mmap.PAGESIZE), 2 * mmap.PAGESIZE - len(text)):
            pages[:] = b"7" * len(pages)  # digits, that no number may go on with
            pages[at : at + len(text)] = text
            with memoryview(pages) as view, view[at : at + len(text)] as part:
                assert inkjet.loads(part) == {"key": [1, 2.5, "text", True]}
            pages[at : at + 2] = b"12"
            with memoryview(pages) as view, view[at : at + 2] as part:
                assert inkjet.loads(part) == 12


def test_the_collector_is_as_it_was():
    for state in (gc.disable, gc.enable):
        state()
        was = gc.isenabled()
        inkjet.loads("[[],[],{}]")
        with pytest.raises(inkjet.JSONDecodeError):
            inkjet.loads("[[],[],{}")
        assert gc.isenabled() == was


@pytest.mark.parametrize("text", ["[1]", "true", "null", '"abc"', '{"a":[]}', "-1.5e3", "[truex", "[12,13]", '["\\u00e9"]'])
def test_what_lies_behind_the_text_is_not_read(text):
    whole = text.encode()
    for end in range(1, len(whole)):
        try:
            expected = json.loads(whole[:end])
        except ValueError:
            with pytest.raises(inkjet.JSONDecodeError):
                inkjet.loads(memoryview(whole)[:end])
        else:
            assert inkjet.loads(memoryview(whole)[:end]) == expected
