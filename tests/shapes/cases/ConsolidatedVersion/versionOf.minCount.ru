DELETE WHERE { <agreement/a/version/20230401> renkei:versionOf ?value }
