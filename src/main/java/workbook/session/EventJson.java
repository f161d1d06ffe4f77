package workbook.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.tap.Crossing;
import workbook.wire.Bytes;
import workbook.wire.Event;

/**
 * Converts an event to JSON, and back. {@code docs/json.md} describes the format, which stays
 * stable.
 */
public final class EventJson {

    public static final int COLUMNS = 160; // of the field "text", which is for people
    private static final int NANOS = 6; // decimal places of the milliseconds
    private static final BigDecimal LATEST = BigDecimal.valueOf(Long.MAX_VALUE / 2, NANOS);
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern ADDRESS = Pattern.compile("(?:\\[(.+)]|([^:]+)):(\\d{1,5})");
    private static final Pattern FOUR = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");

    private EventJson() {}

    /**
     * Returns an event as a JSON object.
     *
     * @param most the largest number of payload bytes that it includes
     */
    public static ObjectNode node(Crossing crossing, int most) {
        Event event = crossing.event();
        byte[] bytes = event.bytes();
        byte[] written = bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", crossing.number())
                .put("at", BigDecimal.valueOf(crossing.at().toNanos(), NANOS))
                .put("connection", crossing.connection())
                .put("udp", crossing.udp())
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                .put("from", event.from())
                .put("to", event.to())
                .put("source", place(crossing.source()))
                .put("destination", place(crossing.destination()))
                .put("text", bytes.length == 0 ? "" : Bytes.quote(bytes, COLUMNS))
                .put("base64", Base64.getEncoder().encodeToString(written));
    }

    /**
     * Returns the event that a JSON object describes.
     *
     * @throws NotAnEvent if the object is not an event; the message says why
     */
    static Crossing crossing(JsonNode json) throws NotAnEvent {
        return new Crossing(
                whole(json, "number"),
                Duration.ofNanos(time(json).movePointRight(NANOS).longValue()),
                (int) Math.min(Integer.MAX_VALUE, whole(json, "connection")),
                json.path("udp").asBoolean(),
                new Event(kind(json), text(json, "from"), text(json, "to"), bytes(json)),
                place(text(json, "source")),
                place(text(json, "destination")));
    }

    /** A line of JSON is not an event. The message says why. */
    static final class NotAnEvent extends Exception {
        private static final long serialVersionUID = 1;

        NotAnEvent(String sentence) {
            super(sentence, null, false, false);
        }
    }

    private static long whole(JsonNode json, String name) throws NotAnEvent {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new NotAnEvent("\"" + name + "\" is not a whole number from 0");
        }
        return value.longValue();
    }

    private static BigDecimal time(JsonNode json) throws NotAnEvent {
        JsonNode at = json.path("at");
        boolean fits =
                at.isNumber()
                        && Double.isFinite(at.doubleValue())
                        && at.doubleValue() >= 0
                        && at.doubleValue() < LATEST.doubleValue();
        if (!fits) {
            throw new NotAnEvent("\"at\" is not a time in milliseconds");
        }
        return at.decimalValue();
    }

    private static String text(JsonNode json, String name) throws NotAnEvent {
        if (!json.path(name).isTextual()) {
            throw new NotAnEvent("\"" + name + "\" is not a text");
        }
        return json.path(name).textValue();
    }

    private static Event.Kind kind(JsonNode json) throws NotAnEvent {
        String name = text(json, "kind");
        for (Event.Kind kind : Event.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(name)) {
                return kind;
            }
        }
        throw new NotAnEvent("there is no kind of that name");
    }

    private static byte[] bytes(JsonNode json) throws NotAnEvent {
        try {
            return Base64.getDecoder().decode(text(json, "base64"));
        } catch (IllegalArgumentException e) {
            throw new NotAnEvent("\"base64\" is not base64");
        }
    }

    private static String place(InetSocketAddress address) {
        if (address == null) {
            return "";
        }
        String host =
                address.isUnresolved()
                        ? address.getHostString()
                        : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Parses an address without DNS: a host name stays unresolved. */
    private static InetSocketAddress place(String text) throws NotAnEvent {
        if (text.isEmpty()) {
            return null;
        }
        Matcher parts = ADDRESS.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(3)) > HIGHEST_PORT) {
            throw new NotAnEvent("an address looks like this: 127.0.0.1:9090");
        }
        int port = Integer.parseInt(parts.group(3));
        String six = parts.group(1);
        try {
            if (six != null) { // in brackets, only a number is valid; its zone
                // means nothing here
                String number = "[" + six.replaceFirst("%.*", "") + "]";
                return new InetSocketAddress(InetAddress.getByName(number), port);
            }
            String host = parts.group(2);
            return FOUR.matcher(host).matches() && bytesOf(host) != null
                    ? new InetSocketAddress(InetAddress.getByAddress(bytesOf(host)), port)
                    : InetSocketAddress.createUnresolved(host, port);
        } catch (UnknownHostException e) {
            throw new NotAnEvent("there is no such address");
        }
    }

    /** Returns the four bytes of an IPv4 address; null if one of its numbers is too large. */
    private static byte[] bytesOf(String four) {
        byte[] bytes = new byte[4];
        String[] numbers = four.split("\\.");
        for (int i = 0; i < bytes.length; i++) {
            int number = Integer.parseInt(numbers[i]);
            if (number > 255) {
                return null;
            }
            bytes[i] = (byte) number;
        }
        return bytes;
    }
}
