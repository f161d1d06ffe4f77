package workbook.grading;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Recognizes text that is not UTF-8, and guesses its encoding. */
final class Encoding {

    /** The byte order mark with which some editors begin a file in UTF-8. */
    static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private static final int SHOWN = 60; // characters of a line

    /**
     * The codes of the small letters in a charset for Russian. In a text, most letters are small.
     */
    private record Russian(String charset, int from, int to, int from2, int to2) {

        long smallLetters(byte[] bytes) {
            long found = 0;
            for (byte b : bytes) {
                int c = b & 0xff;
                found += c >= from && c <= to || c >= from2 && c <= to2 ? 1 : 0;
            }
            return found;
        }
    }

    private static final List<Russian> RUSSIAN =
            List.of(
                    new Russian("windows-1251", 0xe0, 0xff, 0xb8, 0xb8),
                    new Russian("KOI8-R", 0xc0, 0xdf, 0xa3, 0xa3),
                    new Russian("IBM866", 0xa0, 0xaf, 0xe0, 0xf1));

    private Encoding() {}

    static boolean hasMark(byte[] bytes) {
        return bytes.length >= MARK.length
                && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }

    /**
     * Returns what is wrong with a file that should be UTF-8, and what to do; empty if it is UTF-8.
     */
    static String trouble(String file, byte[] bytes) {
        Optional<Charset> utf16 = utf16(bytes);
        if (utf16.isPresent()) {
            return "%s is saved as UTF-16, not as UTF-8.\n%s".formatted(file, advice("UTF-16"));
        }
        int bad = firstBad(bytes);
        if (bad < 0) {
            return "";
        }
        int line = 1;
        int start = 0;
        for (int i = 0; i < bad; i++) {
            if (bytes[i] == '\n') {
                line++;
                start = i + 1;
            }
        }
        int end = start;
        while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        Optional<String> guess = guess(bytes);
        Charset charset = guess.map(Charset::forName).orElse(UTF_8);
        String shown = new String(bytes, start, end - start, charset).strip();
        if (shown.length() > SHOWN) {
            shown = shown.substring(0, SHOWN) + "…";
        }
        return "%s:%d: this line is not UTF-8%s\n    %s\n%s"
                .formatted(
                        file,
                        line,
                        guess.map(name -> ". The file looks like " + name + ":").orElse(":"),
                        shown,
                        advice(guess.orElse("")));
    }

    private static String advice(String now) {
        String save = now.isEmpty() ? "Save it" : "Open the file as " + now + ", and save it";
        return save
                + " as UTF-8: in IntelliJ and VS Code, click the encoding at the bottom right; in"
                + " Notepad, choose the encoding in \"Save as\".";
    }

    /** Returns the index of the first byte that is not valid UTF-8; -1 if there is none. */
    private static int firstBad(byte[] bytes) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        boolean bad = decoder.decode(in, CharBuffer.allocate(bytes.length + 1), true).isError();
        return bad ? in.position() : -1;
    }

    /**
     * Recognizes UTF-16 by its byte order mark, or by its zeros. Java code is mostly ASCII, and in
     * UTF-16 every second byte of ASCII text is 0.
     */
    private static Optional<Charset> utf16(byte[] bytes) {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return Optional.of(UTF_16LE);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return Optional.of(UTF_16BE);
        }
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i % 2] += bytes[i] == 0 ? 1 : 0;
        }
        int many = bytes.length / 4; // half of all pairs
        if (many > 0 && zeros[1] >= many && zeros[0] == 0) {
            return Optional.of(UTF_16LE);
        }
        return many > 0 && zeros[0] >= many && zeros[1] == 0
                ? Optional.of(UTF_16BE)
                : Optional.empty();
    }

    /**
     * Guesses the encoding of a text that is not UTF-8. In Russian, several letters outside ASCII
     * follow one another. In the languages of windows-1252, such letters stand alone. A file that
     * is mostly UTF-8 is damaged and does not have another encoding.
     */
    private static Optional<String> guess(byte[] bytes) {
        if (bytes.length == 0 || mostlyUtf8(bytes)) {
            return Optional.empty();
        }
        Russian best = RUSSIAN.get(0);
        for (Russian one : RUSSIAN) {
            best = one.smallLetters(bytes) > best.smallLetters(bytes) ? one : best;
        }
        String name = longestRow(bytes) >= 3 ? best.charset() : "windows-1252";
        return Charset.isSupported(name) && decodes(bytes, Charset.forName(name))
                ? Optional.of(name)
                : Optional.empty();
    }

    private static boolean mostlyUtf8(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        long damaged = text.chars().filter(c -> c == '\ufffd').count();
        long whole = text.chars().filter(c -> c >= 0x80 && c != '\ufffd').count();
        return whole > damaged;
    }

    private static int longestRow(byte[] bytes) {
        int longest = 0;
        int row = 0;
        for (byte b : bytes) {
            row = b < 0 ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return longest;
    }

    private static boolean decodes(byte[] bytes, Charset charset) {
        try {
            charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
