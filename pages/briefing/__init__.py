"""Section 简报: pictures, slides, report and workbook to take along, and checking a picture."""
