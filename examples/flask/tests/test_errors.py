"""Refusals: the types, messages and causes of orjson; the path; code that runs and changes things while they are written."""

import enum
import gc
import sys
import weakref

import pytest

import inkjet
from checks import check_memory_stays, dict_that_its_key_clears, refusal_under


class Unknown:
    pass


refusal = refusal_under()


def nested(kind, depth):
    value = kind()
    for _ in range(depth - 1):
        value = {"a": value} if kind is dict else kind([value])
    return value


@pytest.mark.parametrize(
    "value, message",
    [
        (Unknown(), "Type is not JSON serializable: Unknown"),
        ({1, 2}, "Type is not JSON serializable: set"),
        (b"bytes", "Type is not JSON serializable: bytes"),
        (1j, "Type is not JSON serializable: complex"),
        (Unknown, "Type is not JSON serializable: type"),
        (2**64, "Integer exceeds 64-bit range"),
        (-(2**63) - 1, "Integer exceeds 64-bit range"),
        ("\ud800", "str is not valid UTF-8: surrogates not allowed"),
        ({"\udfff": 1}, "str is not valid UTF-8: surrogates not allowed"),
        ({1: 1}, "Dict key must be str"),
        (nested(list, 255), "Recursion limit reached"),
        (nested(tuple, 255), "Recursion limit reached"),
        (nested(dict, 255), "Recursion limit reached"),
        (type("F", (float,), {})(1), "Type is not JSON serializable: F"),
        (type("T", (tuple,), {})(), "Type is not JSON serializable: T"),
    ],
    ids=lambda v: repr(v)[:40],
)
def test_messages(value, message, same_as_orjson):
    error = refusal(value)
    assert str(error) == message and error.__cause__ is None and isinstance(error, TypeError)
    if not isinstance(value, tuple):  # whose nesting orjson does not count
        same_as_orjson(value, message)


def test_depth_that_is_allowed():
    for kind in (list, tuple, dict):
        assert len(inkjet.dumps(nested(kind, 254))) >= 508


def test_circular():
    for circular in ([], {}):
        circular.append(circular) if isinstance(circular, list) else circular.update(a=circular)
        assert str(refusal(circular)) == "Recursion limit reached"
        assert str(refusal(circular, option=inkjet.OPT_INDENT_2)) == "Recursion limit reached"


def test_path():
    assert refusal(Unknown()).path == "$"
    assert refusal({"a": [1, {"b c": Unknown()}]}).path == "$.a[1]['b c']"
    assert refusal([{"a": 1}, {"é": [2**64]}]).path == "$[1]['é'][0]" or refusal([{"é": 2**64}]).path == "$[0].é"
    assert refusal({"a": {"\ud800": 1}}).path.startswith("$.a")


def test_invalid_calls(same_as_orjson):
    for option in ("x", -1, 1 << 12, 1 << 40, 1 << 80, 1.5):
        with pytest.raises(inkjet.JSONEncodeError, match="Invalid opts"):
            inkjet.dumps(1, option=option)
    assert inkjet.dumps(1, None, None) == b"1"
    with pytest.raises(TypeError, match="unexpected keyword"):
        inkjet.dumps(1, foo=1)
    with pytest.raises(TypeError, match="missing 1 required"):
        inkjet.dumps()
    with pytest.raises(TypeError, match="at most 3"):
        inkjet.dumps(1, None, None, None)
    with pytest.raises(TypeError, match="multiple values"):
        inkjet.dumps(1, None, default=print)


def test_fragments_of_something_else():
    assert str(refusal(inkjet.Fragment(1))) == "inkjet.Fragment's content is not of type bytes or str"
    assert str(refusal(inkjet.Fragment("\ud800"))) == "str is not valid UTF-8: surrogates not allowed"
    assert inkjet.Fragment(contents=b"1").contents == b"1"
    with pytest.raises(TypeError):
        inkjet.Fragment()


def test_default():
    assert inkjet.dumps([Unknown(), 1], default=lambda _: {"a": 1}) == b'[{"a":1},1]'
    assert inkjet.dumps(Unknown(), default=lambda _: None) == b"null"

    def chain(value):
        return [Unknown()] if isinstance(value, Unknown) and next(calls, None) is not None else 1

    calls = iter(range(3))
    assert inkjet.dumps(Unknown(), default=chain) == b"[[[1]]]"


def test_default_that_returns_what_it_gets(same_as_orjson):
    error = refusal(Unknown(), default=lambda value: value)
    assert str(error) == "default serializer exceeds recursion limit"
    same_as_orjson(Unknown(), str(error), default=lambda value: value)


def test_calls_of_default_inside_one_another():
    class Counted:
        def __init__(self, left):
            self.left = left

    def default(value):
        return Counted(value.left - 1) if value.left else 1

    assert inkjet.dumps(Counted(253), default=default) == b"1"
    assert str(refusal(Counted(254), default=default)) == "default serializer exceeds recursion limit"


