"""The records that the stages hand to one another: text, drafting tree, agreement."""
