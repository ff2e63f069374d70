"""Faults in single cells and rows: each is named with its row and the header of its column."""

from tests.etl.cases.case import Case, Told
from tests.etl.cases.writing import (
    CHANGZHI,
    JINCHENG,
    YUNCHENG,
    Faulty,
    by_area,
    by_indicator,
    by_year,
    csv_file,
    long,
)  # fmt: skip

AREA, NAME, LABEL, YEAR, VALUE, UNIT = range(6)
SHAPES = {"long": long, "years": by_year, "areas": by_area, "indicators": by_indicator}


def with_value(text, key=("retail_sales", CHANGZHI, 2020), shape="long", encoding="utf-8"):
    """A function that makes a file in which one figure is written so."""

    def make(book):
        figures = book.figures()
        figures[key] = Faulty(text)
        return csv_file(SHAPES[shape](figures), encoding)

    return make


def with_cells(change, at=5, encoding="utf-8"):
    """A function that makes a long table with one row changed."""

    def make(book):
        rows = long(book.figures())
        change(rows[at])
        return csv_file(rows, encoding)

    return make


def put(position, text):
    def change(row):
        row[position] = Faulty(text)

    return change


def case(name, make, *told, exit_code=2, shape="long", encoding="utf-8"):
    make.__name__ = name
    found = tuple(Told(code) if isinstance(code, str) else code for code in told)
    return Case(make, found, shape, encoding, exit_code)


def two_codes_of_one_name(row):
    row[AREA], row[NAME] = JINCHENG, Faulty("运城市")


def no_area_at_all(row):
    row[AREA], row[NAME] = "", Faulty("")


def name_and_number_both_wrong(row):
    row[AREA], row[NAME], row[VALUE] = JINCHENG, Faulty("运城市"), Faulty("约一千")


def label_and_year_both_wrong(row):
    row[LABEL], row[YEAR] = Faulty("存款总额度"), Faulty("202O")


def conflicting(book):
    rows = long(book.figures())
    first, again = list(rows[3]), list(rows[3])
    first[VALUE], again[VALUE] = Faulty(first[VALUE]), Faulty("1590.5")
    rows[3] = first
    return csv_file([*rows, again])


def an_html_label(row):
    row[LABEL] = Faulty("<img src=x onerror=alert(1)>")


def below_titles(book):
    rows = long(book.figures())
    rows[4][VALUE] = Faulty("#REF!")
    return csv_file([["三市主要指标"], [], *rows], head=2)


def _in_one_row(name, change, first, second):
    make = with_cells(change)
    make.__name__ = name
    return Case(make, (Told(first[0], at=((6, first[1]),)), Told(second[0], at=((6, second[1]),))),
                exit_code=2)  # fmt: skip


CASES = (
    case("a_word_for_a_figure", with_value("约600"), "not_a_number"),
    case("a_figure_with_two_points", with_value("57.9.03", shape="years"), "not_a_number",
         shape="years"),
    case("nan", with_value("NaN", shape="areas"), "not_finite", shape="areas"),
    case("infinity", with_value("-inf", encoding="gb18030"), "not_finite", encoding="gb18030"),
    case("a_figure_turned_into_a_date", with_value("Mar-18"), "excel_date"),
    case("a_figure_turned_into_a_chinese_date", with_value("3月18日", shape="indicators"),
         "excel_date", shape="indicators"),
    case("a_division_by_zero", with_value("#DIV/0!", shape="areas"), "excel_error", shape="areas"),
    case("an_error_below_title_rows", below_titles, "excel_error"),
    case("a_placeholder", with_value("—"), "placeholder", exit_code=1),
    case("a_word_for_nothing", with_value("暂无", shape="years"), "placeholder", exit_code=1,
         shape="years"),
    case("a_formula", with_value("=SUM(E2:E4)"), "formula"),
    case("html_in_a_figure", with_value("<b>579</b>"), "not_a_number"),
    case("html_in_a_label", with_cells(an_html_label), "unknown_indicator"),
    case("an_unknown_code", with_cells(put(AREA, "149999")), "unknown_area"),
    case("a_misspelt_city", with_cells(lambda row: row.__setitem__(
        slice(0, 2), ["", Faulty("晋诚市")])), "unknown_area"),
    case("a_misspelt_indicator", with_cells(put(LABEL, "地区生产总直"), encoding="gb18030"),
         "unknown_indicator", encoding="gb18030"),
    case("an_unknown_unit", with_cells(put(UNIT, "斤")),
         Told("unit_not_convertible", "unknown_unit")),
    case("a_unit_of_another_currency", with_cells(put(UNIT, "万美元"), at=1),
         Told("unit_not_convertible", "currency")),
    case("a_unit_of_another_quantity", with_cells(put(UNIT, "公里"), at=1),
         Told("unit_not_convertible", "misprinted_unit")),
    case("code_and_name_of_two_cities", with_cells(two_codes_of_one_name), "area_name_disagrees"),
    case("a_year_of_five_digits", with_cells(put(YEAR, "20200")), "year_impossible"),
    case("a_year_long_ago", with_cells(put(YEAR, "1890")), "year_impossible"),
    case("a_year_to_come", with_cells(put(YEAR, "2031")), "year_in_future"),
    case("a_row_without_an_area", with_cells(no_area_at_all), "blank_key"),
    case("a_row_without_a_year", with_cells(put(YEAR, "")), "blank_key"),
    case("the_same_key_twice", conflicting, "conflicting_rows"),
    case("a_share_above_a_hundred",
         with_value("146.59", ("green_coverage", CHANGZHI, 2020), "indicators"), "out_of_range",
         shape="indicators"),
    case("a_population_of_zero", with_value("0", ("resident_population", YUNCHENG, 2020)),
         Told("out_of_range", "zero_for_missing")),
    case("a_product_below_zero", with_value("-1427.57", ("gdp", JINCHENG, 2020)),
         Told("sign_impossible", "sign")),
    _in_one_row(
        "name_and_number_wrong_in_one_row", name_and_number_both_wrong,
        ("area_name_disagrees", "地区"), ("not_a_number", "数值"),
    ),
    _in_one_row(
        "label_and_year_wrong_in_one_row", label_and_year_both_wrong,
        ("unknown_indicator", "指标"), ("year_impossible", "年份"),
    ),
)  # fmt: skip
