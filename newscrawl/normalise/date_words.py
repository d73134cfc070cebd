"""The words of dates in the languages that news is written in, folded (:func:`fold`): months, units, days, halves of a day.

A word is read in whatever language the page is; the few that two languages use for two months have their language beside them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TypeVar

from newscrawl.normalise.month_names import MONTH_NAMES

Value = TypeVar("Value")


def fold(text: str) -> str:
    """Lower case, without accents, hamza, vowel marks and bidi marks; every decimal digit as ASCII."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text.casefold()).translate(_FORMS))


# Combining classes of the vowels and joins of South and South-East Asia, which are no ornament: without them January is June.
_VOWELS = frozenset((0, 9, 84, 91, 103, 118))


class _Forms(dict[int, str | None]):
    """What becomes of each character of a decomposed text, worked out when it is first met; None: it is left out."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        category = unicodedata.category(character)
        is_mark = category == "Cf" or (category == "Mn" and unicodedata.combining(character) not in _VOWELS)
        self[code] = form = None if is_mark else str(unicodedata.decimal(character)) if character.isdecimal() else character
        return form


_FORMS = _Forms()

# By line: Germanic and Romance, Slavic and Baltic, others in Latin and Greek script, Semitic (Levant; Egypt and Gulf; Maghreb), South and East Asia.
_MONTHS = (
    """january jan januar janner jänner januari janvier janv enero ene gennaio gen janeiro gener ianuarie ian janúar
       января январь янв січня січень leden ledna styczeń stycznia sty januára януари јануар januara sausio sausis janvāris janvārī studzeń
       ocak oca január tammikuu tammikuuta jaanuar jaanuari ιανουαρίου ιανουάριος ιαν janar urtarrila yanvar enyanzo januwari masingana
       كانون_الثاني يناير جانفي ژانویه جنوری ינואר
       जनवरी জানুয়ারি জানুয়ারী ஜனவரி มกราคม ม.ค. tháng_1 tháng_một""",
    """february feb februar februari février févr fév febrero febbraio fevereiro fev febrer februarie febrúar
       февраля февраль фев лютого лютий únor února luty lutego lut februára февруари фебруар februara vasario vasaris februāris februārī
       şubat şub február helmikuu helmikuuta veebruar φεβρουαρίου φεβρουάριος φεβ shkurt otsaila fevral februwari nhlolanja
       شباط فبراير فيفري فوریه فروری פברואר
       फरवरी ফেব্রুয়ারি ফেব্রুয়ারী பிப்ரவரி กุมภาพันธ์ ก.พ. tháng_2 tháng_hai""",
    """march mar märz mrz mrt maart mars marzo março març martie
       марта март мар березня березень březen března marzec marca март mart ožujak ožujka kovo kovas marts martā sakavika
       mart március márc maaliskuu maaliskuuta märts μαρτίου μάρτιος μαρ maret mac mashi ndasa
       اذار آذار مارس مارچ מרץ מרס
       मार्च মার্চ மார்ச் มีนาคม มี.ค. tháng_3 tháng_ba""",
    """april apr avril avr abril abr aprile aprilie apríl
       апреля апрель апр квітня квітень duben dubna kwiecień kwietnia kwi април aprila travanj travnja balandžio balandis aprīlis aprīlī
       nisan nis április ápr huhtikuu huhtikuuta aprill απριλίου απρίλιος απρ prill apirila aprel mbasa
       نيسان ابريل أبريل افريل أفريل آوریل اپریل אפריל
       अप्रैल এপ্রিল ஏப்ரல் เมษายน เม.ย. tháng_4 tháng_tư""",
    """may mai mei mayo maggio mag maio maig maí
       мая май травня травень květen května maj maja maju máj мај svibanj svibnja gegužės gegužė maijs maijā
       mayıs május toukokuu toukokuuta μαΐου μάιος μαι maiatza meyi nhlaba
       ايار أيار مايو ماي مه مئی מאי
       मई মে மே พฤษภาคม พ.ค. tháng_5 tháng_năm""",
    """june jun juni juin junio giugno giu junho juny iunie iun júní
       июня июнь июн червня червень červen června czerwiec czerwca cze júna јун јуни juna lipanj lipnja birželio birželis jūnijs jūnijā
       haziran haz június jún kesäkuu kesäkuuta juuni ιουνίου ιούνιος ιουν qershor ekaina iyun juni nhlangulana
       حزيران يونيو جوان ژوئن جون יוני
       जून জুন ஜூன் มิถุนายน มิ.ย. tháng_6 tháng_sáu""",
    """july jul juli juillet juil julio luglio lug julho juliol iulie iul júlí
       июля июль июл липня липень červenec července lipiec lipca júla јул јули jula srpanj srpnja liepos liepa jūlijs jūlijā
       temmuz tem július júl heinäkuu heinäkuuta juuli ιουλίου ιούλιος ιουλ korrik uztaila iyul julai ntulikazi
       تموز يوليو يوليوز جويلية ژوئیه جولائی יולי
       जुलाई জুলাই ஜூலை กรกฎาคม ก.ค. tháng_7 tháng_bảy""",
    """august aug agt agu augustus août aout agosto ago agost ágúst
       августа август авг серпня серпень srpen srpna sierpień sierpnia sie augusta avgusta avgust kolovoz kolovoza rugpjūčio rugpjūtis augusts augustā
       ağustos ağu augusztus elokuu elokuuta αυγούστου αύγουστος αυγ gusht abuztua avqust agustus ogos ncwaba
       اب آب اغسطس أغسطس غشت اوت أوت آگوست اگست אוגוסט
       अगस्त আগস্ট ஆகஸ்ட் สิงหาคม ส.ค. tháng_8 tháng_tám""",
    """september sep sept septembre septiembre setiembre settembre set setembro setembre septembrie
       сентября сентябрь сен сент вересня вересень září wrzesień września wrz septembra септември септембар rujan rujna rugsėjo rugsėjis septembris septembrī
       eylül eyl szeptember szept syyskuu syyskuuta σεπτεμβρίου σεπτέμβριος σεπ shtator iraila sentyabr mandulo
       ايلول أيلول سبتمبر شتنبر سپتامبر ستمبر ספטמבר
       सितंबर सितम्बर সেপ্টেম্বর செப்டம்பர் กันยายน ก.ย. tháng_9 tháng_chín""",
    """october oct oktober okt octobre octubre ottobre ott outubro out octubre octombrie október
       октября октябрь окт жовтня жовтень říjen října październik października paź oktobra октомври октобар spalio spalis oktobris oktobrī
       ekim eki október lokakuu lokakuuta oktoober οκτωβρίου οκτώβριος οκτ tetor urria oktyabr mfumfu
       تشرين_الاول تشرين_الأول اكتوبر أكتوبر اکتبر اکتوبر אוקטובר
       अक्टूबर অক্টোবর அக்டோபர் ตุลาคม ต.ค. tháng_10 tháng_mười""",
    """november nov novembre noviembre novembro noiembrie nóvember
       ноября ноябрь ноя листопада листопад listopad listopadu listopada lis novembra ноември новембар studeni studenoga lapkričio lapkritis novembris novembrī
       kasım kas noviembre marraskuu marraskuuta νοεμβρίου νοέμβριος νοε nëntor azaroa noyabr lwezi
       تشرين_الثاني نوفمبر نونبر نوامبر نومبر נובמבר
       नवंबर नवम्बर নভেম্বর நவம்பர் พฤศจิกายน พ.ย. tháng_11 tháng_mười_một""",
    """december dec dezember dez décembre déc diciembre dic dicembre dezembro desembre decembrie desember des
       декабря декабрь дек грудня грудень prosinec prosince grudzień grudnia gru decembra декември децембар prosinac prosinca gruodžio gruodis decembris decembrī
       aralık ara joulukuu joulukuuta detsember δεκεμβρίου δεκέμβριος δεκ dhjetor abendua dekabr disember zibandlela
       كانون_الاول كانون_الأول ديسمبر دجنبر دسامبر دسمبر דצמבר
       दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் ธันวาคม ธ.ค. tháng_12 tháng_mười_hai""",
)  # fmt: skip
MONTHS = {fold(word).replace("_", " "): number for number, line in enumerate(_MONTHS, 1) for word in line.split()}
MONTHS |= {"ב" + word: number for word, number in MONTHS.items() if "א" <= word[0] <= "ת"}  # "in January", as Hebrew dates have it
# The months of the Solar Hijri calendar, as Iran and as Afghanistan name them.
_SOLAR = "فروردین حمل|اردیبهشت ثور|خرداد جوزا|تیر سرطان|مرداد اسد|شهریور سنبله|مهر میزان|آبان عقرب|آذر قوس|دی جدی|بهمن دلو|اسفند حوت"
SOLAR_MONTHS = {fold(word): number for number, names in enumerate(_SOLAR.split("|"), 1) for word in names.split()}
# As Ukrainian and Vietnamese calendars of computers (CLDR) shorten them.
_SHORT = "січ thg_1|лют thg_2|бер thg_3|квіт thg_4|трав thg_5|черв thg_6|лип thg_7|серп thg_8|вер thg_9|жовт thg_10|лист thg_11|груд thg_12"
MONTHS |= {fold(word).replace("_", " "): number for number, words in enumerate(_SHORT.split("|"), 1) for word in words.split()}
# What is a month in pages of its language alone: short words, and those that two languages use for two months.
MONTHS_OF: dict[str, dict[str, int]] = {"hr": {"lipnja": 6, "srpnja": 7}}  # Croatian and Czech name other months after the same trees
ANYWHERE = 5  # letters


def _named() -> Iterator[tuple[str, str, int]]:
    """Language, folded name and number of the months of CLDR."""
    for language, months in MONTH_NAMES.items():
        for number, names in enumerate(months.split("|"), 1):
            yield from ((language, fold(name).replace("_", " "), number) for name in names.split())


for _language, _name, _number in _named():
    MONTHS_OF.setdefault(_language, {})[_name] = _number
    if len(_name) >= ANYWHERE:
        MONTHS.setdefault(_name, _number)


def _table(lines: dict[Value, str]) -> dict[str, Value]:
    return {fold(word): value for value, words in lines.items() for word in words.split()}


UNITS = _table({
    "seconds": "second seconds sec secs segundo segundos sekunde sekunden seconde secondes secondi secondo ثانية ثوان секунд секунды секунду saniye 秒 초",
    "minutes": """minute minutes min mins minuto minutos minuten minuti dakika минут минуты минуту минута минути хвилин хвилини minut minuty minuter minutter minuuttia
                  minutami minúty minúť minuta minute minuts perce λεπτά minit menit phút นาที মিনিট منٹ دقيقة دقائق
                  دقیقه דקות मिनट 分 分钟 分鐘 분""",
    "hours": """hour hours hr hrs h hora horas stunde stunden std heure heures ora ore uur uren saat час часа часов година години годин godzin godziny godzinę
                hodin hodiny hores hodinami hodinou hodín timmar timme timer time tuntia tunti órája óra ώρες ώρα ore oră sata sati sat сата сати часове jam giờ ชั่วโมง ঘণ্টা ঘন্টা گھنٹے گھنٹہ ساعة ساعات ساعت שעות घंटे 小时 小時 時間 시간""",
    "days": """day days d día días dia dias tag tage tagen jour jours giorno giorni dag dagen dagar dage gün день дня дней дні днів дана дни dni dny dana dny päivää dies napja ημέρες zile zi hari ngày วัน দিন دن يوم أيام روز
               ימים दिन 天 日 일""",
    "weeks": "week weeks semana semanas woche wochen semaine semaines settimana settimane weken hafta неделю недели недель tygodni viikkoa hete εβδομάδες săptămâni minggu tuần สัปดาห์ সপ্তাহ أسبوع أسابيع 周 週間 주",
})  # fmt: skip
# Two of a unit in one word, as Arabic has it.
PAIRS = _table({"minutes": "دقيقتين دقيقتان", "hours": "ساعتين ساعتان", "days": "يومين يومان", "weeks": "أسبوعين أسبوعان"})
# What says that a number of units lies in the past.
AGO = frozenset(_table({"ago": "ago hace vor ya fa há atrás geleden önce назад тому temu sedan siden sitten ezelőtt πριν acum prije pre пре преди před pred lalu trước আগে پہلے منذ قبل پیش לפני पहले 前 전 zpět"}))  # fmt: skip
# How many days back a word lies.
DAYS_BACK = _table({
    0: "today hoy heute aujourd'hui oggi hoje vandaag bugün сегодня сьогодні dziś dzisiaj dnes idag tänään σήμερα astăzi azi danas данас днес วันนี้ আজ آج الیوم اليوم امروز היום आज 今天 今日 오늘",
    1: "yesterday ayer gestern hier ieri ontem gisteren dün вчера вчора wczoraj včera igår eilen tegnap χθες jučer juče јуче kemarin เมื่อวาน গতকাল أمس دیروز אתמול कल 昨天 昨日 어제",
})  # fmt: skip
# Whether twelve hours are to be added.
HALVES = _table({
    True: "pm p.m. p.m م مساء مساءً ب.ظ μμ μ.μ. 下午 午後 오후",
    False: "am a.m. a.m ص صباحا صباحاً ق.ظ πμ π.μ. 上午 午前 오전",
})  # fmt: skip
