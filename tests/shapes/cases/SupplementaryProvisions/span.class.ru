DELETE DATA { <agreement/a/supplementary-provisions/1> renkei:span <agreement/a/span/0-4> } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:span <agreement/a/nothing> }
