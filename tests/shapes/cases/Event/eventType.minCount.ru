DELETE WHERE { <agreement/a/event/effect> renkei:eventType ?value }
