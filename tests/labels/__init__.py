"""The labelled set of duties: its texts, the form of labels, and how far two labellers agree."""
