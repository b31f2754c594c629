DELETE WHERE { rule:stated skos:notation ?value }
