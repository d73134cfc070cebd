"""Words that news sites use for their pages, in many languages: what a link is, where its shape does not say it.

All words are folded as :func:`fold` does it. A link is judged by structure first; these tables break the tie.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from newscrawl.discovery import section_words

_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "", "'": ""})
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670]")  # of Latin, Greek, Cyrillic; points of Hebrew and Arabic
_BETWEEN = re.compile(r"[\W_]+", re.ASCII)


@lru_cache(32768)
def fold(text: str) -> str:
    """Lower case, without accents, words separated by one space: "Économie & Finances" gives "economie finances"."""
    text = text.casefold().translate(_PLAIN)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFKD", text)))
    if text.isascii():
        return _BETWEEN.sub(" ", text).strip()
    return " ".join("".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).split())


def table(text: str) -> frozenset[str]:
    """The entries of a table, separated by commas."""
    return frozenset(fold(entry) for entry in text.split(",") if entry.strip())


# The front page. In a path, what stands for the first page of a listing.
HOME = table("""
home, home page, homepage, inicio, startseite, accueil, portada, capa, pagina inicial, forside, forsiden, hovedsiden, etusivu, anasayfa,
ana sayfa, beranda, trang chu, naslovnica, pocetna, cimlap, главная, головна, الرئيسية, 首页, 首頁, ホーム, 홈, होम, गृहपृष्ठ, প্রচ্ছদ, হোম, דף
הבית, خانه, صفحه نخست, startside, strona glowna, uvod, domu, pagina principal, home news, αρχικη
""")

# Pages about the outlet or the reader's account: neither sections nor articles.
SERVICE = table("""
お申し込み, 紙面ビューアー, 会社案内, 採用情報, 운세, 회사 소개, 고객센터, 기사제보, 訂閱電子報, 客服, 关于, 關於, 招聘信息, more, mehr, all, all topics, all sections, alle rubriken, alla
amnen, topics, tags, argomenti, темы, ver todos, ver todo, ver mas, toutes les rubriques, tous les sujets, information, informasjon, info,
termine, el equipo, nuestro equipo, que es, estatuto, todays paper, print edition, tips oss, tip us, send us a tip, comment policy, readers
letters policy, about, about us, abo, abonnement, abonnements, abonnieren, abonneren, abonnera, abonner, abbonati, abbonamenti, account,
accounts, accessibility, ad choices, adchoices, ads, advertise, advertise with us, advertisement, advertising, advertorial, agb, agenda,
alerts, alle themen, anmelden, anmeldung, anuncie, anuncios, anunciantes, anzeigen, app, apps, archiv, archive, archives, archivo,
assinatura, assine, aviso legal, bestellen, blog roll, bookmarks, branded content, business directory, calendar, careers, cart, checkout,
classified, classifieds, clasificados, coupon, coupons, close, closed captioning, comments policy, community guidelines, competitions,
conditions, connexion, contact, contact us, contacto, contactez nous, contatti, contato, contests, cookie, cookie policy, cookies,
copyright, corrections policy, datenschutz, deals, directory, do not sell, donate, donation, donations, e paper, einloggen, e edition,
eedition, email, entrar, epaper, ethics policy, events, event, eventos, faq, fale conosco, feedback, feeds, find a job, following, foryou,
gift, gift subscription, gutscheine, gutschein, help, help center, hilfe, impressum, imprint, iniciar sesion, inloggen, instagram, jobs,
job, jobborse, jobs board, jobbsok, join, kiosk, kiosque, kontakt, kontakta oss, kundcenter, kundeservice, kundenservice, leserservice,
legal notice, legal information, licensing, live chat, login, log in, logga in, logg inn, log ind, log out, logout, loja, lojas, manage,
marketplace, masthead, media kit, mediadaten, member, members, membership, mentions legales, merch, mobile apps, my account, mein konto, mi
cuenta, mon compte, my news, my profile, newsletter, newsletters, news letters, nyhetsbrev, nyhedsbrev, nieuwsbrief, nieuwsbrieven,
boletines, boletin, notification, notifications, obituary submission, online store, over ons, om oss, om os, partner, partners, password,
permissions, pitch us, podcast feed, preferences, prenumerera, press releases policy, preise, privacidad, privacidade, privacy, privacy
policy, privacy notice, politica de privacidad, promo, promotions, profil, profile, publicidad, publicidade, publicite, puzzle, push, qui
sommes nous, quienes somos, register, registrieren, registrarse, registro, regwall, reklama, reader service, reprints, rss, rss feed, rss
feeds, saved, search, buscar, busca, suche, recherche, rechercher, cerca, cautare, hledat, szukaj, zoeken, sok, haku, arama, ara, buscador,
shop, shopping, shop now, shops, signin, sign in, sign up, signup, site map, sitemap, sponsored, staff, store, submissions, submit,
subscribe, subscriber services, subscription, subscriptions, subscriber, suscribete, suscripcion, suscripciones, suscribirse, se connecter,
sabonner, support, support us, tarifs, team, terms, terms of service, terms of use, terms and conditions, terminos y condiciones, termos de
uso, tienda, tips, send tip, ueber uns, uber uns, unsere apps, unterstutzen, user, users, vilkar, voucher, vouchers, who we are, widgets,
work with us, your account, your privacy choices, contribute, contribuer, soutenir, sostieni, sostienici, doar, doe, spenden, spende,
support our journalism, code of conduct, editorial policy, ethics, faqs, feedback form, gdpr, cmp, consent, customer service, customer
care, mailing list, manage subscription, my subscription, منوعات الموقع, اتصل بنا, من نحن, عن الموقع, سياسة الخصوصية, تسجيل الدخول, تسجيل,
اشترك, اشتراك, وظائف, اعلن معنا, شروط الاستخدام, بحث, о нас, о проекте, контакты, реклама, войти, вход, подписка, редакция, вакансии,
поиск, правила, про нас, контакти, увійти, передплата, пошук, політика конфіденційності, 関于我们, 关于我们, 联系我们, 登录, 登入, 注册, 註冊, 订阅, 訂閱, 搜索, 搜尋,
广告服务, 招聘, 隐私, 会員登録, ログイン, お問い合わせ, 会社概要, 購読, 検索, 利用規約, 広告掲載, 로그인, 회원가입, 구독, 광고, 회사소개, 검색, hakkimizda, iletisim, kunye, uye ol, giris yap,
abone ol, gizlilik politikasi, reklam, tentang kami, hubungi kami, redaksi, pedoman media siber, masuk, daftar, langganan, karir, gioi
thieu, lien he, dang nhap, quang cao, o nama, prijava, pretplata, oglasavanje, impresum, o nas, przihlaseni, prihlasit, predplatne,
zaloguj, prenumerata, regulamin, ogloszenia, cenik, rolunk, belepes, elofizetes, kapcsolat, despre noi, autentificare, abonamente,
publicitate, kirjaudu, tilaa, asiakaspalvelu, yhteystiedot, सम्पर्क, हाम्रो बारेमा, संपर्क करें, हमारे बारे में, যোগাযোগ, আমাদের সম্পর্কে,
תקנון, צור קשר, אודות, התחבר, הרשמה, درباره ما, تماس با ما, ورود, صفحه نخست
""")

# Services and pastimes that a menu lists beside the news.
PASTIME = table("""
weather, wetter, meteo, el tiempo, tiempo, clima hoy, vader, vejr, vejret, vaer, weer, pogoda, pocasi, idojaras, vremea, hava durumu,
prognoza, previsao do tempo, saa, sinoptik, погода, الطقس, حالة الطقس, 天气, 天氣, 天気, 날씨, מזג אוויר, मौसम, আবহাওয়া, thoi tiet, cuaca, radar,
closings, traffic, verkehr, trafico, trafic, trafik, transito, gas prices, games, game, spiele, juegos, jeux, giochi, jogos, spellen,
spill, spil, spel, hry, gry, oyun, oyunlar, puzzles, crossword, crosswords, crosswords puzzles, kreuzwortratsel, sudoku, quiz, quizz,
quizzes, ratsel, crucigrama, crucigramas, mots croises, cruciverba, пазлы, игры, العاب, 游戏, 遊戲, ゲーム, 게임, horoscope, horoscopes, horoskop,
horoskope, horoscopo, horoscopos, oroscopo, horoskopy, гороскоп, гороскопы, ابراج, 星座, 占い, 운세, राशिफल, रাশিফল, রাশিফল, lottery, lotto,
loteria, loterias, lotteries, lotterie, lottozahlen, loto, bingo, casino, betting, apuestas, pronostici, tv guide, tv listings, tv
programm, tv program, tv oversikt, tv guiden, tv tabla, programme tv, programma tv, programacion, guia tv, tv schedule, schedule,
fernsehprogramm, programm, live tv, watch live, live stream, livestream, live streams, livestreams, live radio, listen live, radio live, en
vivo, en direct, en directo, ao vivo, diretta, direto, direkte, direct, livetv, regarder en direct, canli, canli yayin, canli tv, uzivo, بث
مباشر, البث المباشر, مباشر, прямой эфир, эфир, 直播, ライブ, 생방송, पहिलो लाइभ, लाइव टीवी, लाइव, শিডিউল, truyen hinh truc tuyen, live update tv,
dating, partnersuche, singles, immobilienmarkt, stellenmarkt, jobs karriere, kleinanzeigen, trauer, trauerfalle, traueranzeigen,
obituaries, obits, obituary, death notices, esquelas, necrologie, necrologies, avis de deces, classified ads, cars for sale, homes for
sale, property for sale, real estate listings, stock market, market data, scores, results, resultados en vivo, live scores, livescore,
liveticker, fantasy, betting odds, bons plans, code promo, codes promo, codigos promocionales, vergleich, rechner, brutto netto rechner,
stromvergleich, kreditvergleich, gewinnspiele, gewinnspiel, concursos, sorteos, recipes box, restaurant guide, veranstaltungen, kino
programm, kinoprogramm, cartelera, billetterie, tickets, reisen buchen, leserreisen, e learning, prayer times, اوقات الصلاة, مواقيت الصلاة,
namaz vakitleri, borsa canli, nobetci eczaneler, lich van nien, gia vang
""")

# Words that make any short label or part of a path a service, wherever they stand in it.
SERVICE_WORDS = table("""
subscribe, subscription, subscriptions, subscriber, subscribers, newsletter, newsletters, newslettery, login, logout, logg, logga, signin,
signup, signout, register, registration, registrati, registrieren, password, passwort, contrasena, profile, profil, profilo, perfil,
profiel, account, accounts, konto, cuenta, membership, member, members, abo, abos, abonnement, abonnements, abonnieren, abonner, abonnez,
abbonamento, abbonamenti, abonament, abonamenty, suscribete, suscribase, suscripcion, suscripciones, suscribir, assine, assinatura,
assinante, prenumeration, prenumerera, prenumerant, prenumerata, kundservice, kundeservice, kundenservice, helpcenter, help, hilfe, ayuda,
ajuda, aide, kontakt, contact, contacto, contatti, contato, kontakty, feedback, impressum, datenschutz, datenschutzhinweise,
widerrufsbelehrung, widerruf, privacy, privacidad, privacidade, cookie, cookies, terms, agb, advertise, advertisement, advertisements,
advertiser, advertising, anzeige, partner, partners, kontakte, gambling, editions, eeditions, aboseite, epaper, sponsored, sponsor,
anzeigen, anzeigenannahme, inserate, werbung, mediadaten, publicidad, publicidade, publicite, pubblicita, reklam, reklama, iklan,
advertorial, advertorials, partnerinhalte, licensing, license, reprints, commenting, correction, corrections, korrekturen, rectificaciones,
edition, edicion, edizione, eavis, eedition, ewydanie, wydanie, kiosk, edicola, app, apps, alerts, alert, rss, faq, sitemap, webinar,
webinars, masterclass, masterclasses, donate, donation, spendenkonten, spenden, support, unterstutzen, facebook, twitter, instagram,
youtube, telegram, whatsapp, tiktok, linkedin, alexa, mailto, bookmark, bookmarks, watchlist, saved, settings, preferences, preference,
autoren, autori, authors, autores, auteurs, redaktion, redaktionen, redakce, redazione, redaksi, verlag, unternehmen, team, staff,
masthead, submit, logo, careers, kariyer, kurumsal, karriereportal, genossenschaft, store, shop, shops, loja, tienda, butik, negozio,
boutique, winkel, marktplatz, gutschein, gutscheine, codes promo, codespromo, promo, coupons, coupon, voucher, vouchers, deals, rabatt,
rabatte, ofertas, offers, angebote, buyline, kjop, odds, oddstips, tipping, tippetips, travtips, betting, bets, casino, bingo, poker, loan,
loans, forbrukslan, kredittkort, mortgage, mortgages, insurance, insurances, broadband, credit, kredit, girokonto, festgeld, comparison,
jobs, stellenmarkt, immobilienmarkt, dodsannonser, traueranzeigen, todesanzeigen, obituaries, obituary, geburten, hochzeiten, notdienste,
gottesdienste, dictionary, dizionario, dizionari, diccionario, dictionnaire, worterbuch, traductor, translator, traduttore, calculator,
rechner, wordle, sudoku, crossword, crosswords, puzzle, puzzles, arcade, mahjong, bubble, ratsel, horoskop, horoscope, horoscopo,
horoscopes, oroscopo, meteo, wetter, weather, streaming, livestream, stream, lottery, loterias, universitatsranking, hochschulranking,
brands, branded, brandstudio, events, eventi, webspel, companyfinder, staumeldungen, verkehrsinfo
""")

# Languages by their own names: the editions of an outlet.
LANGUAGES = table("""
english, en, english edition, in english, espanol, es, en espanol, edicion en espanol, francais, fr, en francais, deutsch, de, auf deutsch,
italiano, it, portugues, pt, brasil pt, nederlands, nl, svenska, sv, norsk, nynorsk, bokmal, dansk, da, suomi, suomeksi, fi, polski, pl,
cesky, cestina, cs, slovencina, sk, slovenscina, magyar, hu, romana, ro, hrvatski, hr, bosanski, bhsc, bs, srpski, српски, sr, shqip, sq,
македонски, mk, български, bg, ελληνικα, el, turkce, tr, azerbaycanca, azerbaycan dili, kurdi, kurmanci, کوردی, ku, русский, на русском, по
русски, ru, рус, pусский, українська, укр, ua, қазақша, каз, кыргызча, o zbekcha, ozbekcha, uzb, тоҷикӣ, հայերեն, arm, ქართული, geo,
العربية, عربي, عربى, ar, arabic, فارسی, fa, farsi, اردو, ur, urdu, עברית, he, हिन्दी, हिंदी, hi, hindi, বাংলা, bn, bangla, தமிழ், tamil,
తెలుగు, telugu, ಕನ್ನಡ, kannada, മലയാളം, malayalam, ગુજરાતી, gujarati, मराठी, marathi, ਪੰਜਾਬੀ, punjabi, नेपाली, සිංහල, sinhala, 中文, 简体中文,
繁體中文, 简体, 繁體, 繁体, chinese, zh, 日本語, japanese, ja, 한국어, korean, ko, tieng viet, vi, bahasa indonesia, indonesia id, bahasa melayu, bm,
filipino, ไทย, th, ភាសាខ្មែរ, ລາວ, မြန်မာ, kiswahili, swahili, sw, hausa, yoruba, igbo, amharic, አማርኛ, soomaali, somali, afrikaans, catala,
ca, en catala, euskara, euskaraz, eus, galego, gal, cymraeg, gaeilge, letzebuergesch, eesti, latviesu, lietuviu, russian, spanish, french,
german, turkish, portuguese, persian, vietnamese, international edition, us edition, uk edition, europe edition, australia edition, edition
francaise
""")

# Pages that list articles by something other than a section.
LISTING = table("""
tag, tags, topic, topics, thema, themen, theme, themes, temas, tema, tema dia, tagovi, stichwort, etiqueta, etiquetas, tema del dia,
trending, hashtag, keyword, keywords, label, labels, mot cle, sujet, sujets, dossier, dossiers, om, emne, temat, tagi, stitek, etiket,
konu, konular, temas do dia, argomenti, argomento, subject, subjects, stories about, coverage, coverages, coberturas, cobertura, tegovi,
tegi, mavzu, author, authors, autor, autoren, autori, autores, auteur, auteurs, autore, people, person, profile, profiles, columnist,
columnists, contributor, contributors, reporter, reporters, staff, journalist, journalists, writer, writers, byline, bylines, by,
redakteur, firma, forfatter, skribent, yazar, yazarlar, kirjoittaja, user, users, member, expert, experts, penulis, tac gia
""")

# Listing pages of a section: a path that starts with one of these names a section.
SECTION_PATH = table("""
section, sections, seccion, secciones, sekce, seccio, sezione, sezioni, secao, secoes, rubrik, rubriken, rubrique, rubriques, rubrica,
rubryka, rubriky, rubric, ressort, ressorts, category, categories, categoria, categorias, categorie, categoriy, kategorie, kategori,
kategoria, kategorija, cat, channel, channels, canal, kanal, desk, hub, vertical, news category, chuyen muc, genre, type, list, listing,
index, collection, collections, series, archives, archive, archiv, page, pages
""")

# Names of sections, as menus print them.
SECTION = table(section_words.NAMES)

# What a section lists, where its name says it; the first that fits.
_KINDS = {
    "video": """
