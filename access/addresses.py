"""Where someone may be led after signing in: to a page of this application and nowhere else."""

import re
from urllib.parse import parse_qsl, urlencode

_PAGE = re.compile(r"(?:\./)?([A-Za-z0-9_-]*)")
_LONGEST = 2000
SIGN_IN = "sign_in"
SIGN_OUT = "sign_out"
_NEVER = {SIGN_IN, SIGN_OUT, "oauth2callback"}
"""Addresses at which something happens, and that lead on themselves."""


def way_back(text: str | None) -> str:
    r"""Return `text` as an address of a page, relative to its neighbours; else the start page.

    Only a page's name and its query are taken, and the query is written anew. So nothing that a
    browser could read as another server, scheme or folder gets through.

    >>> way_back("goals?year=2018"), way_back("./?lang=en")
    ('./goals?year=2018', './?lang=en')
    >>> {way_back(text) for text in (None, "//evil.example", "https:evil", "/\\evil", "a/b")}
    {'./'}
    """
    if not text or len(text) > _LONGEST:
        return "./"
    page, _, query = text.partition("?")
    found = _PAGE.fullmatch(page)
    if not found or found[1] in _NEVER:
        return "./"
    pairs = urlencode(parse_qsl(query, keep_blank_values=True))
    return f"./{found[1]}" + (f"?{pairs}" if pairs else "")
