"""Who does what: role texts divided into duties, each typed by documented rules (docs/en/duties.md)."""
