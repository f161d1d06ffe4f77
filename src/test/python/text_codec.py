"""Lesson 04: what Python's own codecs make of the lesson's texts, a line for each."""
import codecs


def told(turn):
    try:
        return turn()
    except UnicodeError:
        return "told"
    except LookupError:
        return "unknown"


TEXTS = ("Привет!", "И тебе привет!", "5 €", "Как дела?", "aя€😀")
CHARSETS = ("UTF-8", "windows-1251", "KOI8-R", "windows-1215")
for text in TEXTS:
    for written in CHARSETS:
        print("encode", written, text, told(lambda: text.encode(written).hex(" ")), sep="|")
        for read in CHARSETS:
            if "UTF-8" != read:  # how many U+FFFD stand for bad UTF-8 is everyone's own choice
                misread = told(lambda: text.encode(written).decode(read, "replace"))
                print("misread", written, read, text, misread, sep="|")
for bytes_ in (b"\xff", b"\xd0\x9f\xd1", b"\x98", b"\xcf\xf0\xe8", bytes(range(128, 256))):
    for read in CHARSETS:
        print("decode", read, bytes_.hex(" "), told(lambda: bytes_.decode(read)), sep="|")
for cut in range(14):
    decoder = codecs.getincrementaldecoder("utf-8")()
    data = "Привет!".encode("utf-8")
    print("feed", cut, decoder.decode(data[:cut]), decoder.decode(data[cut:], True), sep="|")
