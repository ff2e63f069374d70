"""The pages and the table that lists them; `app.py` makes the navigation from it.

Each page is a module in a folder of its section with `render(context)`. There is no script
directly in this folder: a fresh server would run it for its address without `app.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from access import Permission
from pages.briefing import briefing
from pages.data import catalogue, releases, upload
from pages.frame.context import Context
from pages.oversight import ledger, search
from pages.progress import city, goals, indicator, overview, peers


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: `path` is its address below the root (empty for the start page).

    `text` is the key of its name in the navigation and in the window's title. With a
    `permission` it is there only for those who have it, if only for what is their own. What is
    not `listed` has a place of its own in the header.
    """

    key: str
    section: str
    path: str
    text: str
    render: Callable[[Context], None]
    permission: Permission | None = None
    listed: bool = True


PAGES = (
    Entry("overview", "progress", "", "nav.overview", overview.render),
    Entry("goals", "progress", "goals", "nav.goals", goals.render),
    Entry("indicator", "progress", "indicator", "nav.indicator", indicator.render),
    Entry("city", "progress", "city", "nav.city", city.render),
    Entry("peers", "progress", "peers", "nav.peers", peers.render),
    Entry("ledger", "oversight", "ledger", "nav.ledger", ledger.render),
    Entry("search", "oversight", "search", "nav.search", search.render, listed=False),
    Entry("briefing", "briefing", "briefing", "nav.briefing", briefing.render),
    Entry("upload", "data", "upload", "nav.upload", upload.render, Permission.CHECK),
    Entry("releases", "data", "releases", "nav.releases", releases.render),
    Entry("catalogue", "data", "catalogue", "nav.catalogue", catalogue.render),
)
"""In the order of the navigation; the first is the start page."""

PATHS = {entry.key: entry.path for entry in PAGES}
