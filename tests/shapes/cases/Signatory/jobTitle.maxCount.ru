INSERT DATA { <agreement/a/signatory/1> schema:jobTitle "別"@ja }
