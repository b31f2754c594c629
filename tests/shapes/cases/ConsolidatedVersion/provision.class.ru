INSERT DATA { <agreement/a/version/20230401> renkei:provision <nothing> }
