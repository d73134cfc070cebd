"""The words of bylines in the languages that news is written in: what stands before a name, roles, agencies, desks.

Each table is a pattern of alternatives.
"""

from __future__ import annotations

# What stands before a name: words that need no colon, alone or behind what was done, and labels that do.
BY = r"by|oprac\.|von|por|par|di|door|av|af|oleh|deur|autorin/autor|γράφει ο|γράφει η|γράφουν οι|του|της|โดย|מאת|بقلم|كتب|كتبت|كتبها|نوشته"
DONE = (
    "written|posted|published|reported|compiled|edited|contributed|prepared|words|story|text|article|opinion|analysis|commentary|comment|column|essay|review|interview|report|"
    "reporting|post|perspective|feature|profile|posts|"
    "escrito|escrita|publicado|publicada|redactado|elaborado|texto|artículo|opinión|análisis|crónica|reportaje|entrevista|columna|reseña|"
    "postado|postada|redigido|artigo|opinião|análise|coluna|reportagem|crônica|"
    "écrit|rédigé|publié|posté|texte|propos recueillis|recueillis?|analyse|tribune|chronique|reportage|entretien|enquête|critique|récit|édito|éditorial|mis en ligne|"
    "scritto|pubblicato|testo|articolo|intervista|analisi|commento|opinione|recensione|a cura|"
    "geschrieben|verfasst|veröffentlicht|erstellt|artikel|beitrag|gastbeitrag|gastkommentar|kommentar|porträt|rezension|kritik|kolumne|glosse|bericht|leitartikel|"
    "protokoll|meinung|aufgezeichnet|"
    "geschreven|geplaatst|gepubliceerd|tekst|opinie|recensie|skriven|skrevet|skrivet|publicerad|publisert|ledare|krönika|debatt|kronikk|leder|intervju|anmeldelse|recension|"
    "scris|articol|publicat|opinie|interviu"
)
BEFORE_DONE = "an|a|the|une|un|una|uma|um|eine|ein|der|die|das|een|en|et|o|il|la|le|el|guest|exclusive|special|video|photo|live"
BEHIND_DONE = "by|von|vom|por|par|da|di|de|door|av|af"
LABELS = (
    "words|author|authors|writer|reporter|byline|autor|autora|autores|autoren|autorin|verfasser|auteur|autore|autori|auteurs|redactor|periodista|forfatter|journalist|"
    "skrevet av|tekst|text|texto|texte|testo|автор|авторы|текст|автори|yazar|yazan|haber|muhabir|penulis|oleh|tác giả|người đăng|szerző|írta|γράφει ο|γράφει η|כתב|著者|文|記者|作者|记者|撰文|글|기자|"
    "автор статті|автор статьи|автор материала|автор матеріалу|teksti|kirjoittaja|toimittaja|opracował|opracowała|opracowanie|napsal|napsala|připravil|piše|pišu|пише|аутор|пишува|avtor|autorius|autors|autore|συντάκτης|συντάκτρια|"
    "επιμέλεια|müəllif|ავტორი|հեղինակ|höfundur|egilea|egile|ผู้เขียน|เรื่อง|รายงาน|রিপোর্টার|লেখক|প্রতিবেদক|تحریر|"
    "الكاتب|الكاتبة|المؤلف|كاتب|تحرير|إعداد|اعداد|مراسل|نویسنده|लेखक"
)
# Labels that name a person, and so may go without a colon.
TITLES = "author|autor|autora|autorin|auteur|yazar|penulis|tác giả|автор|автори|автор статті|автор статьи|автор материала|автор матеріалу|аутор|记者|記者|作者|撰文|글"
SOURCES = (
    "source|sources|fuente|fuentes|quelle|quellen|fonte|fonti|bron|källa|kilde|źródło|zdroj|forrás|sursa|izvor|kaynak|источник|джерело|πηγή|sumber|"
    "المصدر|مصدر|المصادر|منبع|מקור|स्रोत|出典|来源|來源|出處|출처"
)
AGENCIES = """
afp|agence france-presse|agence france presse|ap|associated press|the associated press|reuters|thomson reuters|dpa|dpa-afx|deutsche presse-agentur|
deutsche presse agentur|sid|sport-informations-dienst|apa|austria presse agentur|sda|keystone-sda|ats|efe|agencia efe|europa press|ansa|adnkronos|agi|lusa|belga|anp|
tt|ntb|ritzau|stt|ctk|čtk|tasr|sita|pap|mti|agerpres|bta|tass|tacc|тасс|interfax|интерфакс|ria novosti|риа новости|sputnik|ukrinform|укрінформ|unian|уніан|
xinhua|新华社|新華社|china news service|kyodo|共同通信|jiji|時事通信|jiji press|yonhap|연합뉴스|kcna|cna|pti|press trust of india|ani|ians|uni|app|bernama|antara|
vna|aap|pa|pa media|press association|pa news agency|canadian press|the canadian press|upi|united press international|bloomberg|bloomberg news|dow jones|
anadolu agency|anadolu ajansı|aa|iha|dha|irna|fars|tasnim|isna|mehr|wafa|وفا|sana|سانا|nna|petra|بترا|kuna|كونا|wam|وام|spa|واس|mena|qna|قنا|ina|واع|
maan|notimex|telam|télam|agencia brasil|agência brasil|prensa latina|colprensa|agencies|news agencies|agency|agencias|agentur|agenturen|agences|agenzie|agências|
agentschappen|агентства|وكالات|الوكالات|وكالة|خبرگزاری|ajanslar|apa/dpa|afp/ap|dpa/afp|reuters/afp|ap/reuters|epd|kna|imago|getty images|
الأناضول|رويترز|أ ف ب|فرانس برس|أسوشيتد برس|شينخوا|سبوتنيك
"""  # fmt: skip
# Words that only the name of a newsroom has.
DESKS = (
    r"staff|newsroom|news desk|desk|editors?|editorial|editorial board|team|redaktion|redaktionsteam|redacción|redaccion|redazione|rédaction|redação|redactie|redaktionen|"
    r"redakcja|redakce|redakció|редакция|редакція|haber merkezi|newspaper|bureau|correspondents?|reporters|online|news|net|agency|media|press|tv|desk|network|"
    r"هيئة التحرير|التحرير|فريق|شبكة|編集部|取材班|编辑部|뉴스팀|편집부"
)
ROLES = (
    r"journalist|journalista|reporter|correspondent|editor|editor-in-chief|columnist|producer|writer|author|contributor|photographer|freelance\w*|analyst|fellow|professor|"
    r"redakteur|redakteurin|reporterin|korrespondent|korrespondentin|chefredakteur\w*|volontär\w*|autor|autorin|kolumnist\w*|periodista|corresponsal|columnista|"
    r"journaliste|rédacteur|rédactrice|giornalista|corrispondente|inviat[oa]|jornalista|muhabir|reportér|redaktor|korespondent|журналист|корреспондент|обозреватель|"
    r"記者|기자|كاتب|كاتبة|صحفي|صحافي|صحفية|مراسل|محرر"
)
# What stands before a role that follows a name without a comma: "Jane Doe Political Correspondent".
QUALIFIERS = (
    "associate|business|chief|city|climate|contributing|court|crime|culture|data|defen[cs]e|deputy|diplomatic|economics|education|entertainment|environment|europe|executive|"
    "features|finance|foreign|general|health|home affairs|investigations|investigative|legal|local democracy|lead|managing|media|national|news|opinion|political|politics|"
    "religion|royal|science|security|senior|social affairs|special|sports?|staff|style|technology|transport|travel|uk|us|video|world"
)
# What others did for an article, behind the names of those who wrote it.
OTHERS = (
    "editing|edited|additional reporting|translat(?:ion|ed)|fact[- ]check(?:ing|ed)|research|production|produced|graphics?|traduction|traducción|tradução|traduzione|"
    "übersetzung|übersetzt|bearbeitung|montage|edición|edição"
)
