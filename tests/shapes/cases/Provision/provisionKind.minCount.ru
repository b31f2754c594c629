DELETE WHERE { <agreement/a/version/20230401/article/1> renkei:provisionKind ?value }
