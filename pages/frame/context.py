"""What a page is given: settings, release, and the view its address asks for.

The address is the only place where the view is kept. So a link restores it, Back and Forward
work, and a page never has to ask session state. It lives in a folder because Streamlit would
serve a module directly in `pages/` as a page of its own.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlencode

from access import ANONYMOUS, Identity
from indicators.areas import Group
from indicators.catalogue import Domain
from indicators.language import Language
from presentation.scene import Scene
from presentation.texts import Texts, texts

if TYPE_CHECKING:
    from settings import Settings
    from storage.reading import ReleaseReader

Value = TypeVar("Value")


class Counting(StrEnum):
    """Which lights are counted."""

    HEADLINE = "headline"
    """The first assessable of city, province, nation, plan."""
    PLAN = "plan"
    """The plan's own words alone."""


PARAMETERS = {
    "id": "indicator",
    "file": "file",
    "release": "release",
    "against": "against",
    "submission": "submission",
    "clause": "clause",
    "part": "part",
    "q": "query",
    "year": "year",
    "city": "city",
    "domain": "domain",
    "among": "group",
    "dept": "department",
    "status": "stage",
    "text": "text",
    "count": "counting",
    "lang": "language",
    "present": "present",
    "every": "every",
}
"""Names in an address → fields of `Context`, in the order in which links write them."""

OWNED = {
    "indicator": ("indicator", "peers", "briefing"),
    "group": ("peers",),
    "file": ("upload",),
    "release": ("releases",),
    "against": ("releases",),
    "submission": ("releases",),
    "clause": ("ledger",),
    "part": ("ledger",),
    "department": ("ledger",),
    "stage": ("ledger",),
    "text": ("ledger", "catalogue"),
    "query": ("search",),
}
"""Fields that mean something on these pages only; links to other pages leave them out."""

FORMS = {
    "id": re.compile(r"[a-z][a-z0-9_]*"),
    "file": re.compile(r"[1-9]\d{0,3}"),
    "release": re.compile(r"r\d{1,9}-[0-9a-f]{8}"),
    "against": re.compile(r"r\d{1,9}-[0-9a-f]{8}"),
    "submission": re.compile(r"s\d{6}"),
    "clause": re.compile(r"\d(\.\d){1,2}-\d\d"),
    "part": re.compile(r"timeline|departments"),
    "dept": re.compile(r"[\w()（）]{1,40}"),
    "status": re.compile(r"[a-z_]{1,30}"),
    "text": re.compile(r"[^\x00-\x1f\x7f]{1,60}"),
    "present": re.compile(r"1"),
    "every": re.compile(r"[5-9]|[1-9]\d|[1-5]\d\d|600"),
    "q": re.compile(r"[^\x00-\x1f\x7f]{1,60}"),
}
"""Names in an address whose values are known by their page alone; here only the form is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One view of one release; `paths` holds the address of each page by its key.

    `identity` is who is asking, as known at the beginning of the run. What writes from a callback
    or a fragment asks again (`pages.access.visit.asking_now`), since those run before it.
    """

    settings: "Settings"
    reader: "ReleaseReader"
    paths: Mapping[str, str]
    language: Language
    year: int
    city: str | None = None
    domain: Domain | None = None
    indicator: str | None = None
    group: Group = Group.CLUSTER
    file: str | None = None
    release: str | None = None
    against: str | None = None
    submission: str | None = None
    clause: str | None = None
    part: str | None = None
    department: str | None = None
    stage: str | None = None
    text: str | None = None
    query: str | None = None
    present: str | None = None
    every: str | None = None
    counting: Counting = Counting.HEADLINE
    identity: Identity = ANONYMOUS

    @property
    def t(self) -> Texts:
        """The interface texts of the view's language: `context.t("nav.overview")`."""
        return texts(self.language)

    @property
    def scene(self) -> Scene:
        """The release as this view looks at it, for what is put together in presentation."""
        return Scene(self.reader, self.t, self.year, self.counting.value, self.link)

    @property
    def view(self) -> tuple[str, ...]:
        """What decides on what is shown, whoever asks: installation, release, address."""
        own, fields = self.settings, PARAMETERS.values()
        place = (own.data_dir, own.warehouse_dir, own.default_language, own.plan_year)
        return (*map(str, place), self.reader.release_id, *(str(getattr(self, f)) for f in fields))

    @property
    def subject(self) -> str:
        """What a page is about, beside its year, city and filters: another one is read anew."""
        return " ".join(filter(None, (self.indicator, self.clause, self.part, self.query)))

    def link(self, page: str, **changes: object) -> str:
        """Return the address of a page with this view, but for the fields changed.

        The address is relative, because the application may be served below a sub-path; it
        leaves out whatever is the default. `None` takes a choice back. An unknown page is a
        `KeyError`, an unknown field a `TypeError`.
        """
        view = replace(self, **changes)  # type: ignore[arg-type]
        default = default_view(self.settings, self.reader)
        chosen = {
            name: getattr(view, field)
            for name, field in PARAMETERS.items()
            if page in OWNED.get(field, (page,)) and getattr(view, field) != default.get(field)
        }
        query = urlencode({name: str(value) for name, value in chosen.items() if value is not None})
        return f"./{self.paths[page]}" + (f"?{query}" if query else "")


def default_view(settings: "Settings", reader: "ReleaseReader") -> dict[str, object]:
    """Return the fields an address does not have to name; the others default to `None`."""
    years = reader.years_looked_at
    year = settings.plan_year if settings.plan_year in years else max(years)
    usual = {"counting": Counting.HEADLINE, "group": Group.CLUSTER}
    return {"language": settings.default_language, "year": year, **usual}


def read_context(
    query: Mapping[str, str],
    *,
    settings: "Settings",
    reader: "ReleaseReader",
    paths: Mapping[str, str],
    identity: Identity = ANONYMOUS,
) -> Context:
    """Read the view from an address's query; what is not possible falls back to the default.

    Links get old and are typed by hand: a page that shows the default helps more than an error.
    Whether an indicator or a release exists is for its page to say; here its form is checked.
    """
    default = default_view(settings, reader)
    found = {
        "language": _among(query.get("lang"), Language),
        "year": _among(query.get("year"), reader.years_looked_at),
        "city": _among(query.get("city"), (city.code for city in reader.plan_cities)),
        "domain": _among(query.get("domain"), Domain),
        "counting": _among(query.get("count"), Counting),
        "group": _among(query.get("among"), Group),
    }
    found |= {PARAMETERS[name]: _written(query.get(name), form) for name, form in FORMS.items()}
    view = {field: default.get(field) if value is None else value for field, value in found.items()}
    fixed = {"settings": settings, "reader": reader, "paths": paths, "identity": identity}
    return Context(**fixed, **view)  # type: ignore[arg-type]


def _among(text: str | None, possible: Iterable[Value]) -> Value | None:
    """Return the possible value that is written like `text`."""
    return next((value for value in possible if str(value) == text), None)


def _written(text: str | None, form: re.Pattern[str]) -> str | None:
    """Return a text that has a form, in whole."""
    return text if text is not None and form.fullmatch(text) else None
