"""SPARQL engines in other processes, on this machine or another: how each is spoken to, asked and filled."""
