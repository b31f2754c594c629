DELETE { <agreement/a/event/effect> rdfs:comment ?v } INSERT { <agreement/a/event/effect> rdfs:comment ""@ja } WHERE { <agreement/a/event/effect> rdfs:comment ?v }
