DELETE WHERE { <agreement/a/correction/1/author> a prov:Agent }
