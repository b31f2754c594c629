INSERT DATA { <agreement/a/finding/1> renkei:unappliedChange <agreement/b/change/9> }
