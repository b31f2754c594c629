"""DOCX files: their words as Word prints them."""
