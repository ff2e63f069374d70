"""A view is put together once a release, and without knowing who asks for it."""

from dataclasses import replace
from uuid import uuid4

import pytest

from access import ANONYMOUS, Identity
from access.roles import Role
from indicators.language import Language
from pages import PATHS
from pages.frame.context import Context, read_context
from pages.frame.kept import kept
from settings import Settings
from storage.reading import ReleaseReader
from tests.crafted import SHIPPED, Folder

SOMEONE = Identity("li", "李", Role.PUBLISHER)


@pytest.fixture
def context(release: ReleaseReader) -> Context:
    return read_context(
        {}, settings=Settings(data_dir=SHIPPED), reader=release, paths=PATHS, identity=SOMEONE
    )


class Maker:
    """Counts how often a view is put together, and by whom it was asked for."""

    def __init__(self) -> None:
        self.asked: list[Identity] = []
        self.__qualname__ = f"make-{uuid4()}"

    def __call__(self, context: Context, *more: str) -> str:
        self.asked.append(context.identity)
        return " ".join((context.reader.release_id, str(context.year), context.language, *more))


def test_the_same_view_is_put_together_once_whoever_asks(context: Context) -> None:
    make = Maker()
    first = kept(context, make)
    again = kept(replace(context, identity=ANONYMOUS), make)
    assert first is again
    assert make.asked == [ANONYMOUS], "what is kept for everyone knows nobody"


@pytest.mark.parametrize(
    "other", [{"year": 2018}, {"language": Language.EN}, {"city": "140400"}, {"present": "1"}]
)
def test_another_view_is_put_together_anew(context: Context, other: dict[str, object]) -> None:
    make = Maker()
    kept(context, make)
    kept(replace(context, **other), make)  # type: ignore[arg-type]
    assert len(make.asked) == 2


def test_another_colour_scheme_is_put_together_anew(context: Context) -> None:
    make = Maker()
    assert kept(context, make, "light") != kept(context, make, "dark")


def test_another_release_is_put_together_anew(context: Context, folder: Folder) -> None:
    make = Maker()
    other = folder.reader()
    year = {"year": other.years_looked_at[-1]}
    shown = kept(replace(context, **year), make), kept(replace(context, reader=other, **year), make)
    other.close()
    assert shown[0] != shown[1]
