"""Every sentence that the rules can make: whole, in both languages, each number accounted for."""

import re
from itertools import product

import pytest

from indicators.assessment import Assessment, Reason, Status
from indicators.catalogue import Polarity
from indicators.language import Bilingual, Language
from indicators.standing import Place
from indicators.targets import TargetForm, TargetLevel
from presentation.citations import Sentence
from presentation.scene import Scene
from presentation.sentences import of_city, sentence
from presentation.standing import place_sentence, standing
from presentation.texts import texts
from presentation.wording import Wording
from storage.reading import ReleaseReader
from tests.builders import a_target, an_indicator

CITY = {"zh": "晋城市", "en": "Jincheng"}
YEARS = re.compile(r"(?<!\d)(2015|2016|2018|2020|2021)(?!\d)")
CASES = list(product(Status, TargetForm))
OTHERS = list(product(TargetLevel, Polarity, Language))


def said(
    status: Status,
    form: TargetForm,
    level: TargetLevel,
    polarity: Polarity,
    language: Language,
    **more: object,
) -> Sentence:
    improving = form is TargetForm.IMPROVE
    along = {} if improving else {"completion": 0.456, "schedule": 0.6, "lead": -14.4}
    peers = {"change": 3.4, "peer_median": 2.7, "peer_count": 26} if improving else {}
    usual: dict[str, object] = {
        "indicator_id": "share", "ref_area": "140500", "as_of": 2020, "status": status,
        "form": form, "target_level": level, "value_year": 2020, "obs_value": 43.9,
        "baseline_year": 2015, "baseline_value": 39.8,
        "required_value": None if improving else 56.0, **along, **peers,
    }  # fmt: skip
    if status is Status.ACHIEVED_LATE:
        usual["value_year"] = usual["as_of"] = 2021
    if status is Status.NOT_ASSESSABLE:
        usual["reason"] = Reason.STALE
    assessment = Assessment(**(usual | more))  # type: ignore[arg-type]
    setter = Bilingual("某级政府", "Some government")
    target = a_target(form, 56, level=level, set_by=setter)
    indicator = an_indicator(polarity=polarity)
    words = Wording(assessment, indicator, target, texts(language))
    return sentence(words, CITY[language])


@pytest.mark.parametrize(("status", "form"), CASES)
def test_every_combination_makes_a_whole_sentence(status: Status, form: TargetForm) -> None:
    for level, polarity, language in OTHERS:
        text = said(status, form, level, polarity, language).text
        assert text.startswith(CITY[language])
        assert text.endswith("。" if language == "zh" else ".")
        assert not re.search(r"[{}]|None|，，|，。|, ,|  |（）|\(\)", text)
        if language == "zh":
            assert not re.search(r"[a-zA-Z]|个点", text), text


@pytest.mark.parametrize(("status", "form"), CASES)
def test_every_number_of_a_sentence_is_cited_or_a_year(status: Status, form: TargetForm) -> None:
    for level, polarity, language in OTHERS:
        found = said(status, form, level, polarity, language)
        rest = found.text
        for cited in sorted(found.cited, key=lambda c: -len(c.text)):
            assert cited.text in found.text
            rest = rest.replace(cited.text, "")
        assert not re.search(r"\d", YEARS.sub("", rest)), rest


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.NOT_ASSESSABLE])
@pytest.mark.parametrize("form", [f for f in TargetForm if f is not TargetForm.IMPROVE])
@pytest.mark.parametrize("level", [TargetLevel.PROVINCE, TargetLevel.NATION])
def test_a_higher_levels_target_is_called_a_reference(
    status: Status, form: TargetForm, level: TargetLevel
) -> None:
    judged = (Status.ACHIEVED, Status.ACHIEVED_LATE, Status.MISSED, Status.ON_SCHEDULE)
    if status in (*judged, Status.BEHIND, Status.FAR_BEHIND):
        assert "参照某级政府" in said(status, form, level, Polarity.HIGHER, Language.ZH).text


