"""The plan's clauses and projects: who answers for what, and what was done (台账)."""

from functools import partial

import streamlit as st
from markupsafe import Markup

from etl.formats import as_csv
from etl.sheets import Sheet, workbook
from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.ledger import head, projects
from presentation.ledger_clauses import sections
from presentation.ledger_departments import departments
from presentation.ledger_files import records, sheets
from presentation.ledger_filters import filters
from presentation.ledger_one import one
from presentation.ledger_selection import Entry, Selection, selected
from presentation.ledger_timeline import timeline
from presentation.ledger_words import STAGES, english_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(context: Context) -> None:
    """Show the page for the view `context` describes: one clause, or all that are wanted."""
    page, is_list = kept(context, _page)
    widgets.show(page, key="ledger")
    if is_list:
        _downloads(context)


def _page(context: Context) -> tuple[Markup, bool]:
    """Return the page, and whether it is a list with something in it."""
    plan, t = context.reader.plan, context.t
    if any(c.clause_id == context.clause for c in plan.clauses):
        alone = one(context.scene, context.clause or "")
        return templating.render("oversight/clause.html", t=t, view=alone), False
    wanted = selection(context)
    entries = selected(plan, wanted)
    view = head(context.scene, wanted, context.part, entries)
    form = filters(context.scene, wanted)
    values = {"t": t, "part": context.part, "unknown": context.clause or ""}
    top = templating.render("oversight/ledger_head.html", view=view, form=form, **values)
    if not entries:
        return top, False
    return templating.stacked(top, _list(context, wanted, entries)), True


def selection(context: Context) -> Selection:
    """Return what the address asks for; an unknown status asks for nothing."""
    return Selection(
        department=context.department,
        city=context.reader.areas.get(context.city or ""),
        domain=context.domain,
        stage=context.stage if context.stage in STAGES else None,
        text=(context.text or "").strip(),
        words=english_words(context.reader.plan),
    )


def _list(context: Context, wanted: Selection, entries: tuple[Entry, ...]) -> Markup:
    scene, t = context.scene, context.t
    if context.part == "timeline":
        view = timeline(scene, projects(entries))
        return templating.render("oversight/timeline.html", t=t, view=view)
    if context.part == "departments":
        counts = departments(scene, entries)
        return templating.render(
            "oversight/departments.html", t=t, counts=counts, stages=STAGES, year=scene.year
        )
    listed = sections(scene, wanted, entries)
    return templating.render("oversight/clauses.html", t=t, sections=listed)


def _downloads(context: Context) -> None:
    """Offer the list as files, made when they are taken."""
    t, scene, wanted = context.t, context.scene, selection(context)
    name = f"ledger_{context.reader.info.short_id}"

    def entries() -> tuple[Entry, ...]:
        return selected(context.reader.plan, wanted)

    def book() -> bytes:
        return workbook([Sheet(*s) for s in sheets(scene, wanted, entries())])

    with st.container(key="ledger-downloads", horizontal=True):
        widgets.download(t("ledger.xlsx"), book, f"{name}.xlsx", XLSX, "ledger-xlsx")
        table = partial(lambda: as_csv(records(entries())))
        widgets.download(t("ledger.csv"), table, f"{name}.csv", "text/csv", "ledger-csv")
