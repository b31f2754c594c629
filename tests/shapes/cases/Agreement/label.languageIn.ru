DELETE DATA { <agreement/a> rdfs:label "Cooperation agreement between Ko-shi and Otsu-cho (2022-01-12)"@en } ;
INSERT DATA { <agreement/a> rdfs:label "Cooperation agreement between Ko-shi and Otsu-cho (2022-01-12)"@fr }
