DELETE WHERE { <area/012041> renkei:coreCity ?value }
