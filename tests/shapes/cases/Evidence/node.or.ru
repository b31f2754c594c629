# Stated, but nowhere.
DELETE WHERE { <agreement/a/evidence/title> renkei:span ?value }
