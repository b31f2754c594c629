INSERT DATA { <agreement/a/span/0-4> oa:exact "別" }
