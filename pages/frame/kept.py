"""What a view shows, put together once a release and kept for whoever asks for the same view.

What is kept belongs to everyone, so it is made without knowing who asks.
"""

from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from typing import TypeVar, TypeVarTuple

import streamlit as st

from access import ANONYMOUS
from pages.frame.context import Context

Shown = TypeVar("Shown")
More = TypeVarTuple("More")

VIEWS = 400
"""How many are kept: those of a few offices on a day; the largest takes some 300 KB."""


def kept(context: Context, make: Callable[[Context, *More], Shown], *more: *More) -> Shown:
    """Return `make(context, *more)`, from the last time where it was made for the same view.

    Nobody may change what it returns. `more` is what the view does not say (a colour scheme).
    """
    name = f"{make.__module__}.{make.__qualname__}"
    asked = replace(context, identity=ANONYMOUS)
    return _kept((name, *asked.view, *map(str, more)), partial(make, asked, *more))


@st.cache_resource(max_entries=VIEWS, show_spinner=False, hash_funcs={tuple: repr})
def _kept(key: tuple[Hashable, ...], _make: Callable[[], Shown]) -> Shown:
    del key  # only tells one view from another; what begins with _ does not
    return _make()
