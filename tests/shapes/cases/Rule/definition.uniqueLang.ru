INSERT DATA { rule:stated skos:definition "It is said."@en }
