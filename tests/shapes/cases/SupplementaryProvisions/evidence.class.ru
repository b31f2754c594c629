DELETE WHERE { <agreement/a/supplementary-provisions/1> renkei:evidence ?value } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:evidence <agreement/a/nothing> }
