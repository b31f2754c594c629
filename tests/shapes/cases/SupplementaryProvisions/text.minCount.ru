DELETE WHERE { <agreement/a/supplementary-provisions/1> renkei:text ?value }
