"""The lights a check says would turn are those that publishing turns, computed ones among them."""

import pytest

from etl.operations import submit
from tests.crafted import silent
from tests.handed_in import REASON, an_office


def heads(folder):
    reader = folder.reader()
    try:
        years = reader.years_looked_at
        return {
            (a.indicator_id, a.ref_area, a.as_of): a.status.value
            for indicator in reader.catalogue.indicators
            for city in reader.plan_cities
            for year in years
            for a in reader.lights.every(indicator, city.code, year)
            if a.headline
        }
    finally:
        reader.close()


def a_table(label, unit, values):
    return [f"晋城市,{label},{year},{value},{unit}" for year, value in values.items()]


OF_A_SHARE = [
    *a_table("一般公共预算支出", "亿元", {2015: 200, 2018: 210}),
    *a_table("科学技术支出", "亿元", {2015: 4, 2018: 6}),
]
OF_ITSELF = a_table("一般公共预算收入", "亿元", {2015: 90, 2016: 80, 2020: 120})


@pytest.mark.parametrize("lines", [OF_A_SHARE, OF_ITSELF, [*OF_A_SHARE, *OF_ITSELF]])
def test_lights_turn_as_the_check_has_said(folder, lines):
    content = "\n".join(["地区,指标,年份,数值,单位", *lines, ""]).encode()
    before = heads(folder)
    made = submit(an_office(folder), content, "x.csv", by="li", reason=REASON, report=silent)
    after = heads(folder)
    turned = {key: (before[key], light) for key, light in after.items() if before[key] != light}
    said = {(c.indicator_id, c.ref_area, c.as_of): (c.before, c.after) for c in made.report.lights}
    assert said == turned
    assert said
