"""CKAN's action API over the catalog, for reading: what portals of Japan harvest by."""