video, videos, watch, video features, clips, reels, video centre, video center, видео, відео, فيديو, فيديوهات, مرئيات, 视频, 視頻, 影音, 影片, 動画,
영상, वीडियो, भिडियो, ভিডিও, mediathek, webtv, web tv, filmek, filmy, βίντεο, וידאו, فیلم
""",
    "audio": """
podcast, podcasts, audio, radio, подкасты, подкасти, بودكاست, 播客, ポッドキャスト, podkast, podcasty, podcastok
""",
    "gallery": """
gallery, galleries, photo gallery, photo galleries, photos, photo, pictures, in pictures, fotos, foto, fotostrecken, fotogalerie,
fotogalerias, galeria, galerias, galerie, galeries, bilder, bildergalerien, bilderstrecken, diaporama, diaporamas, en images, imágenes,
images, slideshows, slideshow, photo essays, fotogaleri, foto galeri, fotogalleria, fotogallery, фото, фотогалереи, фоторепортажи, صور,
معرض الصور, بالصور, عکس, 图片, 圖片, 写真, 포토, फोटो, তصاویر, ছবি, obrazem, galleri, bildspel
""",
    "infographic": """
infographic, infographics, infographs, infograph, infografik, infografiken, infografía, infografías, infographie, infographies,
infografiche, infografica, инфографика, інфографіка, إنفوغراف, إنفوجراف, انفوغرافيك, إنفوجرافيك, 图解, 圖解, インフォグラフィック, 그래픽, graphics, data
visualization
""",
    "opinion": """
