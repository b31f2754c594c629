INSERT DATA { <agreement/a/correction/1> renkei:span <agreement/a/nothing> }
