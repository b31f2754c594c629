DELETE WHERE { <agreement/a/correction/1> prov:generatedAtTime ?value } ;
INSERT DATA { <agreement/a/correction/1> prov:generatedAtTime "2026-11-20"^^xsd:date }
