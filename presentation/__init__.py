"""How it looks: texts, templates, theme, charts, tables and briefing documents.

Nothing here reads files of data or decides what a figure means. Only `widgets.py` knows
Streamlit, so everything else can be tried and tested without a server.
"""
