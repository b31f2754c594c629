DELETE WHERE { <agreement/a/delegation/1> renkei:delegatedBy ?value }
