"""Akoma Ntoso 3.0 (OASIS LegalDocML): an agreement as the XML that legislatures and legal tools exchange.

:func:`write_akoma_ntoso` writes drafting tree and model, :func:`read_akoma_ntoso` reads the tree back and
:func:`read_model` what the text says. Every element's writer stands beside its reader.
"""

from kg.akoma_ntoso.document import read_akoma_ntoso, write_akoma_ntoso
from kg.akoma_ntoso.model import ExchangedModel, exchanged_model, read_model
from kg.akoma_ntoso.publication import Publication

__all__ = [
    "ExchangedModel",
    "Publication",
    "exchanged_model",
    "read_akoma_ntoso",
    "read_model",
    "write_akoma_ntoso",
]
