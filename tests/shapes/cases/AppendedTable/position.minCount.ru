DELETE WHERE { <agreement/a/appended-table/1> renkei:position ?value }
