DELETE WHERE { <agreement/a/finding/1> renkei:amendingInstrument ?value }
