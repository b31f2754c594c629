INSERT DATA { <agreement/a/group/1> renkei:designation "構成団体" }
