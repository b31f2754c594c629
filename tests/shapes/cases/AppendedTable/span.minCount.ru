DELETE WHERE { <agreement/a/appended-table/1> renkei:span ?value }
