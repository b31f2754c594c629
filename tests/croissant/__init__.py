"""The real loader of Croissant descriptions."""
