"""The plainest page with a choice of a year, and as many Plotly charts as the address asks for."""

import plotly.graph_objects as go
import streamlit as st

YEARS = list(range(2016, 2021))

year = st.selectbox("Year", YEARS, index=len(YEARS) - 1)
st.title(f"As of {year}")
for number in range(int(st.query_params.get("charts", "0"))):
    shown = list(range(2015, year + 1))
    figure = go.Figure(go.Scatter(x=shown, y=[40 + number] * len(shown), mode="lines+markers"))
    st.plotly_chart(figure, key=f"chart-{number}")
