"""Several copies of the server, as a publisher would run them."""
