package lesson24_jim_chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import workbook.jim.JimException;
import workbook.jim.JimObject;
import workbook.jim.JimReader;
import workbook.jim.Message;

/**
 * Given: gets along with programs that do not follow the handbook. There is one for each
 * connection. It reads every dialect that we have met, remembers the words that the other program
 * used, and writes to it in the same words.
 *
 * <p>On the wire: <code>{"action":"message","to":"#","mess_text":"hi",…}</code> is read as a {@code
 * msg} to {@code #all}, and from then on this client gets its messages in this form, too.
 *
 * <p>Watch out: before a program has used a word, nobody can know which one it expects.
 */
public final class Compat implements Dialect {

    /** The room of all clients that have logged in. */
    public static final String EVERYBODY = "#all";

    /** What clients call this room. */
    public static final Set<String> NAMES_OF_EVERYBODY = Set.of("#", EVERYBODY, "#default");

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /**
     * How a program speaks.
     *
     * @param action its action for a text: {@code msg}, or {@code message}
     * @param text its field for a text: {@code message}, or {@code mess_text}
     * @param everybody the name by which it calls {@link #EVERYBODY}
     * @param strings whether its codes are strings
     */
    public record Words(String action, String text, String everybody, boolean strings) {

        /** The words of the handbook. */
        public static final Words HANDBOOK = new Words("msg", "message", EVERYBODY, false);

        /** The words of the course's template for students. */
        public static final Words TEMPLATE = new Words("message", "mess_text", EVERYBODY, false);

        /** Returns the same words, with codes that are strings. */
        public Words withStrings() {
            return new Words(action, text, everybody, true);
        }

        private boolean saysMessage() {
            return action.equals(TEMPLATE.action);
        }
    }

    private final JimReader reader = new JimReader(JimReader.Dialect.TEMPLATE);
    private final Set<String> namesOfEverybody;
    private final Clock clock;
    private volatile Words words;
    private volatile String account = ""; // of the last presence that was written

    /**
     * The dialect of a client that has just connected to a server.
     *
     * @param words what is assumed until the client shows its own words
     * @param clock for messages whose own time cannot be read
     */
    public Compat(Words words, Clock clock) {
        this(words, NAMES_OF_EVERYBODY, clock);
    }

    /**
     * The same with other names for {@link #EVERYBODY}. A client takes only {@code #} for it,
     * because {@code #default} may be an ordinary room of its server.
     */
    public Compat(Words words, Set<String> namesOfEverybody, Clock clock) {
        this.words = words;
        this.namesOfEverybody = Set.copyOf(namesOfEverybody);
        this.clock = clock;
    }

    @Override
    public Message read(byte[] json) throws JimException {
        ObjectNode object = parse(json);
        listenTo(object);
        replaceText(object, "action", Set.of("create"), "join");
        replaceText(object, "to", namesOfEverybody, EVERYBODY);
        replaceText(object, "room", namesOfEverybody, EVERYBODY);
        try {
            return reader.read(bytes(object));
        } catch (JimException e) {
            if (!e.field().equals("time")) {
                throw e;
            }
            object.put("time", clock.instant().getEpochSecond()); // when it has arrived
            return reader.read(bytes(object));
        }
    }

    /** Remembers the words of the other program. */
    private void listenTo(ObjectNode object) {
        Words before = words;
        String action = object.path("action").asText();
        boolean isText = action.equals("msg") || action.equals("message");
        String to = object.path("to").asText();
        words =
                new Words(
                        isText ? action : before.action,
                        isText && object.has("mess_text")
                                ? "mess_text"
                                : isText && object.has("message") ? "message" : before.text,
                        namesOfEverybody.contains(to) ? to : before.everybody,
                        object.has("response")
                                ? object.get("response").isTextual()
                                : before.strings);
    }

    private static void replaceText(ObjectNode object, String field, Set<String> these, String by) {
        if (these.contains(object.path(field).asText())) {
            object.put(field, by);
        }
    }

    /** Returns 202 and an empty list for {@code get_contacts} and the like: there are none. */
    @Override
    public Optional<byte[]> reply(byte[] json) {
        try {
            if (!parse(json).path("action").asText().startsWith("get_")) {
                return Optional.empty();
            }
        } catch (JimException e) {
            return Optional.empty(); // read() says why
        }
        ObjectNode none = JSON.createObjectNode().put("response", 202);
        none.putArray("alert"); // the handbook's name for the list
        none.putArray("data_list"); // the template's
        return Optional.of(write(bytes(none)));
    }

    @Override
    public byte[] write(byte[] message) {
        ObjectNode object;
        try {
            object = (ObjectNode) JSON.readTree(message);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // JimWriter has written it
        }
        if (object.has("response")) {
            writeResponse(object, words);
        } else {
            writeAction(object, words);
        }
        return bytes(object);
    }

    private static void writeResponse(ObjectNode object, Words words) {
        int code = object.get("response").asInt();
        int shown = code == 201 ? 200 : code; // some clients accept only 200
        if (shown / 100 == 2 && !object.has("alert")) {
            object.put("alert", "OK");
        }
        if (words.strings) {
            object.put("response", String.valueOf(shown));
        } else {
            object.put("response", shown);
        }
    }

    private void writeAction(ObjectNode object, Words words) {
        switch (object.get("action").asText()) {
            case "msg" -> {
                object.put("action", words.action);
                object.set(words.text, object.remove("message"));
                replaceText(object, "to", Set.of(EVERYBODY), words.everybody);
            }
            case "presence" -> account = object.path("user").path("account_name").asText();
            case "quit" -> {
                if (words.saysMessage()) {
                    object.put("action", "exit").put("account_name", account);
                }
            }
            default -> {} // is the same in all dialects
        }
    }

    /** Makes the client a member of {@link #EVERYBODY}, as if it had asked for that. */
    @Override
    public void welcome(ChatSession session) {
        session.answer(new Message.Join(0, EVERYBODY)); // the client does not see the response
    }

    /** Is as strict as {@link JimObject} about what an object is. */
    private static ObjectNode parse(byte[] json) throws JimException {
        JimObject.parse(json);
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new JimException("");
        }
    }

    private static byte[] bytes(ObjectNode object) {
        try {
            byte[] json = JSON.writeValueAsBytes(object);
            byte[] line = java.util.Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
