"""Signing in and out: who is asking in a run, the doors, and the routes the server answers itself.

The rules themselves stand in the package `access/`; here is what touches browsers and Streamlit.
"""
