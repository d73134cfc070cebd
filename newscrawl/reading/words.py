"""Words: what labels and lines beside the text say, in many languages.

Asked only where the structure leaves it open. A pattern matches a whole short line or its beginning; text in sentences is
never judged by its words. All but ``NEW_WINDOW`` are asked of a text in lower case (:func:`lowered`), which is far
cheaper than a pattern that takes both cases.
"""

from __future__ import annotations

import re

from newscrawl.normalise.alternatives import by_letter

# A label before the headline of another article, or above a list of them.
_READ_MORE = (
    r"read (more|also|next|this|on|the full( story| article)?)|also read|see also|see more|related( news| articles?| content| coverage| stor(y|ies)| links?| posts?| topics?| reading)?|more (on|from|about|like this|stories|news)\b.{0,40}|"
    r"you (may|might) (also )?(like|be interested in).{0,20}|recommended( for you| reading| stories)?|don'?t miss|in case you missed it|further reading|up next|watch( also| more| now)?|most read|trending|click here.{0,60}|explore more.{0,30}|"
    r"lesen sie( auch| dazu| mehr| hier)?.{0,30}|lies (auch|mehr)|mehr (zum thema|dazu|lesen|aus)\b.{0,30}|auch interessant|siehe auch|das könnte sie auch interessieren|weiterlesen|zum thema|auch lesen(swert)?|lesetipp|weitere (artikel|themen|infos|informationen|meldungen).{0,30}|passend zum thema|"
    r"lire (aussi|également|la suite|plus)|à (lire|voir)( (aussi|également))?|voir (aussi|également)|lisez aussi|en savoir plus|sur le même (sujet|thème)|pour aller plus loin|notre dossier|(ver|vea|mira|mirá|lea|leer|lee|leé) (también|tambien|además|más|mas)|((también|tambien) )?(te|le) (puede|podría) interesar.{0,20}|te recomendamos( leer)?|más información|noticias relacionadas|artículos relacionados|"
    r"leggi anche|leggi (di più|tutto)|per approfondire|approfondimenti|vedi anche|articoli correlati|(ti )?potrebbe interessar(ti|e)( anche)?|leia (também|mais|ainda)|(veja|confira) (também|mais)|saiba mais|lees (ook|meer|verder)|bekijk ook|"
    r"les også|læs også|läs (också|även|mer)|les mer|læs mere|lue (myös|lisää)|(prze)?czytaj (więcej|też|także|również)|(zobacz|sprawdź) (też|także|również|więcej)|polecamy|čtěte (také|též)|přečtěte si.{0,20}|olvassa el.{0,20}|ezt is olvassa.{0,10}|kapcsolódó cikk(ek|ünk)?|pročitajte (još|i|također|više)|prečítajte si (aj|tiež)|čítajte aj|cite(ș|s|ş)te (ș|s|ş)i|citiți și|vezi și|"
    r"читайте (также|ещё|еще|подробнее)|читать (также|далее|подробнее)|по теме|смотрите также|материалы по теме|(читайте|дивіться) (також|ще)|(також|также) (читайте|по темі|по теме)|прочетете (още|повече)|вижте още|"
    r"[اإأ]قر[أا](/ي)? ([أا]يض[اًً]{1,2}|المزيد|أكثر)|(شاهد|طالع|انظر) [أا]يض[اًً]{1,2}|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|المزيد|للمزيد|(بیشتر|همچنین) بخوانید|مطالب مرتبط|"
    r"ilgili (haber(ler)?|içerik)|bunları da okuyun|devamını oku|ayrıca okuyun|bunu da okuyun|(קרא(ו)?|ראו) (עוד|גם)|עוד בנושא|"
    r"関連(記事|ニュース|リンク|トピックス)|あわせて読みたい|続きを読む|こちらもおすすめ|相关(新闻|阅读|文章|报道)|相關(新聞|閱讀|文章|報導)|延伸(阅读|閱讀)|阅读更多|閱讀更多|推荐阅读|看更多|更多(新闻|新聞)?|관련\s?(기사|뉴스)|더 보기|이 기사도|"
    r"(यह|ये|इसे) भी पढ़ें|और पढ़ें|हेही वाचा|आणखी वाचा|(আরও|আরো) পড়ুন|পড়ুন|ਹੋਰ ਪੜ੍ਹੋ|વધુ વાંચો|மேலும் படிக்க|இதையும் படி(யுங்கள்|க்கவும்)|(ఇది|ఇవి) కూడా చదవండి|ಇದನ್ನೂ ಓದಿ|(ഇതും|കൂടുതൽ) വായിക്കുക|(یہ بھی|مزید) پڑھیں|"
    r"(baca|lihat|simak|tonton) juga|baca selengkapnya|(artikel|berita) terkait|(xem|đọc) (thêm|tiếp)|(tin|bài) liên quan|อ่าน(เพิ่มเติม|ข่าว|ต่อ)|ข่าวที่เกี่ยวข้อง|(διαβάστε|δείτε|δες) (επίσης|ακόμη|ακόμα)|"
    r"a lire (aussi|également)|articles (liés|connexes|similaires)|(artigos|notícias|matérias) relacionad[ao]s|ver (também|mais)|(verwandte|ähnliche) (artikel|themen)|zie ook|se (också|även|også)|katso myös|vaata ka|loe (ka|lisaks|edasi|rohkem)|"
    r"(lasi|lasiet|skaties) (arī|vairāk)|skaitykite (taip pat|daugiau)|taip pat skaitykite|preberi(te)? (tudi|še|več)|прочитајте (и|још|повеќе)|погледајте и|pogledajte (i|još)|(pozri|čítaj) aj|viz také|olvasta már|kapcsolódó( anyagok| tartalom)?|"
    r"cit(e[șşs]te|i[țţt]i) ([șşs]i|mai mult)|lexo(ni)? (edhe|më shumë|gjithashtu)|(həmçinin|bunu da) oxuyun|წაიკითხეთ (აგრეთვე|ასევე)|ასევე წაიკითხეთ|llegiu? (també|més)|le (també|tamén)|irakurri (ere|gehiago)|lesa meira|lestu (líka|einnig)|sjá einnig|"
    r"soma (zaidi|pia)|pia soma|basahin (din|rin)|magbasa pa|이어서 읽기|함께 (볼|읽을) .{0,10}"
)
READ_MORE = re.compile(rf"[\W_]*(?:{by_letter(_READ_MORE)})\s*(?:$|[:：>›»|…\-–—]|\.\.\.)")

