DELETE WHERE { <agreement/a/source> renkei:retrievalNote ?value } ;
INSERT DATA { <agreement/a/source> renkei:retrievalNote "PDFから抽出"@ja }
