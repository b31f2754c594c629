DELETE WHERE { <agreement/a/group/1> renkei:groupMember ?value }