# Lines that sell, ask or point elsewhere: a call at the beginning of a short line.
_CALL = (
    r"(sign up|signup|subscribe|register|log ?in|sign in|follow|join|like|download|get|support|donate|listen|click|tap|check out|visit|contact|share|save|add)\b.{0,80}\b(newsletters?|inbox|emails?|updates|alerts?|twitter|facebook|instagram|"
    r"whatsapp|telegram|youtube|tiktok|linkedin|google news|apps?|podcasts?|here|today|account|channels?|us on|coverage of|reporters?|subscribers?|subscription|friend|story|feeds?)\b|"
    r"(more|reach|contact|follow)\b.{0,60}\b(https?://|twitter|www\.)|(have|got) (a|any) (tip|story|question|news)|do you have a story|want more|for more (stories|news|information|on this|from)\b|like what you|this (story|article) (was )?(originally|first) (appeared|published)|"
    r"this (article|post|page|story) (contains|may contain) affiliate|(if you (buy|click)|we may earn|as an amazon).{0,80}|©|copyright|all rights reserved|(©\s*)?(alle rechte vorbehalten|todos los derechos reservados|tous droits réservés|tutti i diritti riservati)|"
    r"(abonnieren|folgen|melden) sie\b.{0,100}|(jetzt|hier) .{0,60}(abonnieren|anmelden|newsletter|lesen)\b|(suscríbe(te|ase)|síguenos|sigue|regístrate|apúntate|recibe)\b.{0,120}\b(newsletter|boletín|boletines|canal|whatsapp|telegram|twitter|facebook|correo|instagram)\b|"
    r"(abonnez|inscrivez|suivez|recevez|rejoignez|retrouvez)(-vous|-nous)?\b.{0,100}\b(newsletters?|application|whatsapp|google|facebook|twitter|infolettre|boîte)\b|(iscriviti|seguici|abbonati|ricevi|scarica)\b.{0,120}|"
    r"(inscreva-se|assine|siga|receba|participe)\b.{0,100}\b(newsletter|canal|whatsapp|telegram|instagram|google|youtube)\b|(подпис(ывайтесь|аться|ывайся)|присоединяйтесь|следите за)\b.{0,100}|(підпис(уйтесь|уйся)|стежте|приєднуйтесь)\b.{0,100}|"
    r"(abonneer|meld|schrijf|volg)\b.{0,80}\b(nieuwsbrief|newsletter|kanaal|facebook|whatsapp|instagram)|(prenumerera|anmäl dig|följ oss|meld deg|abonner|følg oss|tilmeld|tilaa|seuraa|liity)\b.{0,80}(nyhetsbrev|nyhedsbrev|uutiskirje|facebook|instagram|whatsapp|kanal|kanava)|"
    r"(přihlaste|sledujte|odebírejte|prihláste|odoberajte|pratite|pridružite|prijavite|pretplatite|spremljajte|naročite)\b.{0,100}(newsletter|odběr|facebook|instagram|telegram|viber|google|kanál|kanal)|(пратите|придружите|пријавите|последвайте|следете|абонирайте)\b.{0,80}\b(ни|нѐ|нас|фејсбук|facebook|instagram|viber|telegram|google|канал\w*|newsletter)\b.{0,40}|"
    r"подпи(шитесь|шись)\b.{0,100}|підпиш(іться|ись)\b.{0,100}|(abonohuni|ndiqni|na ndiqni)\b.{0,100}|(abonează|abonați|aboneaza|urmăre[șşs]te|urmăriți)\b.{0,100}(newsletter|facebook|whatsapp|google|telegram)|(iratkoz|kövess)\w*\b.{0,100}(hírlev|facebook|instagram|google|viber)|"
    r"(εγγραφ|ακολουθ|κάντε εγγραφή)\w*\b.{0,100}(newsletter|google|facebook|instagram|viber)|(e-)?bültenimize.{0,60}|bizi .{0,30}takip.{0,30}|whatsapp kanalı.{0,60}|"
    r"(ikuti|dapatkan|gabung|simak)\b.{0,80}\b(google news|whatsapp|telegram|channel|kanal|saluran|newsletter)|(theo dõi|đăng ký|mời (quý )?độc giả)\b.{0,80}(google|facebook|youtube|zalo|kênh|bản tin)|(ติดตาม|สมัคร|กดติดตาม).{0,80}(line|ไลน์|facebook|เฟซบุ๊ก|youtube|google|ช่องทาง)|"
    r"हमारे .{0,60}(चैनल|फेसबुक|ट्विटर).{0,60}|আমাদের .{0,60}(পেজ|চ্যানেল|ফেসবুক|গ্রুপ).{0,60}|ہمارا .{0,60}(چینل|پیج).{0,60}|(הירשמו|הצטרפו|עקבו)\s.{0,100}|(구독하기|네이버에서).{0,60}(구독|네이버|채널).{0,30}|(line公式|公式line|メールマガジン|メルマガ).{0,60}|(关注|關注|扫码|掃碼|欢迎关注|歡迎加入|加入line).{0,40}(公众号|微信|微博|粉絲|好友|line|app).{0,30}|"
    r"(تابعوا|تابعونا|اشترك|اشتركوا|حمّل|حمل تطبيق)\b.{0,100}|abone ol.{0,60}|bizi takip.{0,60}|(śledź|zapisz się|dołącz|obserwuj)\b.{0,100}|"
    # A label above an advertisement or an audio player.
    r"(advert(isement|s|ising)?|ads?|sponsored( content)?|(story|article|text|content) continues (below|after)( (this )?(ad|advert|advertisement))?|scroll (down )?to continue.{0,30}|continue reading (below|after)( (this )?(ad|advert|advertisement))?|anzeige|werbung|publicidade?|pub|publicité|la suite après (cette|la) publicité|"
    r"pubblicità|continua a leggere dopo la pubblicità|(continua|segue) (após|depois d[ae]|dopo) (a )?(publicidade|pubblicità)|reklam[ae]?|dalsza część (tekstu|artykułu) (pod|znajduje się pod).{0,20}|advertentie|tekst loopt door onder.{0,20}|annonse?|mainos|hirdetés|inzerce|iklan|lanjutkan membaca.{0,20}|"
    r"annoncer?|oglas|publicitate|বিজ্ঞাপন|advertisement\W+scroll to continue.{0,30}|(la|el) (nota|noticia|artículo|texto) (continúa|sigue) (después|debajo|abajo).{0,30}|(der )?(artikel|text|beitrag) geht (nach|hinter|unter) der (anzeige|werbung) weiter|(l'articolo|la notizia) (continua|prosegue) (dopo|sotto).{0,30}|"
    r"haberin devamı.{0,30}|(artikkeli|juttu|teksti) jatkuu .{0,20}|(artikeln|texten) fortsätter .{0,30}|(artikkelen|saken|teksten) fortsetter .{0,30}|(artiklen|teksten) fortsætter .{0,30}|(de |het )?(tekst|artikel) (gaat|leest|loopt) (verder|door) .{0,30}|продолжение после .{0,20}|článek pokračuje .{0,20}|articolul continuă .{0,30}|"
    r"quảng cáo|διαφ[ηή]μιση|реклама|إعلان|اعلان|פרסומת|המשך (אחרי|לאחר) הפרסומת|تبلیغات|آگهی|विज्ञापन|広告|スポンサー(ド)?リンク|광고|广告|廣告|โฆษณา)[\W_]*$|"
    r"(listen to (this|the) (article|story|post|full story)|(diesen )?artikel anhören|artikel vorlesen|écouter (cet |l')article|escuch(a|ar) (este artículo|el artículo|la nota|esta nota)|ouça (este conteúdo|esta (notícia|matéria))|ascolta (l'articolo|questo articolo)|"
    r"lyssna på artikeln|beluister (dit|het) artikel|posłuchaj artykułu|haberi dinle|слушать (статью|новость)|استمع (إلى|الى) (المقال|الخبر)|nghe (đọc )?bài( viết)?).{0,40}$|"
    r"(tags?|tagged|filed under|keywords|schlag(worte|wörter)|stichworte?|mots[- ]clés|etiquetas|теги|метки|tagi|الوسوم|كلمات مفتاحية|תגיות|標籤|标签|タグ|태그|topik|từ khóa)\s?[:：].{0,200}$|"
    r"(empfohlener (redaktioneller|externer) inhalt|externe[rn]? inhalt.{0,40}|an dieser stelle (finden|findest|steht|befindet)|ich bin (damit )?einverstanden|ein klick für den datenschutz|player wird geladen|zum (anzeigen|laden)|diese(r|s)? (inhalt|video|karte|element).{0,60}(kann|können|nicht|geladen)).{0,250}"
)
CALL = re.compile(rf"[\W_]*(?:{by_letter(_CALL)})")

