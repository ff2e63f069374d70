"""A small installation whose pages change it: files are published, taken back, gone back to."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from access import Identity
from access.identity import VISITOR
from access.roles import Role
from etl import operations
from etl.operations import Office, Receipt
from indicators.language import Language
from pages import PAGES, PATHS
from pages.frame.context import Context, read_context
from settings import Settings
from storage.warehouse import Warehouse
from tests.crafted import REVENUE, Folder, silent
from tests.pages.shown import Shown

LI = Identity("li", "李", Role.ANALYST)
SUN = Identity("sun", "孙", Role.ANALYST)
WANG = Identity("wang", "王", Role.PUBLISHER)
READER = Identity("zhao", "赵", Role.VIEWER)
RENDER = {entry.path: entry.render for entry in PAGES}


def csv(*rows: tuple[object, ...], header: str = "地区,指标,年份,数值,单位") -> bytes:
    """A table as an office writes it."""
    lines = [header, *(",".join(map(str, row)) for row in rows)]
    return "".join(f"{line}\n" for line in lines).encode()


def revenue(value: object, year: object = 2017, area: str = "晋城市") -> bytes:
    """A file with one figure of budget revenue."""
    return csv((area, REVENUE, year, value, "亿元"))


@dataclass(frozen=True)
class Installation:
    """A folder with its releases, and the pages on them."""

    folder: Folder

    @property
    def office(self) -> Office:
        return Office(self.folder.root, Warehouse(self.folder.warehouse), 2016)

    @property
    def current(self) -> str:
        return self.office.warehouse.current()

    @property
    def uploads(self) -> Path:
        return self.office.uploads

    def submit(self, content: bytes, name: str = "数据.csv", by: str = "li") -> Receipt:
        """Publish a file as the command line does."""
        return operations.submit(
            self.office, content, name, by=by, reason="公报修订", report=silent
        )

    def open(self, page: str, who: Identity = VISITOR, query: str = "") -> AppTest:
        """Open a page for somebody; each run reads release and address anew, as the app does."""
        settings = Settings(data_dir=self.folder.root, warehouse_dir=self.folder.warehouse)
        app = AppTest.from_function(run, args=(RENDER[page], settings, who), default_timeout=30)
        for name, value in parse_qsl(query):
            app.query_params[name] = value
        return app.run()


def run(render, settings, who):  # type: ignore[no-untyped-def]  # AppTest runs this text alone
    from functools import partial

    import streamlit as st

    from pages import PATHS
    from pages.frame import notices, releases
    from pages.frame.context import read_context

    reader = releases.current(settings.warehouse_dir)
    query = st.query_params.to_dict()
    context = read_context(query, settings=settings, reader=reader, paths=PATHS, identity=who)
    notices.or_failed(partial(render, context), context)


def seen(app: AppTest, language: Language = Language.ZH) -> Shown:
    """What a reader sees after a run."""
    return Shown(app, language)


def follow(app: AppTest, href: str) -> AppTest:
    """Follow a link of the same page."""
    for name in list(app.query_params):
        del app.query_params[name]
    for name, value in parse_qsl(href.partition("?")[2]):
        app.query_params[name] = value
    return app.run()


def context_of(place: Installation, who: Identity) -> Context:
    """What a page would be given for somebody."""
    settings = Settings(data_dir=place.folder.root, warehouse_dir=place.folder.warehouse)
    reader = place.folder.reader()
    return read_context({}, settings=settings, reader=reader, paths=PATHS, identity=who)
