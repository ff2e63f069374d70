"""Everything that changes something asks for the permission where it is done."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from access import ANONYMOUS, Identity, NotAllowed
from access.identity import VISITOR
from etl.corrections import Correction
from etl.submissions import all_submissions
from pages import PATHS
from pages.data import office
from pages.data.desk import Desk
from pages.frame.context import Context, read_context
from settings import Settings
from storage.reading import ReleaseReader
from tests.crafted import Folder, silent
from tests.handed_in import a_file, current, hand_in
from tests.pages.installation import LI, READER, SUN, WANG

NOBODY = (ANONYMOUS, VISITOR, READER)
HELD = Desk("li").put("revenue.csv", a_file({2017: 6}))
WRITES: dict[str, Callable[[Context], Any]] = {
    "check": lambda c: office.check(c, HELD),
    "publish": lambda c: office.publish(c, HELD, "x", c.reader.release_id, silent),
    "withdraw": lambda c: office.withdraw(c, "s000001", "x", silent),
    "go_back": lambda c: office.go_back(c, first_release(c), "x", silent),
    "explain": lambda c: office.explain(c, Correction("数值", "value")),
    "unexplain": lambda c: office.unexplain(c, "数值"),
}


def first_release(context: Context) -> str:
    return office.office_of(context).warehouse.releases()[-1]


@pytest.fixture
def used(folder: Folder) -> Folder:
    """Li has published a file."""
    hand_in(folder, {2016: 5}, by="li")
    return folder


def as_seen_by(folder: Folder, who: Identity) -> Context:
    settings = Settings(data_dir=folder.root, warehouse_dir=folder.warehouse)
    reader: ReleaseReader = folder.reader()
    return read_context({}, settings=settings, reader=reader, paths=PATHS, identity=who)


def attempt(folder: Folder, who: Identity, what: str) -> None:
    context = as_seen_by(folder, who)
    try:
        WRITES[what](context)
    finally:
        context.reader.close()


def test_every_operation_of_the_pages_is_tried_here() -> None:
    found = {
        name
        for name, function in inspect.getmembers(office, inspect.isfunction)
        if function.__module__ == office.__name__ and not name.startswith("_")
    }
    assert found - {"office_of"} == set(WRITES)


@pytest.mark.parametrize("what", WRITES)
@pytest.mark.parametrize("who", NOBODY, ids=["closed", "visitor", "viewer"])
def test_who_only_looks_changes_nothing(used: Folder, who: Identity, what: str) -> None:
    was = (current(used), all_submissions(used.root / "uploads"))
    with pytest.raises(NotAllowed):
        attempt(used, who, what)
    assert (current(used), all_submissions(used.root / "uploads")) == was
    assert {p.name for p in (used.root / "uploads").iterdir()} == {"s000001", "log.jsonl", ".lock"}


def test_an_analyst_cannot_withdraw_what_another_handed_in(used: Folder) -> None:
    with pytest.raises(NotAllowed):
        attempt(used, SUN, "withdraw")
    assert not all_submissions(used.root / "uploads")[0].withdrawn
    attempt(used, LI, "withdraw")
    assert all_submissions(used.root / "uploads")[0].withdrawn


def test_what_does_not_exist_is_nobodys_own(used: Folder) -> None:
    context = as_seen_by(used, LI)
    with pytest.raises(NotAllowed):
        office.withdraw(context, "../../x", "x", silent)
    context.reader.close()


def test_an_analyst_cannot_go_back_and_a_publisher_can(used: Folder) -> None:
    with pytest.raises(NotAllowed):
        attempt(used, LI, "go_back")
    attempt(used, WANG, "go_back")
    assert current(used)[1] == {2015: 1, 2016: 2}


def test_the_same_file_again_is_told_in_words(used: Folder) -> None:
    context = as_seen_by(used, LI)
    held = Desk("li").put("revenue.csv", a_file({2016: 5}))
    with pytest.raises(office.NotDone) as told:
        office.publish(context, held, "x", context.reader.release_id, silent)
    assert told.value.said == "already"
    context.reader.close()
