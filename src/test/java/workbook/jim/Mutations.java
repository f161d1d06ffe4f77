package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes streams of JIM objects that are damaged in every way; the same ones from the same seed. */
final class Mutations {

    private static final int LONGEST = 24_000; // bytes of a stream

    private static final List<String> OBJECTS =
            List.of(
                    "{'action':'presence','time':5,'type':'status','user':{'account_name':'anna','status':'Yep!'}}",
                    "{'action':'presence','time':1700000000.25,'user':{'client_name':'анна'}}",
                    "{'action':'probe','time':5}",
                    "{'action':'authenticate','time':5,'user':{'account_name':'anna','password':'s3}cret{'}}",
                    "{'action':'msg','time':5,'to':'#tea','from':'anna','encoding':'ascii','message':'hello'}",
                    "{'action':'msg','time':'2023-11-14T22:13:20','to':'bob','from':'anna','message':'да 😀 \\u044f\\ud83d\\ude00 \\'\\\\'}",
                    "{ 'action' : 'message', 'time' : 5, 'to' : '#', 'from' : 'anna', 'mess_text' : 'hi' }",
                    "{'action':'join','time':5,'room':'#tea'}",
                    "{'action':'leave','time':5,'room':'#tea'}",
                    "{'action':'quit'}",
                    "{'action':'exit','time':5}",
                    "{'response':200}",
                    "{'response':'402','time':5,'error':'wrong password'}",
                    "{\n  'x': [{}, null, true, {'y': [1.5e3, -0]}],\r\n  'action': 'probe',\n  'time': 5\n}");

    private static final List<String> ODD =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    "\"",
                    ":",
                    ",",
                    "\\",
                    "\n",
                    "\r\n",
                    "\0",
                    " ",
                    "\ufeff",
                    "я",
                    "😀",
                    "\\ud83d",
                    "\\ude00",
                    "\\u0000",
                    "\\\"",
                    "\\\\",
                    "1e999999999",
                    "-1",
                    "NaN",
                    "null",
                    "{}",
                    "[{",
                    ",\"action\":\"quit\"",
                    "\"time\":",
                    "//",
                    "/*",
                    "'",
                    "5");

    private final RandomGenerator random;

    Mutations(RandomGenerator random) {
        this.random = random;
    }

    /** One to four objects, one after another, damaged in up to five places. */
    byte[] stream() {
        byte[] stream = object();
        for (int more = random.nextInt(4); more > 0; more--) {
            stream = glue(stream, random.nextBoolean() ? "\n".getBytes(UTF_8) : new byte[0]);
            stream = glue(stream, object());
        }
        for (int wounds = random.nextInt(6); wounds > 0; wounds--) {
            stream = damaged(stream);
        }
        return stream.length <= LONGEST ? stream : Arrays.copyOf(stream, LONGEST);
    }

    private byte[] object() {
        return OBJECTS.get(random.nextInt(OBJECTS.size())).replace('\'', '"').getBytes(UTF_8);
    }

    private byte[] damaged(byte[] stream) {
        int from = random.nextInt(stream.length + 1);
        int to = Math.min(stream.length, from + 1 + random.nextInt(40));
        byte[] slice = Arrays.copyOfRange(stream, from, to);
        return switch (random.nextInt(9)) {
            case 0, 1 -> flipped(stream);
            case 2 -> replaced(stream, from, to, new byte[0]); // cut out
            case 3 -> from == 0 ? stream : Arrays.copyOf(stream, from); // cut off
            case 4 -> replaced(stream, from, from, noise()); // inserted
            case 5, 6 -> replaced(stream, from, random.nextBoolean() ? to : from, odd());
            case 7 -> replaced(stream, from, to, times(slice, few()));
            default -> nested(stream, from, to);
        };
    }

    private byte[] flipped(byte[] stream) {
        byte[] copy = stream.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private byte[] noise() {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] odd() {
        return ODD.get(random.nextInt(ODD.size())).getBytes(UTF_8);
    }

    private byte[] nested(byte[] stream, int from, int to) {
        int depth = few();
        byte[] open = (random.nextBoolean() ? "{\"a\":" : "[").getBytes(UTF_8);
        byte[] close = (open.length > 1 ? "}" : "]").getBytes(UTF_8);
        byte[] inner = glue(times(open, depth), Arrays.copyOfRange(stream, from, to));
        return replaced(stream, from, to, glue(inner, times(close, depth)));
    }

    /** Seldom many: then the object is too long, or too deep. */
    private int few() {
        return random.nextInt(20) == 0 ? 1 + random.nextInt(3000) : 1 + random.nextInt(4);
    }

    private static byte[] times(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times && all.size() < LONGEST; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] replaced(byte[] stream, int from, int to, byte[] by) {
        byte[] front = glue(Arrays.copyOf(stream, from), by);
        return glue(front, Arrays.copyOfRange(stream, to, stream.length));
    }

    private static byte[] glue(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
