"""Workbooks that hold an agreement: written, filled in, read."""
