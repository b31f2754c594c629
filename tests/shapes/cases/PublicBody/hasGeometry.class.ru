DELETE DATA { <municipality/012041> geo:hasGeometry <municipality/012041/geometry> } ;
INSERT DATA { <municipality/012041> geo:hasGeometry <agreement/a/nothing> }
