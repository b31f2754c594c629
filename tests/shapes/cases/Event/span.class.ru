INSERT DATA { <agreement/a/event/effect> renkei:span <nothing> }
