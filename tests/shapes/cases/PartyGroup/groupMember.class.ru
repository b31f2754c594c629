INSERT DATA { <agreement/a/group/1> renkei:groupMember <agreement/a/nothing> }
