"""Rules of events and reasons of force in words, Japanese and English: one list for pages and the command line."""

from __future__ import annotations

#: By the name that data and pages give them; a rule that is not here is said by its name.
SAID: dict[str, tuple[str, str]] = {
    "stated": ("本文の記載", "stated in the text"),
    "correction": ("人による訂正", "corrected by a person"),
    "date-beside-notice-number": ("告示番号とともに記された日", "the date beside the number of the notice"),
    "effect-from-signing": ("本文の「締結の日から」による", "follows from 'from the day of signing' in the text"),
    "effect-from-publication": (
        "本文の「告示の日から」による",
        "follows from 'from the day of the notice' in the text",
    ),
    "term-of-years": ("本文の年数による", "follows from the number of years in the text"),
    "notice-provided-for": ("本文の定め（日は未定）", "provided for in the text, without a day"),
    "ends-after-notice": ("本文の定め（通告の日から数える）", "provided for in the text, counted from the notice"),
    "notice-entered": ("人が出典とともに記録した通告", "notice entered by a person, with its source"),
    "ends-with-fiscal-year": (
        "本文の定め（通告の日の年度による）",
        "provided for in the text, by the fiscal year of the notice",
    ),
    "ended-by-notice": ("通告により効力を失った", "ended by notice"),
    "end-after-notice-unknown": (
        "通告があったが、いつ効力を失うかが本文から分からない",
        "notice was given; the text does not say when the agreement then ends",
    ),
    "goes-on-for-others": (
        "通告した当事者について効力を失い、他の当事者の間で続いている",
        "ended for the party that gave notice, goes on between the others",
    ),
    "end-for-others-unknown": (
        "通告した当事者の他についても効力を失うかが本文から分からない",
        "the text does not say whether it ended for the parties that gave no notice",
    ),
    "effect-not-stated": ("効力の発生日が本文にない", "the text does not state a day of effect"),
    "before-effect": ("効力の発生前", "before it took effect"),
    "no-end-in-data": ("終わりを示すものがこのデータにない", "nothing in this data ends it"),
    "within-term": ("有効期間の内", "within its term"),
    "term-ended": ("有効期間の満了後", "its term has ended"),
    "abolished": ("廃止された", "abolished"),
    "term-may-be-renewed": (
        "有効期間は満了したが、更新されたか分からない",
        "its term has ended but may have been renewed",
    ),
    "end-date-unknown": ("終わりの日が分からない", "the day on which it ends is not known"),
}
