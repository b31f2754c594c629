DELETE WHERE { <agreement/a/event/effect> dcterms:source ?value } ;
INSERT DATA { <agreement/a/event/effect> dcterms:source "名" }
