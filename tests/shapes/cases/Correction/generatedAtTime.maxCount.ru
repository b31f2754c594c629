INSERT DATA { <agreement/a/correction/1> prov:generatedAtTime "2026-11-21T00:00:00Z"^^xsd:dateTime }