opinion, opinions, blog, blogs, op ed, op eds, oped, editorial, editorials, comment, commentary, commentisfree, comment is free, columns,
columnists, letters, perspectives, viewpoint, viewpoints, views, voices, meinung, meinungen, kommentar, kommentare, kolumnen, kolumne,
leitartikel, ansichten, debatte, tribune, tribunes, débats, éditos, edito, idées, chroniques, columnas, columnistas, opinião, colunas,
colunistas, opinioni, commenti, editoriali, meninger, mening, debatt, debat, ledare, leder, kronikk, krönikor, mielipide, mielipiteet,
arvamus, názory, komentáře, názory a analýzy, opinie, opinii, vélemény, komentari, mnenja, nuomonės, yazarlar, köşe yazıları, opini, tajuk,
kolom, мнения, мнение, колонки, думки, погляди, رأي, آراء, مقالات, مقالات الرأي, الرأي, یادداشت, 评论, 評論, 观点, 觀點, 社説, オピニオン, 오피니언, 사설, 칼럼,
विचार, ओपिनियन, মতামত, সম্পাদকীয়, דעות, απόψεις, γνώμες, ý kiến, góc nhìn
""",
    "live": """
live blog, live blogs, liveblog, liveblogs, live updates, liveticker, live
""",
    "interview": """
interview, interviews, entrevistas, entretiens, interviste, интервью, інтервю, حوارات, مقابلات, अन्तर्वार्ता, rozhovory, röportaj,
gespräche, mülakat
""",
    "press_release": """
press release, press releases, pressemitteilungen, comunicados, communiqués, пресс релизы, بيانات صحفية, প্রেস রিলিজ
""",
}  # fmt: skip
KIND_WORDS = {kind: table(words) for kind, words in _KINDS.items()}


def kind_of(label: str, slug: str = "") -> str:
    """What a section of that name lists; "article" where its name does not say otherwise."""
    names = (fold(label), fold(slug))
    return next((kind for name in names for kind, words in KIND_WORDS.items() if name in words), "article")
