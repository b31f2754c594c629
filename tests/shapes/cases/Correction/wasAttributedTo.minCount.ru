DELETE WHERE { <agreement/a/correction/1> prov:wasAttributedTo ?value }
