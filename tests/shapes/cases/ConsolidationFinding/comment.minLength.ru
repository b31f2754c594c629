DELETE { <agreement/a/finding/1> rdfs:comment ?v } INSERT { <agreement/a/finding/1> rdfs:comment ""@ja } WHERE { <agreement/a/finding/1> rdfs:comment ?v FILTER(LANG(?v) = "ja") }
