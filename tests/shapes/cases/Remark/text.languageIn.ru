DELETE DATA { <agreement/a/initiative/1/remark/1> renkei:text "費用は協議して定める。"@ja } ;
INSERT DATA { <agreement/a/initiative/1/remark/1> renkei:text "費用は協議して定める。"@fr }
