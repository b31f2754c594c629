INSERT DATA { <agreement/a/signatory/1> foaf:name "別"@ja }
