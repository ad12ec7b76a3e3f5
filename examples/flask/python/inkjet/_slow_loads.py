"""`loads` by Python's own reader, made strict. It says where text goes wrong, reads what simdjson can't hold, and takes
the place of all where the extension was built without simdjson."""

import json
import re

from ._inkjet import JSONDecodeError

MAX_DEPTH = 1024


def _refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def _read_int(text):
    number = int(text) if len(text) < 400 else float(text)
    if -(1 << 63) <= number < 1 << 64:
        return int(number)
    return _read_float(text)  # as orjson


def _read_float(text):
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError("number is infinity when parsed as double")
    return number


_decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_int=_read_int, parse_float=_read_float)
_brackets = re.compile(r'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_lone = re.compile(r"\\u[dD][89a-fA-F]")


def _check_depth(text):
    depth = 0
    for found in _brackets.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(found[0], 0)
        if depth > MAX_DEPTH:
            raise JSONDecodeError("depth limit exceeded", text, found.start())


def _has_surrogates(value):
    if isinstance(value, str):
        return any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, list):
        return any(map(_has_surrogates, value))
    if isinstance(value, dict):
        return any(_has_surrogates(k) or _has_surrogates(v) for k, v in value.items())
    return False


def loads(data, /):
    """Returns what the JSON in data says: bytes, bytearray, memoryview or str. Raises JSONDecodeError."""
    if isinstance(data, str):
        text = data
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise JSONDecodeError("str is not valid UTF-8: surrogates not allowed", "", 0)
    elif isinstance(data, (bytes, bytearray, memoryview)):
        try:
            text = str(data, "utf-8")
        except UnicodeDecodeError:
            raise JSONDecodeError("str is not valid UTF-8: surrogates not allowed", "", 0) from None
    else:
        raise JSONDecodeError("Input must be bytes, bytearray, memoryview, or str", "", 0)
    if not text:
        raise JSONDecodeError("Input is a zero-length, empty document", text, 0)
    _check_depth(text)
    try:
        value = _decoder.decode(text)
    except json.JSONDecodeError as error:
        raise JSONDecodeError(error.msg, error.doc, error.pos) from None
    except (ValueError, RecursionError) as error:
        raise JSONDecodeError(str(error), text, 0) from None
    if (escape := _lone.search(text)) and _has_surrogates(value):
        raise JSONDecodeError("a lone surrogate in an escape", text, escape.start())
    return value
