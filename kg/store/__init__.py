"""A release, read: its manifest and its query store, which worker processes evaluate.

Kept without imports, because each worker process starts by importing this package.
"""
