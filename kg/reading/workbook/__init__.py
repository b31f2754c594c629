"""Workbooks that hold an agreement: what is on their sheets, and the text it makes."""
