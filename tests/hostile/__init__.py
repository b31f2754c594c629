"""Hostile clients against a real server: what they ask, how they behave, and what a plain look-up takes beside them.

``python -m tests.hostile --seconds 600`` builds a release, serves it and prints a table; the suite runs a minute of it.
"""
