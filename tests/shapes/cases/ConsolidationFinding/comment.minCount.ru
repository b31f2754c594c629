DELETE { <agreement/a/finding/1> rdfs:comment ?v } WHERE { <agreement/a/finding/1> rdfs:comment ?v FILTER(LANG(?v) = "en") }
