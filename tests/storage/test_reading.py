"""What a reader reads once and keeps for as long as its release is read."""

from storage.reading import ReleaseReader


def test_the_values_of_a_year_are_those_of_the_series(release: ReleaseReader) -> None:
    values = release.values_in(2018)
    for indicator in ("pm25", "gdp", "road_freight"):
        series = release.series(indicator)
        cities = {a.code for a in release.plan.areas if not a.is_reference}
        known = {c: s[2018].obs_value for c, s in series.items() if c in cities and 2018 in s}
        assert values[indicator] == known
    assert "gdp" not in release.values_in(1950)


def test_province_and_nation_are_no_cities(release: ReleaseReader) -> None:
    references = {a.code for a in release.plan.areas if a.is_reference}
    assert not any(references & set(areas) for areas in release.values_in(2018).values())


def test_what_was_worked_out_once_is_kept_by_its_key(release: ReleaseReader) -> None:
    made = []

    def make() -> str:
        made.append(1)
        return "worked out"

    assert release.keep(("test", 1), make) == release.keep(("test", 1), make) == "worked out"
    assert len(made) == 1
    release.keep(("test", 2), make)
    assert len(made) == 2
