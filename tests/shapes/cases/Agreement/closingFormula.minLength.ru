DELETE { <agreement/a> renkei:closingFormula ?value }
INSERT { <agreement/a> renkei:closingFormula ""@ja }
WHERE { <agreement/a> renkei:closingFormula ?value FILTER(lang(?value) = "ja") }
