"""A file as a table of cells: encodings, headers, and faults that make a file unreadable."""

import codecs

import pytest

from etl.coded import MANY
from etl.problems import SourceProblem
from etl.reading import HEADERS
from tests.crafted import Folder, Line, reading, reading_of, reading_of_bytes, table

LINES = [Line(1), Line("x", 2016), Line(3, 2017)]
TEXT = table(LINES)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gbk"),
        TEXT.encode("gb18030"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
    ids=[
        "utf-8",
        "utf-8-sig",
        "gbk",
        "gb18030",
        "utf-16",
        "utf-16-be",
        "crlf",
        "gbk-crlf",
        "16-crlf",
    ],
)
def test_encodings_and_line_ends_give_the_same_figures(tmp_path, content):
    read = reading_of_bytes(tmp_path, content)
    assert read.values == [1, 3]
    assert read.codes == [(3, "not_a_number")]
    assert read.observations[0]["citation"] == "中国城市统计年鉴2016"


def test_a_rare_character_of_gb18030_is_kept(tmp_path):
    text = table([Line(1, citation="㐀公报")])
    read = reading_of_bytes(tmp_path, text.encode("gb18030"))
    assert read.observations[0]["citation"] == "㐀公报"


def test_the_order_of_columns_is_free_and_further_columns_are_ignored(tmp_path):
    header = ["序号", *reversed(HEADERS)]
    rows = [["1", *reversed(Line(5).cells())]]
    text = "\n".join(",".join(row) for row in [header, *rows])
    assert reading_of_bytes(tmp_path, text.encode()).values == [5]


def test_blanks_around_headers_and_cells_do_not_matter(tmp_path):
    text = TEXT.replace("年份", " 年份 ").replace("亿元", " 亿元 ").replace("140500", " 140500")
    read = reading_of_bytes(tmp_path, text.encode())
    assert read.values == [1, 3]
    assert read.result.findings[0].column == "数值"


def test_a_finding_names_the_column_as_the_file_spells_it(tmp_path):
    text = table([Line(1, year=15)]).replace("年份", " 年份")
    assert reading_of_bytes(tmp_path, text.encode()).result.findings[0].column == " 年份"


def test_quoted_cells_may_hold_commas_quotes_and_line_breaks(tmp_path):
    text = TEXT.replace("中国城市统计年鉴2016", '"年鉴,""2016""\n第3页"')
    read = reading_of_bytes(tmp_path, text.encode())
    assert read.observations[0]["citation"] == '年鉴,"2016"\n第3页'
    assert read.codes == [(3, "not_a_number")]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_row_is_counted_as_the_file_shows_it_blank_lines_included(tmp_path, end):
    header, *lines = TEXT.splitlines()
    text = end.join([header, "", lines[0], "", "", lines[1], lines[2], "", ""])
    read = reading_of_bytes(tmp_path, text.encode())
    assert read.codes == [(6, "not_a_number")]
    assert [o["source_row"] for o in read.observations] == [3, 7]
    assert read.result.rows == 3


def test_blank_lines_are_counted_in_any_encoding(tmp_path):
    read = reading_of_bytes(tmp_path, TEXT.replace("\n", "\n\n").encode("utf-16"))
    assert read.codes == [(5, "not_a_number")]


def test_a_file_with_a_header_and_no_rows_is_an_empty_table(tmp_path):
    read = reading_of(tmp_path)
    assert (read.result.rows, read.observations, read.codes) == (0, [], [])


