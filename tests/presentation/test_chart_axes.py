"""The axes of an indicator's charts: whole labels, and nothing below zero where no value is."""

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


def test_values_below_zero_are_marked_there() -> None:
    assert min(ticks(Span(-8, 10, -6))) < 0 <= min(ticks(Span(-2, 10, 0)))
