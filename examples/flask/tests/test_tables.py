"""Dicts are read out of their tables, short texts of lists in a loop of their own."""

import json
import sys

import pytest

import inkjet


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize("size", [0, 1, 5, 6, 100, 200, 300, 40_000, 80_000])
def test_dicts_of_any_size_with_gaps(size):
    value = {f"key {i}": i for i in range(size)}
    assert inkjet.dumps(value) == compact(value)
    for i in range(0, size, 3):
        del value[f"key {i}"]
    assert inkjet.dumps(value) == compact(value)
    value["one more"] = None
    assert inkjet.dumps(value) == compact(value)
    assert inkjet.dumps(value, option=inkjet.OPT_SORT_KEYS) == compact(dict(sorted(value.items())))


def test_tables_of_other_kinds():
    class Text(str):
        pass

    class Plain:
        def __init__(self):
            self.a = 1
            self.b = "two"

    shared = [Plain().__dict__ for _ in range(3)]  # values apart from the keys
    assert inkjet.dumps(shared) == compact(shared)
    keys = inkjet.OPT_NON_STR_KEYS
    assert inkjet.dumps({"a": 1, Text("b"): 2, 3: 4, None: 5}, option=keys) == b'{"a":1,"b":2,"3":4,"null":5}'
    cleared = {"a": 1}
    cleared.clear()
    assert inkjet.dumps([{}, cleared, dict.fromkeys("abc")]) == b'[{},{},{"a":null,"b":null,"c":null}]'


def test_another_table_of_the_same_size():
    class Odd:
        pass

    def replace(_):
        value.clear()
        value.update({1: "x", 2: "y", 3: "z"})
        return "odd"

    value = {"a": Odd(), "b": 1, "c": 2}
    assert inkjet.dumps(value, replace, inkjet.OPT_NON_STR_KEYS) == b'{"a":"odd","2":"y","3":"z"}'
    value = {"a": Odd(), "b": 1, "c": 2}
    with pytest.raises(inkjet.JSONEncodeError, match="Dict key must be str"):
        inkjet.dumps(value, replace)

    def grow(_):
        value.update({f"more {i}": i for i in range(1000)})
        for i in range(1000):
            del value[f"more {i}"]
        return "odd"

    value = {"a": Odd(), "b": 1, "c": 2}
    assert inkjet.dumps(value, grow) == b'{"a":"odd","b":1,"c":2}'


@pytest.mark.parametrize("text", ["", "a", "x" * 62, "x" * 63, "x" * 64, 'quo"te', "back\\slash", "\n", "é", "\x7f", "日本語" * 30])
@pytest.mark.parametrize("size", [8, 9, 64, 65, 1000])
def test_lists_of_texts(text, size):
    for at in (0, 1, size // 2, size - 1):
        value = [f"text {i}" for i in range(size)]
        value[at] = text
        assert inkjet.dumps(value) == compact(value)
        value[at] = [text, 1, None, 2.5]
        assert inkjet.dumps(value) == compact(value)
        value[at] = "<a href='/'>"
        assert inkjet.loads(inkjet.dumps(value, option=inkjet.OPT_HTML_SAFE)) == value
        assert b"<" not in inkjet.dumps(value, option=inkjet.OPT_HTML_SAFE)
    for length in range(64):  # where room ends
        value = ["x" * length] * size
        assert inkjet.dumps(value) == compact(value)


def test_a_surrogate_among_texts():
    value = ["text"] * 20
    value[13] = "\ud800"
    with pytest.raises(inkjet.JSONEncodeError) as caught:
        inkjet.dumps(value)
    assert caught.value.path == "$[13]"


def test_empty_lists_count_as_a_level():
    value = []
    for _ in range(253):
        value = [value]
    assert inkjet.dumps(value) == b"[" * 254 + b"]" * 254
    with pytest.raises(inkjet.JSONEncodeError, match="Recursion limit"):
        inkjet.dumps([value])
    assert inkjet.dumps([[], {"a": []}], option=inkjet.OPT_INDENT_2) == b'[\n  [],\n  {\n    "a": []\n  }\n]'


def test_nothing_is_kept():
    key, member = "a key of its own", ["a value"]
    before = sys.getrefcount(key), sys.getrefcount(member)
    value = {key: member, "other": [key] * 20}
    held = sys.getrefcount(key), sys.getrefcount(member)
    for option in (0, inkjet.OPT_SORT_KEYS, inkjet.OPT_SORT_KEYS | inkjet.OPT_NON_STR_KEYS):
        inkjet.dumps(value, option=option)
    assert (sys.getrefcount(key), sys.getrefcount(member)) == held
    del value
    assert (sys.getrefcount(key), sys.getrefcount(member)) == before


def test_order_of_keys():
    both = inkjet.OPT_SORT_KEYS | inkjet.OPT_NON_STR_KEYS
    names = ["", "a", "ab", "b", "common beginning 1", "common beginning 2", "common b", "é", "日本", "Z", "\x00", "z" * 70]
    for size in (2, 3, 16, 17, 32, 33, 200):
        keys = [f"{names[i % len(names)]}{i // len(names) or ''}" for i in range(size)]
        for order in (keys, keys[::-1], sorted(keys), sorted(keys, reverse=True)):
            value = {key: {"b": 1, "a": [key]} for key in order}
            expected = compact({key: {"a": [key], "b": 1} for key in sorted(keys, key=str.encode)})
            assert inkjet.dumps(value, option=inkjet.OPT_SORT_KEYS) == expected
            assert inkjet.dumps(value, option=both) == expected
            assert inkjet.dumps(value, option=both | inkjet.OPT_INDENT_2).replace(b"\n", b"").replace(b"  ", b"").replace(
                b": ", b":"
            ) == expected
    assert inkjet.dumps({"b": 1, 2: {"y": 1, "x": 2}, "a": 3}, option=both) == b'{"2":{"x":2,"y":1},"a":3,"b":1}'
    assert inkjet.dumps({1: 1, 2: 2, 10: 3}, option=both) == b'{"1":1,"10":3,"2":2}'
    with pytest.raises(inkjet.JSONEncodeError, match="Dict key must be str"):
        inkjet.dumps({"b": 1, 2: 2}, option=inkjet.OPT_SORT_KEYS)
    with pytest.raises(inkjet.JSONEncodeError, match="surrogates"):
        inkjet.dumps({"b": 1, "a\ud800": 2}, option=both)


def test_a_sorted_dict_that_is_emptied_meanwhile():
    class Odd:
        pass

    def clear(_):
        value.clear()
        return None

    value = {"c": "x" * 1, "b": Odd(), "a" * 9: ["y"]}
    assert inkjet.dumps(value, clear, inkjet.OPT_SORT_KEYS) == b'{"aaaaaaaaa":["y"],"b":null,"c":"x"}'
    value = {"a": Odd(), "b": 1}  # in order already
    with pytest.raises(inkjet.JSONEncodeError, match="changed its size"):
        inkjet.dumps(value, clear, inkjet.OPT_SORT_KEYS)
