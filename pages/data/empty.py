"""The upload page before any file: what it is for, and templates to begin with."""

from functools import partial

import streamlit as st

from etl.templates import TemplateFormat, TemplateShape, template_file
from pages.data.office import office_of
from pages.data.publication import XLSX
from pages.frame.context import Context
from pages.frame.notices import show_heading
from presentation import templating, widgets
from presentation.foreign import spoken

MIME = {TemplateFormat.CSV: "text/csv", TemplateFormat.XLSX: XLSX}
SAMPLES = {
    TemplateShape.LONG: (
        ("地区", "指标", "年份", "数值"), ("晋城市", "…", "{year}", ""), ("长治市", "…", "{year}", ""),
    ),
    TemplateShape.AREAS: (
        ("指标", "年份", "晋城市", "长治市"), ("…", "{year}", "", ""), ("…", "{year}", "", ""),
    ),
    TemplateShape.INDICATORS: (
        ("地区", "年份", "…(亿元)", "…(%)"), ("晋城市", "{year}", "", ""), ("长治市", "{year}", "", ""),
    ),
    TemplateShape.TARGETS: (
        ("指标", "地区", "形式", "目标值"), ("…", "晋城市", "不低于", ""),
        ("…", "长治市", "不高于", ""),
    ),
}  # fmt: skip
"""Each shape in little, in the words of the file itself."""


def heading(context: Context) -> None:
    """Say what the page is for."""
    reader, t = context.reader, context.t
    facts = {"release": reader.release_id, "day": reader.data_as_of.isoformat()}
    show_heading(t("upload.title"), t("upload.lead", **facts))


def templates(context: Context) -> None:
    """Offer empty files of each shape for a year."""
    t = context.t
    lead = templating.render("data/templates.html", t=t, past=context.link("releases"))
    widgets.show(lead)
    known = context.reader.years_looked_at
    years = [known[-1] + 1, *reversed(known)]
    # What one city has handed in already is still due from the others.
    due = known[-1] if known[-1] > context.settings.plan_year else years[0]
    with st.container(key="upload-year"):
        year = st.segmented_control(
            t("upload.template_year"), years, default=due, required=True, key="template-year"
        )
    with st.container(key="upload-templates"):
        for place, shape in zip(widgets.side_by_side(len(SAMPLES)), SAMPLES, strict=True):
            with place:
                _template(context, shape, year or due)


def _template(context: Context, shape: TemplateShape, year: int) -> None:
    t = context.t
    sample = [[cell.format(year=year) for cell in row] for row in SAMPLES[shape]]
    speak = partial(spoken, language=t.language)
    values = {"shape": shape.value, "sample": sample, "spoken": speak}
    widgets.show(templating.render("data/template.html", t=t, **values))
    name = t("upload.template_file", shape=t(f"upload.template.{shape}"), year=year)
    with st.container(horizontal=True, key=f"upload-template-{shape}"):
        for form in TemplateFormat:
            content = partial(_content, context, shape, form, year)
            key = f"template-{shape}-{form}"
            widgets.download(t(f"upload.form_{form}"), content, f"{name}.{form}", MIME[form], key)


def _content(context: Context, shape: TemplateShape, form: TemplateFormat, year: int) -> bytes:
    return template_file(office_of(context).plan(), year, shape, form)
