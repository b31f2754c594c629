DELETE DATA { rule:stated skos:definition "The text says so."@en } ;
INSERT DATA { rule:stated skos:definition "Le texte le dit."@fr }
