INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:position 7 }
