INSERT DATA { <agreement/a/finding/1> renkei:conflict "order-unknown" }
