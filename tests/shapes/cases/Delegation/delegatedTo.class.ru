INSERT DATA { <agreement/a/delegation/1> renkei:delegatedTo <agreement/a/nothing> }
