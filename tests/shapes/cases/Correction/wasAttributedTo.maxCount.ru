INSERT DATA { <agreement/a/correction/1> prov:wasAttributedTo <agreement/a/correction/1/other> . <agreement/a/correction/1/other> a prov:Agent }
