DELETE WHERE { <agreement/a/supplementary-provisions/1> renkei:clauseType ?value } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:clauseType <agreement/a/nothing> }
