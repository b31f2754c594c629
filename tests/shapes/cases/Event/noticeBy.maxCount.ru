INSERT DATA { <agreement/a/event/effect> renkei:noticeBy <agreement/a/party/2> }
