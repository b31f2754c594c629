DELETE WHERE { <agreement/a/force-period/2> renkei:position ?value }