# A credit, source or agency line.
_CREDIT = (
    r"(?:photos?|picture|image|video|foto|fotos) (?:by|courtesy of|de|di|von|par|av|af|door|oleh) .{2,40}(?<![.!?])$|(?:fot|zdj|nuotr|ill)\. .{2,50}$|image (?:source|caption),|"
    r"(?:getty images|shutterstock|(?:file|archive|stock|handout|representative) (?:photo|image|picture)|representational (?:photo|image)|screen(?:shot|grab)|archivbild|symbolbild|symbolfoto|(?:foto|imagen) de archivo|photo d'(?:illustration|archives?)|foto d'archivio|"
    r"imagem ilustrativa|foto ilustrasi|ark[iy]v(?:foto|bilde?)|kuvituskuva|illustratiefoto|zdjęcie ilustracyjne|ilustra[čt]n\w+ (?:foto|fotografi[ae]|snímek|obrázek)|(?:архивное|иллюстративное) фото|фото из архива|temsili (?:fotoğraf|görsel))[\W_]*$|"
    r"(photo(graph)?s?|picture|image|images|video|credits?|(?:image|photo|foto) credits?|source|courtesy|via|foto|fotos|bild|bilder|quelle|fonte|fuente|crédits?|crédito|imagen|imagem|zdroj|źródło|fot|kép|forrás|kaynak|kilde|källa|lähde|bron|beeld|фото|видео|источник|джерело|снимка|"
    r"te(?:xt|xte|xto|sto|kst)\s*[:：][^.!?]{2,50}(?:photos?|fotos?|bild(?:er)?|zdjęcia|video)|te(?:xt|xte|xto|sto|kst)\s*(?:und|and|et|y|e|i|&|[+/,])\s*(?:photos?|fotos?|bilder|zdjęcia)|"
    r"المصدر|صورة|الصورة|منبع|תמונה|צילום|写真|画像|提供|出典|来源|來源|图片|圖|图|사진|출처|ảnh|nguồn|sumber|"
    r"φωτό|φωτογραφία|fotó|kuvat?|mynd|argazkia?|fotografi(?:ja|e)|zdjęci[ae]|crédits? photos?|fotoğraf|gambar|larawan|picha|kredit|ภาพ|ছবি|फोटो|عکس|تصوير)\s?(by|de|di|von|par)?\s*[:：/／©|=]|©|\(c\)"
)
CREDIT = re.compile(rf"[\W_]*(?:{by_letter(_CREDIT)}).{{0,120}}$")

