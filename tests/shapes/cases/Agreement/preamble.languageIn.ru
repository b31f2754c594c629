DELETE DATA { <agreement/a> renkei:preamble "甲市（以下「甲」という。）と乙町（以下「乙」という。）は、次のとおり連携協約を締結する。"@ja } ;
INSERT DATA { <agreement/a> renkei:preamble "甲市（以下「甲」という。）と乙町（以下「乙」という。）は、次のとおり連携協約を締結する。"@fr }
