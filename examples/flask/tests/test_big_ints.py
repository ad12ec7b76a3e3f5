"""Ints of any size, by OPT_BIG_INT."""

import enum
import json
import sys

import pytest

import inkjet

BIG = inkjet.OPT_BIG_INT
NUMBERS = [2**64, -(2**63) - 1, 2**127, -(2**127), 2**128 - 1, 10**100, -(10**100) + 7, 3**2000, 10**4299]


class Int(int):
    def __str__(self):
        return "not the digits"

    __repr__ = __index__ = __str__


class Large(enum.IntEnum):
    A = 2**80


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: f"{n.bit_length()} bits")
def test_digits(number):
    digits = str(number).encode()
    assert inkjet.dumps(number, option=BIG) == digits
    assert inkjet.dumps([number, 1, number], option=BIG) == b"[%b,1,%b]" % (digits, digits)
    assert inkjet.dumps({"a": number}, option=BIG | inkjet.OPT_INDENT_2) == b'{\n  "a": %b\n}' % digits
    assert inkjet.dumps([1] * 20 + [number] * 20, option=BIG) == b"[%b]" % b",".join([b"1"] * 20 + [digits] * 20)
    assert b"".join(inkjet.dump_chunks([number] * 300, 1000, option=BIG)) == inkjet.dumps([number] * 300, option=BIG)
    assert json.loads(inkjet.dumps(number, option=BIG)) == number
    assert inkjet.dumps(Int(number), option=BIG) == digits


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: f"{n.bit_length()} bits")
def test_refused_otherwise(number):
    for option in (0, inkjet.OPT_STRICT_INTEGER, BIG | inkjet.OPT_STRICT_INTEGER):
        with pytest.raises(inkjet.JSONEncodeError, match="Integer exceeds 64-bit range"):
            inkjet.dumps([number], option=option)
    keys = inkjet.OPT_NON_STR_KEYS
    for option in (keys, keys | BIG | inkjet.OPT_STRICT_INTEGER):
        with pytest.raises(inkjet.JSONEncodeError, match="Dict integer key must be within 64-bit range"):
            inkjet.dumps({number: 1}, option=option)
    with pytest.raises(inkjet.JSONEncodeError, match="Dict key must be str"):
        inkjet.dumps({number: 1}, option=BIG)


def test_what_fits_is_as_without():
    values = [0, -1, 2**53, 2**63 - 1, -(2**63), 2**64 - 1, True, 1.5, 2**40]
    assert inkjet.dumps(values, option=BIG) == inkjet.dumps(values)
    with pytest.raises(inkjet.JSONEncodeError, match="53-bit"):
        inkjet.dumps(2**53, option=BIG | inkjet.OPT_STRICT_INTEGER)


def test_keys():
    option = BIG | inkjet.OPT_NON_STR_KEYS
    assert inkjet.dumps({2**64: 1, -(2**70): 2, Large.A: 3}, option=option) == (
        b'{"18446744073709551616":1,"-1180591620717411303424":2,"1208925819614629174706176":3}'
    )
    values = {2**64: 1, 10**30: 2, 5: 3, "2": 4}
    assert inkjet.dumps(values, option=option | inkjet.OPT_SORT_KEYS) == (
        b'{"1000000000000000000000000000000":2,"18446744073709551616":1,"2":4,"5":3}'
    )
    assert b"".join(inkjet.dump_chunks(iter([values]), option=option)) == inkjet.dumps([values], option=option)


def test_enums():
    assert inkjet.dumps([Large.A], option=BIG) == b"[1208925819614629174706176]"


@pytest.mark.skipif(not hasattr(sys, "get_int_max_str_digits"), reason="Python has no limit")
def test_limit_of_digits():
    """It is Python's, which saves a server from quadratic time, and can be set."""
    for value, option in ((10**4300, BIG), ({-(10**4300): 1}, BIG | inkjet.OPT_NON_STR_KEYS)):
        with pytest.raises(inkjet.JSONEncodeError, match="Integer has too many digits") as caught:
            inkjet.dumps([1, value], option=option)
        assert isinstance(caught.value.__cause__, ValueError) and "4300" in str(caught.value.__cause__)
        assert caught.value.path == "$[1]"
    former = sys.get_int_max_str_digits()
    try:
        sys.set_int_max_str_digits(0)
        assert inkjet.dumps(10**5000, option=BIG) == b"1" + b"0" * 5000
    finally:
        sys.set_int_max_str_digits(former)


def test_no_reference_is_kept():
    number = 10**50
    before = sys.getrefcount(number)
    for _ in range(100):
        inkjet.dumps([number], option=BIG)
        with pytest.raises(inkjet.JSONEncodeError):
            inkjet.dumps([number])
    assert sys.getrefcount(number) == before
