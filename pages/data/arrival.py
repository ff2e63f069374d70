"""Files that have arrived: taken from Streamlit's uploader onto the desk."""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.data.desk import Desk


def take_in(desk: Desk) -> None:
    """Put new files on the desk and begin anew with the first of them.

    Streamlit would keep each file for as long as the session lives; the desk gives it free.
    """
    arrived = st.session_state.get(desk.uploader)
    if not arrived:
        return
    put = [desk.put(file.name, file.getvalue()) for file in arrived]
    if run := get_script_run_ctx():
        kept: Any = run.uploaded_file_mgr
        for file in arrived:
            kept.remove_file(run.session_id, file.file_id)
    desk.round += 1
    show(put[0].number)


def show(number: int | None) -> None:
    """Go on with another file, or with none in particular."""
    if number is None:
        st.query_params.pop("file", None)
    else:
        st.query_params["file"] = str(number)
    st.rerun()
