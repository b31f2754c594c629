"""What the pages show, as records built from a description. Templates only lay them out."""
