"""Web pages: their encoding, and their words as a browser shows them."""
