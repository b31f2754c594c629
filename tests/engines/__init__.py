"""Real SPARQL engines, each started on this machine and asked over HTTP."""
