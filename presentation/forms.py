"""Forms that are addresses: sent without a script, they lead where a link would."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, slots=True)
class Form:
    """Where a form leads, and what else its address keeps."""

    action: str
    kept: tuple[tuple[str, str], ...]


def form_of(address: str) -> Form:
    """Return a form that keeps what an address says; its own fields must not be in it.

    >>> form_of("./ledger?year=2018&lang=en")
    Form(action='./ledger', kept=(('year', '2018'), ('lang', 'en')))
    """
    return Form(address.split("?", 1)[0], tuple(parse_qsl(urlsplit(address).query)))
