"""Lines between paragraphs that are no text, by their words alone, in many languages; and sentences that begin as they do."""

from __future__ import annotations

import pytest

from newscrawl.reading import read_article

CREDITS = (
    "Foto: Jane Doe|Bild: Jane Doe|Photo by Jane Doe|Photo: Jane Doe/Reuters|Φωτό: Γιώργος Παπάς|Ảnh: Nguyễn Văn An|사진=연합뉴스|写真：山田太郎|"
    "图：新华社|圖／王小明|ภาพ: สมชาย|ছবি: রহিম উদ্দিন|फोटो: राम|صورة: أحمد علي|تصوير: أحمد علي|عکس: احمد|צילום: דוד כהן|Nuotr. Jonas|"
    "Fotó: Nagy Péter|Kuva: Matti Virtanen|Mynd: Jón|Argazkia: Jon|Fotografija: Ivan Horvat|Фото: Иван Петров|Снимка: Иван Петров|"
    "Zdjęcie: Jan Kowalski|Fot. Jan Kowalski|Crédit photo : Jeanne Dupont|Crédito: Juana López|Imagen: Juana López|"
    "Imagem: João Silva|Foto de João Silva|Image credit: Getty Images|Getty Images|Image source, Getty Images|Fotoğraf: Ahmet Yılmaz|"
    "Foto oleh Budi|Gambar: Budi|Larawan: Juan|Picha: Juma|Kredit: Jane Doe|Copyright Jane Doe|© Jane Doe|(c) Reuters|Archive photo|"
    "Archivbild|Foto de archivo|Photo d'illustration|Symbolbild|Ilustračná fotografia|Ilustrační foto"
).split("|")
READ_MORE = (
    "Read more:|Read also:|Also read:|See also:|Related:|Don't miss:|Lee también:|Lea también:|Te puede interesar:|Leia também:|"
    "Leia mais:|Veja também:|Lire aussi :|À lire aussi :|A lire également :|Leggi anche:|Lesen Sie auch:|Auch interessant:|"
    "Mehr zum Thema:|Lees ook:|Lees meer:|Läs också:|Läs mer:|Les også:|Læs også:|Lue myös:|Lue lisää:|Czytaj także:|Zobacz też:|"
    "Čtěte také:|Prečítajte si aj:|Pročitajte i:|Прочитајте и:|Читайте также:|Читайте також:|Прочетете още:|Preberite tudi:|"
    "Skaitykite taip pat:|Lasi arī:|Loe ka:|Kapcsolódó:|Citește și:|Citiţi şi:|Διαβάστε επίσης:|Διαβάστε ακόμα:|Lexo edhe:|"
    "İlgili haber:|Həmçinin oxuyun:|წაიკითხეთ აგრეთვე:|Baca juga:|Baca Juga:|Xem thêm:|Đọc thêm:|อ่านเพิ่มเติม:|อ่านข่าว:|"
    "यह भी पढ़ें:|इसे भी पढ़ें:|আরও পড়ুন:|আরো পড়ুন:|மேலும் படிக்க:|یہ بھی پڑھیں:|بیشتر بخوانید:|اقرأ أيضا:|اقرأ المزيد:|קראו גם:|"
    "עוד בנושא:|あわせて読みたい：|関連記事：|延伸阅读：|延伸閱讀：|相关阅读：|관련기사:|이어서 읽기:|Soma zaidi:|Pia soma:|Basahin din:|Llegiu també:|Le també:|"
    "Irakurri gehiago:|Lesa meira:"
).split("|")
CALLS = (
    "Sign up for our newsletter|Subscribe to our newsletter to get the latest news|Suscríbete a nuestro boletín|"
    "Assine nossa newsletter|Inscrivez-vous à notre newsletter|Iscriviti alla nostra newsletter|Abonnieren Sie unseren Newsletter|"
    "Abonneer je op onze nieuwsbrief|Prenumerera på vårt nyhetsbrev|Meld deg på nyhetsbrevet vårt|Tilmeld dig vores nyhedsbrev|"
    "Tilaa uutiskirjeemme|Zapisz się do naszego newslettera|Přihlaste se k odběru newsletteru|Подпишитесь на нашу рассылку|"
    "Подписывайтесь на наш Telegram-канал|Підписуйтесь на наш Telegram|Abonohuni në buletinin tonë|Abonează-te la newsletter|"
    "Iratkozzon fel hírlevelünkre|Εγγραφείτε στο newsletter μας|Ακολουθήστε μας στο Google News|Bültenimize abone olun|"
    "Bizi Google News'te takip edin|Ikuti kami di Google News|Dapatkan berita terbaru di WhatsApp Channel|"
    "Theo dõi chúng tôi trên Google News|ติดตามข่าวได้ที่ LINE|हमारे व्हाट्सएप चैनल से जुड़ें|আমাদের ফেসবুক পেজে লাইক দিন|"
    "ہمارا واٹس ایپ چینل جوائن کریں|اشترك في نشرتنا البريدية|تابعونا على تلغرام|הירשמו לניוזלטר שלנו|"
    "Follow us on Twitter and Facebook|Síguenos en Facebook y Twitter|Siga-nos no Instagram|Suivez-nous sur Facebook|"
    "Seguici su Telegram|Folgen Sie uns auf Facebook|구독하기 네이버에서|LINE公式アカウントを友だち追加|关注我们的微信公众号|Advertisement|Publicidad|Publicidade|"
    "Publicité|Pubblicità|Anzeige|Werbung|Advertentie|Annons|Annonse|Annonce|Mainos|Reklama|Реклама|Oglas|Reklam|Iklan|Quảng cáo|"
    "โฆษณา|विज्ञापन|বিজ্ঞাপন|إعلان|פרסומת|広告|广告|廣告|광고|Διαφήμιση|Publicitate|Hirdetés|Advertisement - scroll to continue|"
    "Story continues below advertisement|Article continues after advertisement|La nota continúa después del anuncio|"
    "Continua após a publicidade|Der Artikel geht nach der Anzeige weiter|L'articolo continua dopo la pubblicità|"
    "La suite après la publicité|Haberin devamı aşağıda|Artikkeli jatkuu mainoksen jälkeen|Artikeln fortsätter efter annonsen|"
    "Tekst leest verder onder de advertentie|Продолжение после рекламы"
).split("|")

