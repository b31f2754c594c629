INSERT DATA { rule:stated renkei:ruleCell "" }
