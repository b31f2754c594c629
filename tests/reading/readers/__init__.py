"""Readers that do what hostile files make readers do."""