WORDS = {
    Status.ACHIEVED: "达到不低于56%的预期性目标",
    Status.ACHIEVED_LATE: "2020年未完成不低于56%的预期性目标（某级政府自定），2021年逾期完成",
    Status.ON_SCHEDULE: "达到时序要求",
    Status.BEHIND: "进度滞后",
    Status.FAR_BEHIND: "进度严重滞后",
    Status.MISSED: "未完成不低于56%的预期性目标（某级政府自定），比目标低12.1个百分点",
    Status.NOT_ASSESSABLE: "2020年的情况不可评估",
}


@pytest.mark.parametrize(("status", "words"), WORDS.items())
def test_each_status_is_said_in_its_own_words(status: Status, words: str) -> None:
    found = said(status, TargetForm.AT_LEAST, TargetLevel.CITY, Polarity.HIGHER, Language.ZH)
    assert words in found.text


DIRECTIONS = {
    Status.IMPROVED_MARKEDLY: "优于26个同类城市变化的中位数（+2.7个百分点），明显改善",
    Status.IMPROVED: "没有超过26个同类城市变化的中位数（+2.7个百分点），有所改善",
    Status.WORSENED: "出现退步，同期26个同类城市变化的中位数为+2.7个百分点",
}


@pytest.mark.parametrize(("status", "words"), DIRECTIONS.items())
def test_a_direction_is_held_against_the_comparable_cities(status: Status, words: str) -> None:
    found = said(status, TargetForm.IMPROVE, TargetLevel.PLAN, Polarity.HIGHER, Language.ZH)
    assert words in found.text


def test_with_few_comparable_cities_nothing_is_called_marked() -> None:
    few = {"peer_median": None, "peer_count": 3, "reason": Reason.FEW_PEERS}
    found = said(
        Status.IMPROVED, TargetForm.IMPROVE, TargetLevel.PLAN, Polarity.HIGHER, Language.ZH, **few
    )
    assert "可比城市不足，不作是否明显的判断" in found.text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said(reason: Reason, language: Language) -> None:
    no_value = {"value_year": None, "obs_value": None}
    found = said(
        Status.NOT_ASSESSABLE, TargetForm.AT_LEAST, TargetLevel.CITY, Polarity.HIGHER, language,
        reason=reason, **no_value,
    )  # fmt: skip
    assert ("评估" if language == "zh" else "not assessable") in found.text


def test_a_lead_of_nothing_is_level_with_the_schedule() -> None:
    found = said(
        Status.ON_SCHEDULE, TargetForm.AT_LEAST, TargetLevel.CITY, Polarity.HIGHER, Language.ZH,
        lead=0.0,
    )  # fmt: skip
    assert "完成进度45.6%，与时序进度持平" in found.text


def test_a_place_is_said_with_the_number_of_cities() -> None:
    t = texts(Language.ZH)
    alone = place_sentence(Place(2, 29, shared=False), 2020, t, "晋城市", "占比").text
    assert alone == "晋城市占比2020年在中原城市群有数据的29个城市中居第2位。"
    shared = place_sentence(Place(2, 29, shared=True), 2020, t, "晋城市", "占比").text
    assert "并列第2位" in shared


def test_nothing_is_said_of_places_where_neither_direction_is_better(
    release: ReleaseReader,
) -> None:
    scene = Scene(release, texts(Language.ZH), 2020, "headline", lambda *_a, **_k: "")
    city, known = release.plan_cities[0], release.catalogue.indicators
    assert standing(scene, known["road_passengers"], city) is None
    assert standing(scene, known["gdp"], city) is not None


@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_the_sentences_of_the_shipped_data_cite_the_release(
    release: ReleaseReader, year: int
) -> None:
    scene = Scene(release, texts(Language.ZH), year, "headline", lambda *_a, **_k: "")
    for indicator_id in release.catalogue.indicators:
        for city in release.plan_cities:
            a = scene.assessment(indicator_id, city.code)
            found = of_city(scene, a)
            series = release.series(indicator_id).get(city.code, {})
            single = ["baseline"]
            single += ["observation"] if a.form != "annual_average_at_least" else []
            for cited in (c for c in found.cited if c.origin in single):
                exported = series[cited.year or 0].obs_value
                assert cited.value == pytest.approx(exported, rel=1e-12)
