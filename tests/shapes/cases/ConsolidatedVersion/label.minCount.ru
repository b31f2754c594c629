DELETE { <agreement/a/version/20230401> rdfs:label ?v } WHERE { <agreement/a/version/20230401> rdfs:label ?v FILTER(LANG(?v) = "en") }
