"""A browser's page that tells when something was on the screen."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

Seconds = dict[str, float]
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
WAIT = 30_000
# Without the policy, since Playwright waits for conditions by evaluating them within the page.
SCREEN: Any = {"viewport": {"width": 1440, "height": 900}, "bypass_csp": True}


def seen(page: Page, name: str) -> float:
    """Return the second at which a condition was on the screen."""
    found = page.wait_for_function(f"watched.seen[{name!r}]", timeout=WAIT).json_value()
    return float(found) / 1000
