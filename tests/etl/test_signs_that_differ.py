"""A stored figure below zero and a file's above it: a finding at most, never a failure."""

import pytest

from etl.check import check_content
from tests.crafted import PLAN, Line, a_folder


@pytest.mark.parametrize("value", [80, 3, 0.03, -300])
def test_a_figure_with_the_other_sign_than_the_stored_one_is_checked(tmp_path, value):
    label = next(
        e.source_label for e in PLAN.catalogue.entries.values() if e.indicator_id == "gdp_growth"
    )
    folder = a_folder(tmp_path)
    stored = ((5, 2013), (6, 2014), (-3, 2015), (7, 2016))
    folder.source("growth", *[Line(v, year, label=label, unit="%") for v, year in stored])
    folder.build()
    reader = folder.reader()
    content = f"地区,指标,年份,数值,单位\n晋城市,{label},2015,{value},%\n".encode()
    report = check_content(content, "x.csv", PLAN, reader)
    reader.close()
    assert report.observations == 1
    assert report.exit_code in (1, 2)
