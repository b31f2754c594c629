"""From drafting tree to agreement: parties, dates, initiatives, roles, citations."""

from kg.extraction.understanding import ignored_counts, read_report, report_on, understand

__all__ = ["ignored_counts", "read_report", "report_on", "understand"]
