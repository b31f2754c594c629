DELETE WHERE { <agreement/a/source> renkei:sha256 ?value }
