DELETE { <agreement/a/supplementary-provisions/1> renkei:text ?value }
INSERT { <agreement/a/supplementary-provisions/1> renkei:text ""@ja }
WHERE { <agreement/a/supplementary-provisions/1> renkei:text ?value FILTER(lang(?value) = "ja") }
