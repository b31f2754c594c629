DELETE { <law/322AC0000000067> renkei:lawNumber ?value }
INSERT { <law/322AC0000000067> renkei:lawNumber "" }
WHERE { <law/322AC0000000067> renkei:lawNumber ?value FILTER(lang(?value) = "") }
