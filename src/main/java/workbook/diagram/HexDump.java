package workbook.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.wire.Bytes;

/** Shows bytes as rows of offset, hex and text: {@code 0000 68 65 6c 6c 6f hello}. */
final class HexDump {

    private static final int ROWS = 32; // a longer dump shows only its first rows

    private HexDump() {}

    /** Returns the columns that a full row takes. */
    static int width(int perRow) {
        return 4 + perRow * 3 + 2 + perRow;
    }

    static List<String> rows(byte[] bytes, int perRow) {
        List<String> rows = new ArrayList<>();
        for (int at = 0; at < bytes.length && rows.size() < ROWS; at += perRow) {
            rows.add(row(bytes, at, perRow));
        }
        int shown = ROWS * perRow;
        if (bytes.length > shown) {
            rows.add("…    " + Bytes.count(bytes.length - shown) + " more");
        }
        return rows;
    }

    private static String row(byte[] bytes, int at, int perRow) {
        StringBuilder hex = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (int i = at; i < Math.min(bytes.length, at + perRow); i++) {
            hex.append(String.format(Locale.ROOT, " %02x", bytes[i] & 0xff));
            text.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        return String.format(Locale.ROOT, "%04x", at)
                + hex
                + " ".repeat(perRow * 3 - hex.length() + 2)
                + text;
    }
}