PARAGRAPHS = [
    f"<p>The harbour council met on Monday to decide about the ferry line, and heard what fishermen, pupils and traders had to say, part {part}.</p>"
    for part in range(6)
]
LINK = '<a href="/news/another-story-about-boats">Another story about boats and ports</a>'


def kept(line: str) -> bool:
    """Whether a line that stands in the midst of a text is taken as part of it."""
    parts = "".join([*PARAGRAPHS[:3], line, *PARAGRAPHS[3:]])
    title = "Council decides about ferry line"
    page = f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>{parts}</article></main></body></html>"
    body = read_article(page.encode(), "https://news.example/news/council-decides").body.split("\n\n")
    assert [text for text in body if text.startswith("The harbour")] == [text[3:-4] for text in PARAGRAPHS]
    return len(body) > len(PARAGRAPHS)


@pytest.mark.parametrize("words", CREDITS)
def test_whom_a_picture_is_by_is_no_text(words: str) -> None:
    assert not kept(f"<p>{words}</p>")


@pytest.mark.parametrize("words", READ_MORE)
def test_what_points_to_other_articles_is_no_text(words: str) -> None:
    assert not kept(f"<p>{words} {LINK}</p>")
    assert not kept(f"<p><strong>{words}</strong></p><ul><li>{LINK}</li><li>{LINK.replace('boats', 'trains')}</li></ul>")


@pytest.mark.parametrize("words", CALLS)
def test_what_sells_or_asks_is_no_text(words: str) -> None:
    assert not kept(f"<p>{words}</p>")
    assert not kept(f'<p><a href="/more">{words}</a></p>')


@pytest.mark.parametrize(
    "sentence",
    [
        "Follow the money, the judge said.",
        "Sign language was used at the meeting.",
        "Foto de familia de los ministros, la cumbre terminó.",
        "Getty Images sued the company in London.",
        "File photos of the suspect were shown to the court.",
        "Related charges were dropped in May.",
        "Annonce surprise du maire : la ligne ferme.",
        "Följ pengarna, sade domaren i Malmö.",
        "Следете го авторот, рече судијата пред медиумите во Скопје.",
        "Ver para creer, dijo el alcalde.",
        "Screenshots of the chat were shown.",
        "Advertisement revenue fell by a third.",
        "The picture by Rembrandt was sold for two million euros.",
    ],
)
def test_a_sentence_that_begins_so_is_text(sentence: str) -> None:
    assert kept(f"<p>{sentence}</p>")