# What a link says of itself to screen readers, in brackets.
NEW_WINDOW = re.compile(
    r",? opens (?:in )?(?:a )?new (?:tab|window)\b|\s?\((?:(?:external |externer )?(?:link )?(?:opens|öffnet(?: sich)?|abre|se abre|s'ouvre|si apre|åpnes|öppnas|åbner|avautuu|otwiera się|opent|opens up)\b[^()]{0,40}|"
    r"externer link|external link|nueva ventana|nouvelle fenêtre|nuova finestra|yeni pencerede açılır|откроется в новом окне)\)",
    re.IGNORECASE,
)

# What asks for payment or an account where a text is cut.
PAYWALL = re.compile(
    by_letter(
        r"(?:^|[.!?] )(?:to (?:continue|read).{0,40} )?(?:please )?(?:subscribe|sign up|log ?in|register|already a subscriber|become a (?:member|subscriber))\b[^.]{0,80}\b(?:continue|keep|read|unlock|access|full)|(?:continue|keep) reading .{0,60}(?:subscri|account|free trial|member)|"
        r"(?:this|full) (?:article|story|content) is (?:for|only|reserved|exclusive|available to)|subscriber[- ]only|unlock (?:this|the full) (?:article|story)|to read the (?:full|rest)|"
        r"(?:nur für|exklusiv für) (?:abonnent|mitglieder)|(?:jetzt|hier|weiter) ?lesen mit|weiterlesen mit|mit .{0,30}(?:abo|plus) weiterlesen|für abonnent|artikel freischalten|"
        r"(?:réservé|reservé)e?s? (?:aux|à nos) (?:abonnés|membres)|il (?:vous )?reste .{0,30}de cet article|(?:pour|afin de) lire la suite|(?:solo|exclusivo) para (?:suscriptores|socios)|suscríbete para (?:leer|seguir)|contenido exclusivo|"
        r"(?:riservato|riservata) agli abbonati|abbonati per (?:leggere|continuare)|exclusivo para assinantes|(?:assine|faça login) para (?:ler|continuar)|(?:alleen|exclusief) voor abonnees|lees verder met|(?:kun|bare) for abonnenter|endast för prenumeranter|"
        r"(?:vain|ainoastaan) tilaajille|tylko dla (?:prenumeratorów|subskrybentów)|(?:pouze )?pro předplatitele|csak előfizetők|только (?:для|по) подпис|для подписчиков|тільки для передплатників|للمشتركين فقط|اشترك لمتابعة القراءة|"
        r"(?:有料|会員)(?:会員)?(?:限定|記事)|この記事は有料|残り\s*[\d,]+\s*(?:文字|字)|会員登録(?:する|すると)|登录后(?:阅读|查看)|订阅(?:后|以)?(?:阅读|继续)|구독(?:자 전용|하고)|로그인 후"
    )
)

# A line that ends with whom its picture is by: it stands below a picture, wherever it stands.
_PICTURE = r"photos?|fotos?|images?|imagen|imagem|bild|picture|pic|getty|archivo|archiv|file|handout|ap video|pool"
PICTURE_LINE = re.compile(
    rf"[(\[（][^()\[\]（）]{{0,30}}\b(?:{_PICTURE})\s?(?:[:：/]|by\b|courtesy\b|via\b)[^()\[\]（）]{{0,60}}[)\]）]\s*\.?$|[(\[](?:[^\s()]+\s){{0,3}}(?:{_PICTURE})\s?[)\]]\s*\.?$|"
    r"[(（][^()（）]*(?:صورة|تصوير|撮影|写真|图片|圖片)[^()（）]*[)）]\s*\.?$",
)
