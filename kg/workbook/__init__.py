"""Workbooks for people who fill in or correct an agreement: an empty one, and one of an agreement as it was read.

What is written here is read by :mod:`kg.reading.workbook`, which has the form of the sheets.
"""

from kg.workbook.exporting import AgreementWorkbook, Form, agreement_workbook
from kg.workbook.writing import template

__all__ = ["AgreementWorkbook", "Form", "agreement_workbook", "template"]
