"""The briefing: pictures, slides, a report, a workbook and one page, all from one release.

A `Request` says what goes into it, a `Sheet` holds what is said about one indicator, and each
form of output writes sheets in its own way. The same release gives the same bytes.
"""
