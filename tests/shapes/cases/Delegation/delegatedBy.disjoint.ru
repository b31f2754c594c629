INSERT DATA { <agreement/a/delegation/1> renkei:delegatedBy <municipality/012041> }
