DELETE { <agreement/a/initiative/1/remark/1> renkei:text ?value }
INSERT { <agreement/a/initiative/1/remark/1> renkei:text ""@ja }
WHERE { <agreement/a/initiative/1/remark/1> renkei:text ?value FILTER(lang(?value) = "ja") }
