DELETE WHERE { <agreement/a/span/0-4> oa:exact ?value } ;
INSERT DATA { <agreement/a/span/0-4> oa:exact "連携協約"@ja }
