DELETE WHERE { <agreement/a/event/effect> renkei:noticeBy ?value } ;
INSERT DATA { <agreement/a/event/effect> renkei:noticeBy <municipality/012041> }
