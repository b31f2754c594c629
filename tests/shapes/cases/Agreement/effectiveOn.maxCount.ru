INSERT DATA { <agreement/a> renkei:effectiveOn "2022-04-02"^^xsd:date }
