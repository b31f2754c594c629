DELETE { <agreement/a/event/effect> rdfs:comment ?v } INSERT { <agreement/a/event/effect> rdfs:comment "words"@en } WHERE { <agreement/a/event/effect> rdfs:comment ?v }
