DELETE DATA { <agreement/a/supplementary-provisions/1> renkei:paragraph <agreement/a/supplementary-provisions/1/paragraph/1> } ;
INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:paragraph <agreement/a/nothing> }
