DELETE { <agreement/a/event/effect> rdfs:label ?v } INSERT { <agreement/a/event/effect> rdfs:label ""@ja } WHERE { <agreement/a/event/effect> rdfs:label ?v FILTER(LANG(?v) = "ja") }
