"""A release on the web: pages, linked data, SPARQL endpoint, downloads, catalog."""

from kg.web.app import create_app
from kg.web.server import serve

__all__ = ["create_app", "serve"]
