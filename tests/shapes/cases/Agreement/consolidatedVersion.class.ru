INSERT DATA { <agreement/a> renkei:consolidatedVersion <nothing> }
