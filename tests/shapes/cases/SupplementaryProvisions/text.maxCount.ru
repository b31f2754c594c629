INSERT DATA { <agreement/a/supplementary-provisions/1> renkei:text "別"@ja }
