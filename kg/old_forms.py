"""Characters in the forms of before 1946 (條, 縣, 學), which instruments of the 1940s and 1950s are printed in.

Matching sees the forms of today, one character for one, so that offsets stay; what is published keeps the printed ones.
The forms are those that the 当用漢字字体表 of 1949 replaced, as far as instruments use them.
"""

from __future__ import annotations

import re

#: Old and new form of each, in pairs.
OLD_AND_NEW = (
    "條条 縣県 號号 學学 敎教 區区 當当 經経 擔担 團団 體体 關関 會会 國国 實実 參参 貳弐 壹壱 聯連 處処 數数 變変 "
    "廢廃 應応 圓円 發発 效効 從従 總総 豫予 與与 屬属 兩両 雙双 對対 單単 證証 寫写 讀読 續続 繼継 廣広 澤沢 邊辺 "
    "濱浜 櫻桜 瀧滝 龍竜 鐵鉄 驛駅 醫医 藥薬 齒歯 勞労 營営 衞衛 圖図 豐豊 鹽塩 戶戸 稅税 歲歳 隨随 辯弁 辨弁 轉転 "
    "傳伝 佛仏 拂払 來来 歸帰 舊旧 臺台 萬万 禮礼 靜静 乘乗 亂乱 賣売 將将 專専 縱縦 橫横 獻献 權権 觀観 勸勧 檢検 "
    "險険 驗験 儉倹 劍剣 點点 黑黒 爲為 眞真 晝昼 辭辞 缺欠 濟済 劑剤 鄕郷 靑青 淸清 藏蔵 壽寿 惠恵 榮栄 藝芸 彌弥 "
    "德徳 寶宝 淺浅 獨独 廳庁 隱隠 狹狭 峽峡 兒児 氣気 鷄鶏 雜雑"
)
_FORMS = str.maketrans({pair[0]: pair[1] for pair in OLD_AND_NEW.split()})
_ANY = re.compile(f"[{''.join(pair[0] for pair in OLD_AND_NEW.split())}]")


def modern(text: str) -> str:
    """The text in the forms of today, of the same length.

    >>> modern("岐阜縣第三條"), modern("第3条")
    ('岐阜県第三条', '第3条')
    """
    return text.translate(_FORMS) if _ANY.search(text) else text
