"""Named projects and their events: what belongs together, and what was not found."""

from typing import Any

import pytest

from indicators.catalogue import Domain
from indicators.ledger import Clause, Event, EventStatus
from indicators.projects import NO_RECORD, Project, projects_by_clause

COMPLETED = EventStatus.COMPLETED


def a_clause(*named: str) -> Clause:
    return Clause("2.1.1-01", "2.1.1", "", "", named, (), (), (Domain.ECONOMY,), (), ())


def an_event(project: str, when: str = "2019", **others: Any) -> Event:
    usual = {
        "project_id": project, "clause_id": "2.1.1-01", "project": project, "cities": (),
        "event_date": when, "event": "", "status_at_2020_end": COMPLETED, "source_title": "",
        "source_url": "",
    }  # fmt: skip
    return Event(**(usual | others))


def found(named: list[str], *events: Event) -> tuple[Project, ...]:
    return projects_by_clause([a_clause(*named)], events)["2.1.1-01"]


@pytest.mark.parametrize(
    ("named", "written", "answered"),
    [
        (["运城机场", "长治机场"], "长治机场完善", ("长治机场",)),
        (["太(原)焦(作)高铁"], "太焦高铁(郑太高铁太原至焦作段)", ("太(原)焦(作)高铁",)),
        (["煤层气(霍东)", "煤层气(武夏)"], "煤层气:武夏矿区", ("煤层气(武夏)",)),
        (["临猗大桥", "连接线"], "临猗大桥及连接线", ("临猗大桥", "连接线")),
        (["口岸", "保税区"], "口岸开放(长治海关)", ("口岸",)),
        (["区域性旅游联合体"], "太行山跨省旅游资源开发", ()),
        ([], "城市垃圾分类", ()),
    ],
)
def test_an_event_answers_the_name_that_is_most_like_its_project(
    named: list[str], written: str, answered: tuple[str, ...]
) -> None:
    known = next(p for p in found(named, an_event(written)) if p.events)
    assert known.named == answered


def test_a_name_without_an_event_stays_as_one_of_which_nothing_was_found() -> None:
    (project,) = found(["平安城市"])
    assert (project.stage, project.status, project.events) == (NO_RECORD, None, ())
    assert project.named == ("平安城市",)


def test_projects_stand_in_the_order_of_the_plan_and_unnamed_ones_last() -> None:
    named = ["张峰水库供水", "应急水源", "北赵引水"]
    events = [an_event("展览会"), an_event("北赵引水工程"), an_event("张峰水库供水二期")]
    order = [p.name for p in found(named, *events)]
    assert order == ["张峰水库供水二期", "应急水源", "北赵引水工程", "展览会"]


def test_events_stand_by_date_and_those_without_one_last() -> None:
    whens = ["", "2020-05", "2019", "2020-05-02", "about 2018"]
    (project,) = found(["桥"], *(an_event("桥", w, event=w) for w in whens))
    assert [e.event for e in project.events] == ["2019", "2020-05", "2020-05-02", "", "about 2018"]


@pytest.mark.parametrize(
    ("written", "known"),
    [("2019-04-24", (2019, 4, 24)), ("2020-05", (2020, 5)), ("2017", (2017,)), ("", ()),
     ("约2019年", ())],
)  # fmt: skip
def test_a_date_is_as_exact_as_it_is_written(written: str, known: tuple[int, ...]) -> None:
    assert an_event("桥", written).when == known
