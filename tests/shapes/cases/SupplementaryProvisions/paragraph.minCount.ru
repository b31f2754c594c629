DELETE WHERE { <agreement/a/supplementary-provisions/1> renkei:paragraph ?value }