def test_the_last_line_needs_no_end(tmp_path):
    assert reading_of_bytes(tmp_path, TEXT.rstrip().encode()).values == [1, 3]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "header row (line 1): missing 地区代码, 地区, 指标"),
        (TEXT.replace("单位", "计量").encode(), "missing 单位"),
        (TEXT.replace("来源", "备注").encode(), "missing 来源"),
        (TEXT.replace("来源,备注", "来源,备注,数值").encode(), "twice 数值"),
        ((TEXT + "140500,晋城市\n").encode(), "Line: 5"),
        ((TEXT + ",".join([*Line().cells(), "?", "?"]) + "\n").encode(), "Line: 5"),
        ((TEXT + '"never closed,1\n').encode(), "Line: 5"),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", "not text in UTF-8, GB18030 or UTF-16"),
        (b"\xff\xfe\x00\xd8\x00\x00\x01", "not text in UTF-8, GB18030 or UTF-16"),
        (b"x" * 200_000, "not readable as a table"),
    ],
    ids=[
        "empty", "renamed", "gone", "twice", "short row", "long row", "open quote", "picture",
        "broken utf-16", "one long line",
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_one_sentence_with_its_name(tmp_path, content, says):
    with pytest.raises(SourceProblem) as caught:
        reading_of_bytes(tmp_path, content)
    sentence = str(caught.value)
    assert sentence.startswith("x.csv: ")
    assert says in sentence
    assert "\n" not in sentence
    assert str(tmp_path) not in sentence


# --- sidecars


def test_a_source_without_sidecar_is_named_with_what_is_missing(tmp_path):
    path = Folder(tmp_path).source("x", Line())
    path.with_suffix(".meta.toml").unlink()
    with pytest.raises(SourceProblem, match=r"x: the sidecar x\.meta\.toml is missing"):
        reading(path)


@pytest.mark.parametrize(
    ("meta", "says"),
    [
        ({"title": None}, "'title' is missing"),
        ({"licence": None}, "'licence' is missing"),
        ({"kind": "rumour"}, "'rumour'"),
        ({"priority": "high"}, "'high'"),
        ({"priority": [30]}, "x.meta.toml"),
        ({"released_on": "31.12.2021"}, "31.12.2021"),
        ({"released_on": "2021-02-30"}, "day"),
    ],
)
def test_a_sidecar_that_says_too_little_or_nonsense_is_one_sentence(tmp_path, meta, says):
    with pytest.raises(SourceProblem) as caught:
        reading_of(tmp_path, Line(), **meta)
    assert says in str(caught.value)
    assert "x.meta.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_sidecar_that_is_not_toml_is_one_sentence(tmp_path):
    path = Folder(tmp_path).source("x", Line())
    path.with_suffix(".meta.toml").write_text("title: yearbook")
    with pytest.raises(SourceProblem, match=r"x\.meta\.toml of x: "):
        reading(path)


def test_a_sidecars_note_may_be_left_out_and_dates_need_no_quotes(tmp_path):
    path = Folder(tmp_path).source("x", Line(), note=None)
    sidecar = path.with_suffix(".meta.toml")
    sidecar.write_text(sidecar.read_text("utf-8").replace('"2017-01-31"', "2017-01-31"), "utf-8")
    assert reading(path).values == [96.35]


def test_an_empty_cell_is_an_empty_text_in_whatever_order_the_columns_stand(tmp_path):
    header = ["序号", "审核", "备用", *reversed(HEADERS)]
    cells = ["1", "", "", *reversed(Line(5, unit="", note="").cells())]
    text = "\n".join(",".join(row) for row in [header, cells])
    read = reading_of_bytes(tmp_path, text.encode())
    assert (read.result.rows, read.result.set_aside) == (1, {"unit_not_convertible": 1})


def test_a_column_that_never_repeats_itself_is_read_like_any_other(tmp_path):
    outside = [Line(n, label="合成指标", citation=f"第{n}页") for n in range(MANY)]
    lines = [*outside, *(Line(n, year=n, citation=f"第{n}页") for n in range(2010, 2020))]
    read = reading_of_bytes(tmp_path, table(lines).encode())
    assert [row["citation"] for row in read.observations] == [f"第{n}页" for n in range(2010, 2020)]
    assert (read.result.rows, read.result.outside) == (MANY + 10, MANY)
