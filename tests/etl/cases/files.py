"""Files that are no table, or whose table has lost its form."""

import io
import zipfile

from tests.etl.cases.case import Case, Told
from tests.etl.cases.writing import (
    TEN,
    Faulty,
    Made,
    by_area,
    by_indicator,
    by_year,
    csv_file,
    long,
    workbook,
)  # fmt: skip

WHOLE = ((0, ""),)
HEADER = ((1, ""),)


def zipped(files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


def of_bytes(content, name="三市.csv"):
    return lambda book: Made(content(book) if callable(content) else content, name)


def an_old_workbook(_book):
    return Made(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "三市.xls")


def plain(book):
    return csv_file(long(book.figures())).content


def without(position):
    def make(book):
        return csv_file([row[:position] + row[position + 1 :] for row in long(book.figures())])

    return make


def twice(shape):
    return lambda book: csv_file(
        [[*row, row[-1]] for row in shape(book.figures(TEN, (2019, 2020)))]
    )


def a_row_cut_short(book):
    rows = long(book.figures())
    rows[5] = rows[5][:4]
    return csv_file(rows)


def a_comma_without_quotes(book):
    lines = [",".join(row) for row in long(book.figures())]
    lines[3] = lines[3].replace("1677.69", "1,677.69")
    return Made("\n".join(lines).encode())


def a_formula_without_its_result(book):
    rows = long(book.figures())
    rows[4][4] = Faulty("=D2*3")
    return workbook(rows)


def an_error_in_a_workbook(book):
    rows = by_indicator(book.figures())
    rows[2][3] = Faulty("#VALUE!")
    return workbook(rows)


def a_workbook_cut_off(book):
    content = workbook(long(book.figures())).content
    return Made(content[: len(content) // 2], "三市.xlsx")


def a_workbook_that_unpacks_to_too_much(_book):
    sheet = b"0" * (401 * 2**20)
    parts = {"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": sheet}
    return Made(zipped(parts), "三市.xlsx")


def a_workbook_with_a_password(_book):
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return Made(start + "EncryptedPackage".encode("utf-16-le") + bytes(500), "三市.xlsx")


def two_sheets_of_figures(book):
    return workbook(long(book.figures()), **{"2019年": long(book.figures(TEN, (2019,)))})


def two_encodings_in_one_file(book):
    lines = plain(book).split(b"\r\n")
    lines[9:] = [line.decode().encode("gb18030") for line in lines[9:]]
    return Made(b"\r\n".join(lines))


def a_name_that_climbs_out_of_its_folder(book):
    return csv_file([r[:4] for r in long(book.figures())], name="../../x.csv")


def case(name, make, code, at=WHOLE, *, exit_code=3, shape=None, encoding=None):
    def made(book):
        return make(book)

    made.__name__ = name
    return Case(made, (Told(code, at=at),), shape, encoding, exit_code)


PAGE = "<!DOCTYPE html><html><body><table><tr><td>地区</td></tr></table></body></html>"
CASES = (
    case("an_empty_file", of_bytes(b""), "file_empty"),
    case("nothing_but_blanks", of_bytes(b"\xef\xbb\xbf \r\n\t\r\n"), "file_empty"),
    case("a_header_without_rows", lambda b: csv_file(long(b.figures())[:1]), "header_only",
         HEADER, exit_code=2),
    case("a_pdf_under_another_name", of_bytes(b"%PDF-1.7\n1 0 obj"), "not_a_table"),
    case("a_picture_under_another_name", of_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), "not_a_table"),
    case("a_web_page_under_another_name", of_bytes(PAGE.encode()), "not_a_table"),
    case("an_archive_under_another_name", of_bytes(lambda b: zipped({"三市.csv": plain(b)})),
         "not_a_table"),
    case("a_workbook_of_old", an_old_workbook, "not_a_table"),
    case("a_damaged_workbook", a_workbook_cut_off, "workbook_damaged"),
    case("a_protected_workbook", a_workbook_with_a_password, "workbook_damaged"),
    case("a_zip_bomb", a_workbook_that_unpacks_to_too_much, "workbook_damaged"),
    case("a_formula_in_a_workbook", a_formula_without_its_result, "formula", "faulty cells",
         exit_code=2),
    case("an_error_value_in_a_workbook", an_error_in_a_workbook, "excel_error", "faulty cells",
         exit_code=2),
    case("a_second_table_in_the_workbook", two_sheets_of_figures, "several_sheets", exit_code=1),
    case("text_that_is_no_table", of_bytes("各位同事：\n数据稍后再报。\n谢谢。".encode()),
         "no_header", HEADER),
    case("bytes_that_are_no_text", of_bytes(b"a,b\n\xff\xfe\xfd,1\n" * 9), "encoding_unknown"),
    case("mixed_encodings", two_encodings_in_one_file, "encoding_mixed", ((10, ""),)),
    case("a_nul_character", of_bytes(lambda b: plain(b).replace(b"1711.64", b"17\x0011.64")),
         "nul_character", ((3, ""),)),
    case("no_column_of_figures", a_name_that_climbs_out_of_its_folder, "header_missing", HEADER,
         exit_code=2),
    case("no_column_of_years", without(3), "header_missing", HEADER, exit_code=2),
    case("no_column_of_indicators", without(2), "header_missing", HEADER, exit_code=2),
    case("a_city_as_two_columns", twice(by_area), "header_twice", ((1, "运城市"),), exit_code=2),
    case("a_year_as_two_columns", twice(by_year), "header_twice", ((1, "2020年"),), exit_code=2),
    case("an_indicator_as_two_columns", twice(by_indicator), "header_twice",
         ((1, "博物馆数（个）"),), exit_code=2),
    case("a_row_too_short", a_row_cut_short, "ragged_row", ((6, ""),), exit_code=2),
    case("a_row_too_long", a_comma_without_quotes, "ragged_row", ((4, ""),), exit_code=2),
)  # fmt: skip
