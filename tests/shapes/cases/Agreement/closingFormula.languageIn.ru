DELETE DATA { <agreement/a> renkei:closingFormula "この連携協約の締結を証するため、本書2通を作成する。"@ja } ;
INSERT DATA { <agreement/a> renkei:closingFormula "この連携協約の締結を証するため、本書2通を作成する。"@fr }
