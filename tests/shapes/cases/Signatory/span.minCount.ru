DELETE WHERE { <agreement/a/signatory/1> renkei:span ?value }
