DELETE DATA { <agreement/a/signatory/1> renkei:signsFor <municipality/012041> } ;
INSERT DATA { <agreement/a/signatory/1> renkei:signsFor <agreement/a/nothing> }
