DELETE { <agreement/a/version/20230401> rdfs:label ?v } INSERT { <agreement/a/version/20230401> rdfs:label ""@ja } WHERE { <agreement/a/version/20230401> rdfs:label ?v FILTER(LANG(?v) = "ja") }
