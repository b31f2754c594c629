# The rectangle lacks its height.
INSERT DATA { <agreement/a/span/0-4> renkei:pageRegion <agreement/a/source#page=1&viewrect=1,2,3> }
