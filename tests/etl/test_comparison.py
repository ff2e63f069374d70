"""Why a light is another one in another release: each cause by its name."""

import pytest

from etl import operations
from etl.comparison import ChangeReason, LightDifference, compare
from etl.operations import Office
from storage.warehouse import Warehouse
from tests.crafted import Folder, Line, a_folder, silent

PM = "PM2.5年均浓度"
TARGET = (
    "indicator_id,ref_area,level,set_by,form,target_year,target_value,unit,baseline_year,nature\n"
    "pm25,140500,city,晋城市,at_most,2020,{},μg/m³,2015,binding\n"
)


def pm(value: float, year: int) -> Line:
    return Line(value, year, label=PM, unit="μg/m³")


@pytest.fixture
def office(tmp_path) -> Office:
    """Jincheng's PM2.5 fell from 60 to 50, which the nation's reference of 18 % does not ask."""
    folder: Folder = a_folder(tmp_path)
    folder.source("air", pm(60, 2015), pm(50, 2020))
    folder.build()
    return Office(folder.root, Warehouse(folder.warehouse), 2016)


def submitted(office: Office, content: str) -> list[LightDifference]:
    """Publish a file and compare the releases before and after."""
    before = office.warehouse.current()
    operations.submit(
        office, content.encode(), "x.csv", by="li", reason="修订", report=silent, seen=before
    )
    return differences(office, before)


def differences(office: Office, before: str) -> list[LightDifference]:
    return list(compare(office.warehouse, before, office.warehouse.current()).lights)


def figure(value: float, year: int) -> str:
    return f"地区,指标,年份,数值,单位\n晋城市,{PM},{year},{value},μg/m³\n"


def in_2020(found: list[LightDifference]) -> LightDifference:
    (only,) = (d for d in found if (d.indicator_id, d.as_of) == ("pm25", 2020))
    return only


def test_a_figure_that_is_another_one_is_revised_data(office: Office) -> None:
    light = in_2020(submitted(office, figure(46, 2020)))
    assert (light.before, light.after) == ("missed", "achieved")
    assert light.reason is ChangeReason.REVISED_DATA


def test_a_figure_of_another_year_is_a_new_year(office: Office) -> None:
    found = [d for d in submitted(office, figure(48, 2019)) if d.as_of == 2019]
    assert [d.reason for d in found] == [ChangeReason.NEW_YEAR]


def test_a_year_looked_at_for_the_first_time_shows_what_turned_and_nothing_else(
    office: Office,
) -> None:
    found = submitted(office, figure(45, 2021))
    assert [(d.as_of, d.before, d.after) for d in found] == [(2021, "missed", "achieved_late")]
    assert found[0].reason is ChangeReason.NEW_YEAR


def test_taking_the_year_back_is_told_as_such(office: Office) -> None:
    submitted(office, figure(45, 2021))
    before = office.warehouse.current()
    operations.withdraw(office, "s000001", by="li", reason="误报", report=silent)
    assert [d.reason for d in differences(office, before)] == [ChangeReason.YEAR_GONE]


def test_a_city_s_own_target_is_a_revised_target(office: Office) -> None:
    light = in_2020(submitted(office, TARGET.format(52)))
    assert (light.before, light.after) == ("missed", "achieved")
    assert light.reason is ChangeReason.REVISED_TARGET


def test_the_same_figures_under_other_words_of_the_plan_are_a_changed_rule(
    office: Office, tmp_path
) -> None:
    before = office.warehouse.current()
    Folder(tmp_path).rewrite(
        "plan/breaks.csv", lambda text: text + "pm25,,*,2018,method,no,测试断点,a break\n"
    )
    Folder(tmp_path).build()
    light = in_2020(differences(office, before))
    assert light.after == "not_assessable"
    assert light.reason is ChangeReason.CHANGED_RULE


def test_of_two_files_of_one_day_the_later_counts(office: Office) -> None:
    for value in (47, 46, 48):
        submitted(office, figure(value, 2020))
    reader = office.reader()
    assert reader is not None
    assert reader.series("pm25")["140500"][2020].obs_value == 48
    reader.close()


def test_targets_handed_in_again_are_another_submission(office: Office) -> None:
    submitted(office, TARGET.format(52))
    operations.withdraw(office, "s000001", by="li", reason="误报", report=silent)
    submitted(office, TARGET.format(52))
    reader = office.reader()
    assert reader is not None
    assert [s for s in reader.sources if s.startswith("uploads")] == ["uploads/s000002"]
    reader.close()


def test_a_first_upload_is_read_beside_sources_that_nobody_has_read_yet(tmp_path) -> None:
    folder = a_folder(tmp_path)
    folder.source("air", pm(60, 2015), pm(50, 2020))
    office = Office(folder.root, Warehouse(folder.warehouse), 2016)
    operations.submit(
        office, figure(46, 2021).encode(), "x.csv", by="li", reason="新", report=silent
    )
    assert len(office.warehouse.releases()) == 1
