DELETE WHERE { <agreement/a/group/1> renkei:position ?value }
