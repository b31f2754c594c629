INSERT DATA { rule:stated renkei:ruleCell "pattern: ^目的$"@ja }
