"""The plainest page with one Plotly chart."""

import plotly.graph_objects as go
import streamlit as st

YEARS = list(range(2015, 2021))

st.title("One chart")
figure = go.Figure(go.Scatter(x=YEARS, y=[40, 42, 42, 43, 43, 43], mode="lines+markers"))
st.plotly_chart(figure)
