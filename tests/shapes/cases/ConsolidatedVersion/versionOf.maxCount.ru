INSERT DATA { <agreement/a/version/20230401> renkei:versionOf <agreement/c> }
