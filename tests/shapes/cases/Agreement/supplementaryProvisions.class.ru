DELETE DATA { <agreement/a> renkei:supplementaryProvisions <agreement/a/supplementary-provisions/1> } ;
INSERT DATA { <agreement/a> renkei:supplementaryProvisions <agreement/a/nothing> }