def test_causes():
    def fails(_):
        raise ValueError("no")

    error = refusal([Unknown()], default=fails)
    assert str(error) == "Type is not JSON serializable: Unknown"
    assert isinstance(error.__cause__, ValueError) and error.__cause__.__traceback__ is not None
    assert error.path == "$[0]"
    assert isinstance(refusal(Unknown(), default=3).__cause__, TypeError)

    def interrupted(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        inkjet.dumps([Unknown()], default=interrupted)


def test_zones_that_fail():
    import datetime

    class Bad(datetime.tzinfo):
        def utcoffset(self, _):
            raise RuntimeError("no zone")

    error = refusal(datetime.datetime(2026, 1, 1, tzinfo=Bad()))
    assert isinstance(error.__cause__, RuntimeError)
    assert str(refusal(datetime.time(1, tzinfo=datetime.timezone.utc))) == "datetime.time must not have tzinfo set"


# Code that runs while a container is written, and takes it apart.


def test_list_that_is_cleared_under_the_writer():
    def default(_):
        outer.clear()
        gc.collect()
        return "x"

    outer = [[Unknown(), [1] * 100], {"a": 1}, "text" * 100]
    assert inkjet.dumps(outer, default=default) == b'[["x",[' + b",".join([b"1"] * 100) + b"]]]"


def test_inner_list_that_is_dropped_under_the_writer():
    def default(_):
        inner.clear()
        outer.clear()
        return "x"

    inner = [Unknown(), "y" * 200]
    outer = [inner, "z"]
    assert inkjet.dumps(outer, default=default) == b'[["x"]]'


def test_list_that_grows_under_the_writer():
    def default(_):
        outer.append(Unknown())
        return 1

    outer = [Unknown(), Unknown()]
    assert inkjet.dumps(outer, default=default) == b"[1,1]"
    outer = [Unknown()] * 20 + [1]

    def default(_):
        outer.append(2)
        return 1

    assert inkjet.dumps(outer, default=default) == b"[" + b"1," * 20 + b"1]"


@pytest.mark.parametrize("option", [0, inkjet.OPT_INDENT_2])
def test_dict_that_changes_under_the_writer(option):
    def grow(_):
        outer[str(len(outer))] = Unknown()
        return 1

    outer = {"a": Unknown(), "b": Unknown()}
    assert "changed its size" in str(refusal(outer, default=grow, option=option))

    def clear(_):
        outer.clear()
        gc.collect()
        return 1

    outer = {"a": Unknown(), "b": ["x" * 100]}
    assert "changed its size" in str(refusal(outer, default=clear, option=option))

    def replace(_):
        for key in outer:
            outer[key] = "new" * 10
        gc.collect()
        return 1

    outer = {"a": Unknown(), "b": Unknown()}
    text = inkjet.dumps(outer, default=replace, option=option)
    assert inkjet.loads(text) == {"a": 1, "b": "new" * 10}


def test_sorted_dict_that_is_cleared_under_the_writer():
    def clear(_):
        outer.clear()
        gc.collect()
        return 1

    outer = {"b" * 50: Unknown(), "a" * 50: Unknown(), "c" * 50: ["x" * 100]}
    text = inkjet.dumps(outer, default=clear, option=inkjet.OPT_SORT_KEYS)
    assert list(inkjet.loads(text)) == ["a" * 50, "b" * 50, "c" * 50]


def test_key_that_changes_its_dict():
    error = refusal(dict_that_its_key_clears(["x" * 100, "y" * 100]), option=inkjet.OPT_NON_STR_KEYS)
    assert "changed its size" in str(error)


def test_enum_that_is_its_own_value():
    class Own(enum.Enum):
        A = 1

        @property
        def value(self):
            return self

    assert str(refusal(Own.A)) == "Recursion limit reached"


def test_dataclass_that_changes_under_the_writer():
    import dataclasses

    @dataclasses.dataclass
    class Changing:
        a: object
        b: object

    def default(_):
        value.__dict__.clear()
        gc.collect()
        return 1

    value = Changing(Unknown(), "x" * 100)
    assert "changed its size" in str(refusal(value, default=default))


def test_dumps_inside_dumps():
    def default(value):
        return inkjet.Fragment(inkjet.dumps([1, {"a": "é"}]))

    assert inkjet.dumps([Unknown(), 2], default=default) == '[[1,{"a":"é"}],2]'.encode()


# What is counted must come out even.


def test_no_reference_is_kept_or_lost():
    import datetime
    import uuid

    class Weak:
        pass

    made = Weak()
    gone = weakref.ref(made)
    values = ["long text é" * 10, 2**63, 1.5, [1], {"key": 1}, uuid.uuid4(), datetime.datetime.now(datetime.timezone.utc)]
    before = [sys.getrefcount(v) for v in values]
    for option in (0, inkjet.OPT_SORT_KEYS, inkjet.OPT_INDENT_2, inkjet.OPT_NON_STR_KEYS):
        for _ in range(50):
            inkjet.dumps({"k": values, 5: values} if option & inkjet.OPT_NON_STR_KEYS else {"k": values}, option=option)
            with pytest.raises(inkjet.JSONEncodeError):
                inkjet.dumps([values, made], option=option)
            with pytest.raises(inkjet.JSONEncodeError):
                inkjet.dumps([values, made], default=lambda v: v, option=option)
            inkjet.dumps([values, made], default=lambda v: values, option=option)
    assert [sys.getrefcount(v) for v in values] == before
    del made
    gc.collect()
    assert gone() is None


def test_memory_does_not_grow():
    def work():
        for _ in range(100):
            inkjet.dumps({"a": ["é" * 50, 1.5, {"b": 2**40}]}, option=inkjet.OPT_SORT_KEYS)
            inkjet.loads(b'{"a":["x",1.5,{"b":2}]}')
            for bad in (Unknown(), "\ud800", {1: 2}, 2**70):
                with pytest.raises(inkjet.JSONEncodeError):
                    inkjet.dumps([bad])
            with pytest.raises(inkjet.JSONDecodeError):
                inkjet.loads(b"[1")

    check_memory_stays(work)
