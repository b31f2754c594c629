"""Each text fixture in the formats of other producers, with one expected reading."""
