"""The upload page before any file: the largest file, and the years of the templates."""

import tomllib

from tests.browser.compared.case import years
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Role, View
from tests.conftest import ROOT

YEAR = "年份"
"""The column of years in a file; targets have none."""


def upload(view: View) -> dict[str, Role]:
    """Return the page's roles: a template is for the year after those that are known."""
    known = {year for *_, year in view.exported.assessments}
    following = max(known) + 1
    of_template = [*years(following, following)]
    return {
        **FRAME,
        "lead": Role("h1, .page-heading .lead", lambda _: []),
        "largest": Role(".dropzone-accepted", lambda _: [count("MB", largest())]),
        "years of templates": Role(".st-key-upload-year", lambda _: years(following, *known)),
        "sample": Role(".template table", lambda p: of_template if YEAR in p.text else []),
        "shape": Role(".template h3", lambda _: []),
    }


def largest() -> int:
    """Return how many MB the server takes."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return int(settings["server"]["maxUploadSize"])
