"""Random trees by hypothesis: Python's reader finds in them what went in, orjson writes the same."""

import json

import pytest

import inkjet

hypothesis = pytest.importorskip("hypothesis")
from hypothesis import given, settings, strategies as st  # noqa: E402

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**64 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    text,
)
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=12),
        st.dictionaries(text, inner, max_size=8),
        st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=40),
        st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)).map(list), max_size=20),
    ),
    max_leaves=60,
)
options = st.sampled_from([0, inkjet.OPT_INDENT_2, inkjet.OPT_SORT_KEYS, inkjet.OPT_ASCII, inkjet.OPT_HTML_SAFE, 3 << 16])


@settings(max_examples=300, deadline=None, derandomize=True)
@given(trees, options)
def test_read_back(tree, option):
    written = inkjet.dumps(tree, option=option)
    assert json.loads(written) == tree
    if inkjet.loads is not json.loads:
        assert inkjet.loads(written) == tree
    if option == inkjet.OPT_ASCII:
        assert written.isascii()


@settings(max_examples=300, deadline=None, derandomize=True)
@given(trees, st.sampled_from([0, inkjet.OPT_INDENT_2, inkjet.OPT_SORT_KEYS]))
def test_as_orjson(tree, option):
    orjson = pytest.importorskip("orjson")
    ours = inkjet.dumps(tree, option=option)
    theirs = orjson.dumps(tree, option=option)
    if ours != theirs:  # newer versions have a plus sign in exponents
        assert ours == theirs.replace(b"e+", b"e") or b"e+" in ours
