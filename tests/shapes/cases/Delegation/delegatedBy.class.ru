INSERT DATA { <agreement/a/delegation/1> renkei:delegatedBy <agreement/a/nothing> }
