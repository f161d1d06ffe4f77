// style: JSON written and parsed by hand; a constructor that is hidden; a filter that switches over names; a thread that sends while swap reads.
package lesson16_serialized_objects;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes and reads the same map as JSON. Reading a text creates only the objects that you create.
 *
 * <pre>
 * {"1":"hi","2":"there"}
 * </pre>
 *
 * <p>Watch out: JSON's keys are strings, and Jackson accepts more than you may expect.
 */
public class JsonMap {

    /** Returns one JSON object in UTF-8, without spaces between its parts. */
    public static byte[] write(Map<Integer, String> map) throws IOException {
        return map.entrySet().stream()
                .map(e -> quote(String.valueOf(e.getKey())) + ":" + quote(e.getValue()))
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static final String HEX = "0123456789abcdef";

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c) /* escaped in pairs */) {
                quoted.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15));
                quoted.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * Returns the map in these bytes.
     *
     * @throws IOException if they are not exactly one JSON object in UTF-8, if a key is not an
     *     integer as {@link Integer#toString(int)} writes it, if a key occurs twice, or if a value
     *     is not a string
     */
    public static Map<Integer, String> read(byte[] bytes) throws IOException {
        return new JsonMap(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString())
                .object();
    }

    private final String text;
    private int at;

    private JsonMap(String text) {
        this.text = text;
    }

    private Map<Integer, String> object() throws IOException {
        Map<Integer, String> map = new HashMap<>();
        want('{');
        if (peek() == '}') {
            want('}');
        } else {
            char separator;
            do {
                peek();
                String name = string();
                want(':');
                peek();
                if (map.putIfAbsent(key(name), string()) != null) {
                    throw bad("a key twice");
                }
                separator = peek() == ',' ? ',' : '}';
                want(separator);
            } while (separator == ',');
        }
        if (peek() != 0 || at < text.length()) {
            throw bad("something behind the object");
        }
        return map;
    }

    private int key(String name) throws IOException {
        if (!name.matches("0|-?[1-9][0-9]{0,9}")) {
            throw bad("no integer");
        }
        long key = Long.parseLong(name);
        if (key != (int) key) {
            throw bad("no int");
        }
        return (int) key;
    }

    private String string() throws IOException {
        if (take() != '"') {
            throw bad("no string");
        }
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = take();
            if (c == '"') {
                return string.toString();
            }
            if (c < ' ') {
                throw bad("a control character");
            }
            string.append(c == '\\' ? escaped(take()) : c);
        }
    }

    private char escaped(char c) throws IOException {
        switch (c) {
            case '"', '\\', '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u':
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    int digit = "0123456789abcdef".indexOf(Character.toLowerCase(take()));
                    if (digit < 0) {
                        throw bad("no hex digit");
                    }
                    code = 16 * code + digit;
                }
                return (char) code;
            default:
                throw bad("an unknown escape");
        }
    }

    private void want(char c) throws IOException {
        if (peek() != c) {
            throw bad("no " + c);
        }
        at++;
    }

    /** Passes over blanks; the character behind them, 0 at the end. */
    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char take() throws IOException {
        if (at == text.length()) {
            throw bad("the end");
        }
        return text.charAt(at++);
    }

    private IOException bad(String why) {
        return new IOException(why + " at " + at);
    }
}
