"""Versions: links that print, mail or share an article that has an address of its own, or answer to a comment.

"12 comments" is none: it leads to the article itself.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from newscrawl.discovery.shapes import Shape
from newscrawl.discovery.words import fold, table

# What stands on such links.
_SAID = table("""
print, print this, print article, print this article, print story, print this story, print page, print this page, print version,
printer friendly, printer friendly version, printable version, drucken, druckansicht, druckversion, artikel drucken, seite drucken,
imprimer, imprimer larticle, imprimer cet article, version imprimable, imprimir, imprimir articulo, imprimir noticia, version imprimible,
version para imprimir, versao para impressao, stampa, stampa articolo, stampa larticolo, versione stampabile, afdrukken, printen, skriv ut,
udskriv, tulosta, drukuj, wydrukuj, wersja do druku, tisk, tisknout, vytisknout, tlacit, vytlacit, nyomtatas, nyomtathato verzio,
tipareste, printeaza, ispisi, stampaj, odstampaj, natisni, версия для печати, распечатать, печать, на печать, роздрукувати, друк, версія для
друку, печат, отпечатай, εκτύπωση, yazdır, cetak, print artikel, in bài, in trang, bản in, طباعة, اطبع, نسخة للطباعة, چاپ, نسخه چاپی, הדפסה, הדפס,
גרסת הדפסה, प्रिंट, প্রিন্ট, 打印, 列印, 友善列印, 印刷, 인쇄, 프린트, พิมพ์, chapisha,
email, e mail, mail, email this, email article, email this article, send by email, send to a friend, email a friend, per mail, per e mail
senden, weiterempfehlen, envoyer, envoyer par mail, envoyer par email, envoyer a un ami, enviar, enviar por email, enviar por correo, enviar
por e mail, enviar a un amigo, invia, invia per email, invia a un amico, versturen, отправить, надіслати, إرسال, ارسال, 转发, 轉寄,
share, share this, share article, share this article, share story, share this story, teilen, artikel teilen, partager, partager larticle,
compartir, compartilhar, compartilhe, partilhar, condividi, delen, deel, dela, del, jaa, udostepnij, podziel sie, sdilet, zdielat, megosztas,
megosztom, distribuie, podijeli, podeli, deli, поделиться, поділитися, сподели, κοινοποίηση, paylaş, bagikan, kongsi, chia sẻ, مشاركة, شارك, شارك
المقال, اشتراک گذاری, שיתוף, שתף, שתפו, शेयर, शेयर करें, শেয়ার, শেয়ার করুন, 分享, シェア, 공유, 공유하기, แชร์, shiriki,
""")
_PRINTED = table(
    "print, printer, printable, printversion, print version, printarticle, printpage, printer friendly, druckversion, imprimir, imprimer"
)
_LAST = _PRINTED | table("email, e mail, mail, share, comment, comments, reply, drucken, kommentare, comentarios, commentaires, commenti")
_KEYS = frozenset(("print", "printable", "printview", "printpage", "printversion", "replytocom", "sendmail", "emailarticle"))
_SHARED = "share"  # ?share=facebook leads on to that network (WordPress, Jetpack)


def says_version(words: str) -> bool:
    """Whether the folded words on a link say no more than "print", "mail" or "share"."""
    return words in _SAID


def leads_to_version(shape: Shape) -> bool:
    """Whether an address is that of another version: /print/story, story?print=1, ?view=print, story/email, ?replytocom=5."""
    parts = [fold(part.removesuffix(shape.extension)) for part in shape.parts]
    if parts and (parts[0] in _PRINTED or parts[-1] in _LAST):
        return True
    return any(key.lower() in _KEYS or fold(value) in _PRINTED for key, value in parse_qsl(shape.query, keep_blank_values=True))


def leads_to_network(shape: Shape) -> bool:
    """Whether an address hands an article on to a social network."""
    return any(key.lower() == _SHARED for key, _ in parse_qsl(shape.query, keep_blank_values=True))
