INSERT DATA { <agreement/a/span/0-4> renkei:pageRegion "http://localhost:8000/id/agreement/a/source#page=1&viewrect=1,2,3,4" }
