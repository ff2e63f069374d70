"""The report as offices write it: by rule, sentence by sentence, with tables and figures."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from indicators.assessment import Assessment
from indicators.catalogue import Indicator
from indicators.language import Language
from indicators.targets import Nature, TargetForm
from presentation.briefing import document_parts as parts
from presentation.briefing.counts import LIGHTS, by_city, summary
from presentation.briefing.lagging import lags
from presentation.briefing.packing import settled
from presentation.briefing.request import Request, has_number
from presentation.briefing.sheet import Sheet, source_names, stamp
from presentation.citations import joined
from presentation.sentences import of_city

_LAGGING = {Language.ZH: (34, 14, 18, 42, 48), Language.EN: (31, 24, 27, 28, 46)}
"""Widths of the table of what lags: a city's name and a light's word stay in one piece."""
_NUMERALS = "一二三四五六七八九十"


def document(request: Request, drawn: Sequence[Sheet], figures: Mapping[str, bytes]) -> bytes:
    """Return the report as DOCX; `figures` are charts by indicator."""
    report = _Report(request, {s.indicator_id: s for s in drawn}, figures)
    report.write()
    about = report.file.core_properties
    about.title, about.author = request.title, request.office
    about.last_modified_by, about.comments = request.office, ""
    about.subject = request.scene.reader.release_id
    saved = io.BytesIO()
    report.file.save(saved)
    return settled(saved.getvalue(), request.scene.reader.info.built_at)


class _Report:
    """A document under way; numbers its sections, tables and figures."""

    def __init__(
        self, request: Request, drawn: Mapping[str, Sheet], figures: Mapping[str, bytes]
    ) -> None:
        self.request, self.drawn, self.figures = request, drawn, figures
        self.scene, self.t = request.scene, request.scene.t
        self.file: Any = parts.new_document()
        self._counts = {"section": 0, "table": 0, "figure": 0}

    def write(self) -> None:
        request, t = self.request, self.t
        below = [x for x in (request.office, stamp(self.scene)) if x]
        parts.title(self.file, request.title, below)
        parts.body(self.file, joined(summary(request), t))
        self._lights()
        for nature in (Nature.BINDING, Nature.EXPECTED):
            self._numbers(nature)
        self._directions()
        self._lagging()
        self._unassessed()
        self._method()

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _section(self, key: str) -> None:
        number = self._numeral(self._next("section"))
        parts.heading(self.file, self.t("briefing.heading", number=number, text=self.t(key)), 1)

    def _table(self, key: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
        name = self.t("briefing.table", number=self._next("table"), name=self.t(key))
        parts.table(self.file, name, rows, widths)

    def _lights(self) -> None:
        cities, counts = self.scene.cities, by_city(self.request)
        rows = [[self.t("indicator.light"), *(self.scene.name(c) for c in cities)]]
        for light in LIGHTS:
            rows.append([self.t(f"light.{light}"), *(str(counts[c.code][light]) for c in cities)])
        widths = [60, *[90 / len(cities)] * len(cities)]
        self._table("briefing.table_lights", rows, widths)

    def _numbers(self, nature: Nature) -> None:
        """Say how targets with a number stand, with a figure for each indicator."""

        def meant(a: Assessment) -> bool:
            target = self.scene.reader.target_of(a)
            return target is not None and target.nature is nature and has_number(a)

        chosen = self._having(meant)
        self._section(f"briefing.section_{nature}")
        if not chosen:
            parts.body(self.file, self.t("briefing.none_here"))
        for number, (indicator, own) in enumerate(chosen):
            self._subheading(number, self.scene.name(indicator))
            parts.body(self.file, self._said(own))
            self._figure(indicator)

    def _figure(self, indicator: Indicator) -> None:
        picture = self.figures.get(indicator.indicator_id)
        if picture is None:
            return
        sheet = self.drawn[indicator.indicator_id]
        key = "briefing.figure" if sheet.unit else "briefing.figure_ratio"
        number = self._next("figure")
        name = self.t(key, number=number, name=sheet.name, unit=sheet.unit)
        lines = [x for x in (sheet.key, sheet.source, sheet.stamp) if x]
        parts.figure(self.file, picture, name, self.t("list.gap").join(lines))

    def _directions(self) -> None:
        """Say how what the plan asks for in words stands, goal by goal."""
        chosen = self._having(lambda a: a.form is TargetForm.IMPROVE and a.is_assessable)
        if not chosen:
            return
        self._section("briefing.section_words")
        goals = self.scene.reader.catalogue.goals
        named = [g for g in goals if any(i.goal_id == g for i, _ in chosen)]
        for number, goal_id in enumerate(named):
            self._subheading(number, goals[goal_id].phrase(self.t.language))
            for indicator, own in chosen:
                if indicator.goal_id == goal_id:
                    parts.body(self.file, self._said(own))

    def _lagging(self) -> None:
        """List what lags with the departments that the plan makes responsible."""
        self._section("briefing.section_lagging")
        found = lags(self.request)
        if not found:
            parts.body(self.file, self.t("briefing.nothing_lags"))
            return
        heads = ("goals.indicator", "area", "light", "distance", "departments")
        rows = [[self.t(h if "." in h else f"briefing.column_{h}") for h in heads]]
        nobody, comma = self.t("briefing.no_department"), self.t("list.comma")
        for lag in found:
            named = comma.join(lag.departments) or nobody
            rows.append([lag.indicator, lag.city, lag.status, lag.distance, named])
        parts.body(self.file, self.t("briefing.lagging_lead", count=len(found)))
        self._table("briefing.table_lagging", rows, _LAGGING[self.t.language])

    def _unassessed(self) -> None:
        chosen = self._having(lambda a: not a.is_assessable)
        if not chosen:
            return
        self._section("briefing.section_unassessed")
        by_reason: dict[str, dict[str, list[str]]] = {}
        for indicator, own in chosen:
            for a in own:
                names = by_reason.setdefault(self.scene.wording(a).reason(), {})
                city = self.scene.name(self.scene.reader.areas[a.ref_area])
                names.setdefault(self.scene.name(indicator), []).append(city)
        comma = self.t("list.comma")
        for reason, names in by_reason.items():
            listed = [
                self.t("briefing.in_cities", name=n, cities=comma.join(c)) for n, c in names.items()
            ]
            values = {"reason": reason, "names": comma.join(listed)}
            parts.body(self.file, self.t("briefing.unassessed", **values))

    def _method(self) -> None:
        self._section("briefing.section_method")
        parts.body(self.file, self.t("briefing.method"))
        used = {
            s.source_id: s
            for i in self.request.indicators
            for s in self.scene.reader.sources_of(i.indicator_id)
        }
        sources = self.t("list.sentences").join(source_names(used.values()))
        parts.body(self.file, self.t("briefing.sources", sources=sources))

    def _subheading(self, number: int, text: str) -> None:
        said = self.t("briefing.subheading", number=self._numeral(number + 1), text=text)
        parts.heading(self.file, said, 2)

    def _numeral(self, number: int) -> str:
        return numeral(number) if self.t.language == Language.ZH else str(number)

    def _said(self, found: Iterable[Assessment]) -> str:
        return joined((of_city(self.scene, a).text for a in found), self.t)

    def _having(
        self, meant: Callable[[Assessment], bool]
    ) -> list[tuple[Indicator, list[Assessment]]]:
        """Return the indicators with the cities' assessments that are meant."""
        found = [(i, [a for a in self.request.of(i) if meant(a)]) for i in self.request.indicators]
        return [(indicator, own) for indicator, own in found if own]


def numeral(number: int) -> str:
    """Write a small number in Chinese.

    >>> numeral(7), numeral(12), numeral(30)
    ('七', '十二', '三十')
    """
    tens, ones = divmod(number, 10)
    if number <= 10:
        return _NUMERALS[number - 1]
    return ("" if tens == 1 else _NUMERALS[tens - 1]) + "十" + (_NUMERALS[ones - 1] if ones else "")
