"""Forms that only this server's own pages can send (against cross-site request forgery).

Two things have to hold: the browser says that the page which sent the form is of the same
origin, and a hidden field fits a cookie that other sites can neither read nor set.
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

LONGEST = 8192
"""Bytes of a form; two fields need far less."""
TYPE = "application/x-www-form-urlencoded"


def new_mark() -> str:
    """Return the value of the cookie that a form is bound to."""
    return secrets.token_urlsafe(32)


def token_for(purpose: str, mark: str) -> str:
    """Return the hidden field of a form bound to `mark`; it does not give the mark away."""
    return hmac.new(mark.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def is_genuine(purpose: str, mark: str, token: str) -> bool:
    """Say whether a hidden field was made for this purpose and cookie."""
    return bool(mark) and hmac.compare_digest(token_for(purpose, mark).encode(), token.encode())


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Say whether a form comes from a page of this server, as far as the browser says.

    Browsers send Sec-Fetch-Site over https and on this machine, and Origin always; what sends
    neither is not a browser and has no one's cookies. A proxy may have changed Host, then it
    says which one it was asked for; a page elsewhere can set neither.
    """
    if site := headers.get("sec-fetch-site"):
        return site == "same-origin"
    origin = headers.get("origin")
    hosts = {headers.get("host"), headers.get("x-forwarded-host")} - {None, ""}
    return origin is None or urlsplit(origin).netloc in hosts


def fields(content_type: str, body: bytes) -> dict[str, str]:
    """Read a form: of a field that comes twice the first; nothing of what is no form."""
    if content_type.partition(";")[0].strip().lower() != TYPE:
        return {}
    try:
        read = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=16)
    except ValueError:
        return {}
    return {name: values[0] for name, values in read.items()}
