DELETE WHERE { <agreement/a/initiative/1/remark/1> renkei:text ?value }
