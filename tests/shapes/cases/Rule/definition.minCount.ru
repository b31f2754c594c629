DELETE DATA { rule:stated skos:definition "The text says so."@en }
