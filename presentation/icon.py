"""The dashboard's icon as an address that needs no request."""

import base64
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("assets") / "icon.png"


@cache
def icon() -> str:
    """Return the icon as a data address."""
    return "data:image/png;base64," + base64.b64encode(_FILE.read_bytes()).decode()
