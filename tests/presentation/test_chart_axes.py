"""An indicator's charts: whole labels, nothing below zero where no value is, drawn once."""

import pytest

from presentation.axes import Span, ticks
from presentation.briefing.measure import width_of
from presentation.charts import trajectory_figure
from presentation.scene import Scene
from presentation.trajectory import common_span, trajectories
from storage.reading import ReleaseReader
from tests.presentation.briefing.conftest import a_scene

TEXT_SIZE = 12


@pytest.fixture(scope="module", params=[2016, 2018, 2020])
def scene(request: pytest.FixtureRequest, release: ReleaseReader) -> Scene:
    return a_scene(release, request.param)


def test_every_label_has_room_and_none_is_below_what_can_be(scene: Scene) -> None:
    for indicator in scene.reader.catalogue.indicators.values():
        charts = trajectories(scene, indicator)
        span = common_span(charts)
        least = min(c.span()[0] for c in charts)
        for chart in charts:
            layout = trajectory_figure(chart, indicator, span, scene.t, "light").layout
            labels, marks = layout.yaxis.ticktext, layout.yaxis.tickvals
            room = layout.margin.l - max(width_of(text, TEXT_SIZE) for text in labels)
            assert room >= 2, f"{indicator.indicator_id}: {labels}"
            assert min(marks) >= 0 or least < 0, f"{indicator.indicator_id}: {marks}"


def test_a_figure_tells_whether_it_is_another_one(scene: Scene) -> None:
    indicator = scene.reader.catalogue.indicators["urbanisation_rate"]
    charts = trajectories(scene, indicator)
    span = common_span(charts)
    marks = {
        trajectory_figure(chart, indicator, span, scene.t, scheme).layout.datarevision
        for chart in charts
        for scheme in ("light", "dark", "light")
    }
    assert len(marks) == 2 * len(charts)


def test_a_figure_has_no_template_which_would_have_it_drawn_twice(scene: Scene) -> None:
    indicator = scene.reader.catalogue.indicators["gdp"]
    (chart, *_) = charts = trajectories(scene, indicator)
    figure = trajectory_figure(chart, indicator, common_span(charts), scene.t, "light")
    assert "template" not in figure.to_plotly_json()["layout"]


def test_a_break_is_a_gap_in_the_line(release: ReleaseReader) -> None:
    scene = a_scene(release, 2020)
    indicator = scene.reader.catalogue.indicators["hospital_beds_per_1000"]
    charts = trajectories(scene, indicator)
    for chart in charts:
        figure = trajectory_figure(chart, indicator, common_span(charts), scene.t, "light")
        (drawn,) = (trace for trace in figure.data if trace.mode == "lines+markers")
        assert drawn.x == (2015, 2016, None, 2017, 2018, 2019, 2020)
        assert drawn.y[2] is None


def test_values_below_zero_are_marked_there() -> None:
    assert min(ticks(Span(-8, 10, -6))) < 0 <= min(ticks(Span(-2, 10, 0)))
