"""Files without any fault: every shape, encoding and separator, old years and a new one."""

from etl.templates import asked
from tests.crafted import PLAN
from tests.etl.cases.case import Case
from tests.etl.cases.writing import (
    SECTORS,
    TEN,
    by_area,
    by_indicator,
    by_year,
    csv_file,
    long,
    workbook,
)  # fmt: skip

EVERYTHING = [entry.indicator_id for entry in asked(PLAN)]
SIX = range(2015, 2021)


def long_in_utf8(book):
    return csv_file(long(book.figures()))


def everything_of_2020_long_in_gb18030(book):
    return csv_file(long(book.figures(EVERYTHING)), "gb18030")


def long_in_utf8_with_mark_and_tabs(book):
    return csv_file(long(book.figures()), "utf-8-sig", "\t")


def long_in_utf16_with_semicolons(book):
    return csv_file(long(book.figures()), "utf-16", ";")


def a_new_year_long(book):
    return csv_file(long(book.next_year((*TEN, *SECTORS))))


def a_new_year_with_indicators_as_columns_in_gb18030(book):
    return csv_file(by_indicator(book.next_year()), "gb18030")


def years_as_columns_in_utf8(book):
    return csv_file(by_year(book.figures(EVERYTHING, SIX)))


def years_as_columns_in_utf16_with_tabs(book):
    return csv_file(by_year(book.figures(TEN, SIX)), "utf-16", "\t")


def areas_as_columns_in_utf8_with_mark(book):
    return csv_file(by_area(book.figures(TEN, SIX)), "utf-8-sig")


def areas_as_columns_with_semicolons(book):
    return csv_file(by_area(book.figures()), delimiter=";")


def indicators_as_columns_in_utf8(book):
    return csv_file(by_indicator(book.figures(EVERYTHING, SIX)))


def every_city_of_2019_in_gb18030(book):
    areas = [area.code for area in PLAN.areas if not area.is_reference]
    return csv_file(by_indicator(book.figures(EVERYTHING, (2019,), areas)), "gb18030")


def one_city_over_the_years(book):
    return csv_file(by_year(book.figures(TEN, SIX, ("140500",))))


def long_in_a_workbook(book):
    return workbook(long(book.figures()))


def years_as_columns_in_a_workbook(book):
    return workbook(by_year(book.figures(TEN, SIX)))


def areas_as_columns_in_a_workbook(book):
    return workbook(by_area(book.next_year()))


def indicators_as_columns_in_a_workbook(book):
    return workbook(by_indicator(book.figures(TEN, SIX)))


CASES = (
    Case(long_in_utf8),
    Case(everything_of_2020_long_in_gb18030, encoding="gb18030"),
    Case(long_in_utf8_with_mark_and_tabs, encoding="utf-8-sig"),
    Case(long_in_utf16_with_semicolons, encoding="utf-16"),
    Case(a_new_year_long),
    Case(a_new_year_with_indicators_as_columns_in_gb18030, shape="indicators", encoding="gb18030"),
    Case(years_as_columns_in_utf8, shape="years"),
    Case(years_as_columns_in_utf16_with_tabs, shape="years", encoding="utf-16"),
    Case(areas_as_columns_in_utf8_with_mark, shape="areas", encoding="utf-8-sig"),
    Case(areas_as_columns_with_semicolons, shape="areas"),
    Case(indicators_as_columns_in_utf8, shape="indicators"),
    Case(every_city_of_2019_in_gb18030, shape="indicators", encoding="gb18030"),
    Case(one_city_over_the_years, shape="years"),
    Case(long_in_a_workbook, encoding=None),
    Case(years_as_columns_in_a_workbook, shape="years", encoding=None),
    Case(areas_as_columns_in_a_workbook, shape="areas", encoding=None),
    Case(indicators_as_columns_in_a_workbook, shape="indicators", encoding=None),
)
