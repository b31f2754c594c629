"""A generator of agreements: from a random model it writes every family of layouts, and knows what it wrote.

It is the second opinion about the reader. Nothing here comes from ``kg``: the words, the numbering and the truth are
written from drafting practice (公用文の書き方, 例規集 furniture, the two published agreements), so that what the
reader assumes is not its own proof. Only ``asking.py`` calls the reader.
"""
