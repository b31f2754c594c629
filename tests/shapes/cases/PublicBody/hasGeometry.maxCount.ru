INSERT DATA { <municipality/012041> geo:hasGeometry <municipality/014591/geometry> }
