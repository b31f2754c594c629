"""Renkei KG: linked open data of agreements between Japanese local governments."""

__version__ = "0.1.0"
