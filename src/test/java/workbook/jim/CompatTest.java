package workbook.jim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import lesson24_jim_chat.ChatRouter;
import lesson24_jim_chat.ChatSession;
import lesson24_jim_chat.Compat;
import lesson24_jim_chat.Compat.Words;
import lesson24_jim_chat.Dialect;
import lesson24_jim_chat.Mailbox;
import lesson24_jim_chat.OddObject;
import lesson24_jim_chat.OnlineUsers;
import lesson24_jim_chat.RoomName;
import lesson24_jim_chat.Rooms;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import workbook.jim.session.Hasher;
import workbook.jim.session.MemoryAccounts;

/** Lesson 24: how the server gets along with clients that differ from the handbook. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompatTest {

    private static final long NOW = 1_700_000_000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
    private static final Message.Msg HI = new Message.Msg(5, "boris", "anna", "ascii", "hi");

    private final Dialect dialect = new Compat(Words.HANDBOOK, CLOCK);

    private Message read(String json) throws JimException {
        return dialect.read(json.getBytes(UTF_8));
    }

    private String written(Message message) {
        return new String(dialect.write(JimWriter.bytes(message)), UTF_8);
    }

    private String reply(String json) {
        return dialect.reply(json.getBytes(UTF_8)).map(it -> new String(it, UTF_8)).orElse("none");
    }

    @Test
    void objects_of_the_handbook_are_read_and_written_as_always() throws JimException {
        for (Message message :
                List.of(
                        new Message.Presence(5, "я", "status"),
                        new Message.Authenticate(5, "anna", "s3cret"),
                        HI,
                        new Message.Join(5, "#tea"),
                        new Message.Leave(5, "#tea"),
                        new Message.Probe(5),
                        new Message.Quit(0),
                        new Message.Response(0, 404, "no"))) {
            assertThat(dialect.read(JimWriter.bytes(message))).isEqualTo(message);
            if (!(message instanceof Message.Response)) {
                assertThat(dialect.write(JimWriter.bytes(message)))
                        .isEqualTo(JimWriter.bytes(message));
            }
        }
    }

    @Test
    void a_client_gets_messages_in_the_words_that_it_has_used() throws JimException {
        assertThat(written(HI)).contains("\"action\":\"msg\"", "\"message\":\"hi\"");

        assertThat(
                        read(
                                "{\"action\":\"message\",\"time\":5,\"to\":\"anna\",\"from\":\"boris\",\"mess_text\":\"я\"}"))
                .isEqualTo(new Message.Msg(5, "anna", "boris", "ascii", "я"));
        assertThat(written(HI))
                .isEqualTo(
                        "{\"action\":\"message\",\"time\":5,\"to\":\"boris\",\"from\":\"anna\",\"encoding\":\"ascii\",\"mess_text\":\"hi\"}\n");

        read(
                "{\"action\":\"message\",\"time\":5,\"to\":\"anna\",\"from\":\"boris\",\"message\":\"\"}");
        assertThat(written(HI)).contains("\"action\":\"message\"", "\"message\":\"hi\"");

        read("{\"action\":\"msg\",\"time\":5,\"to\":\"anna\",\"from\":\"boris\",\"message\":\"\"}");
        assertThat(written(HI)).contains("\"action\":\"msg\"", "\"message\":\"hi\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#all", "#default"})
    void everybody_has_three_names_and_a_client_gets_the_one_it_has_used(String name)
            throws JimException {
        Message.Msg toAll = new Message.Msg(5, "#all", "anna", "ascii", "hi");
        assertThat(written(toAll)).contains("\"to\":\"#all\"");

        assertThat(
                        read(
                                "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"anna\",\"message\":\"hi\"}"
                                        .formatted(name)))
                .isEqualTo(toAll);
        assertThat(written(toAll)).contains("\"to\":\"" + name + "\"");
        assertThat(read("{\"action\":\"join\",\"time\":5,\"room\":\"%s\"}".formatted(name)))
                .isEqualTo(new Message.Join(5, "#all"));
    }

    @Test
    void a_client_reads_only_its_sign_alone_as_everybody() throws JimException {
        Dialect reader = new Compat(Words.HANDBOOK, Set.of("#"), CLOCK);
        String msg =
                "{\"action\":\"msg\",\"time\":5,\"to\":\"%s\",\"from\":\"anna\",\"message\":\"hi\"}";

        assertThat(((Message.Msg) reader.read(msg.formatted("#").getBytes(UTF_8))).to())
                .isEqualTo("#all");
        assertThat(((Message.Msg) reader.read(msg.formatted("#default").getBytes(UTF_8))).to())
                .isEqualTo("#default");
    }

    @Test
    void create_is_a_join_and_exit_a_quit() throws JimException {
        assertThat(read("{\"action\":\"create\",\"time\":5,\"room\":\"#tea\"}"))
                .isEqualTo(new Message.Join(5, "#tea"));
        assertThat(read("{\"action\":\"exit\",\"time\":5,\"account_name\":\"anna\"}"))
                .isEqualTo(new Message.Quit(5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"time\":null,",
                "\"time\":\"Tue Nov 14 22:13:20 2023\",",
                "\"time\":\"\",",
                "\"time\":-1,",
                "\"time\":1e999,",
                "\"time\":[5],",
            })
    void a_time_that_cannot_be_read_is_that_of_its_arrival(String time) throws JimException {
        assertThat(read("{\"action\":\"join\"," + time + "\"room\":\"#tea\"}"))
                .isEqualTo(new Message.Join(NOW, "#tea"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201|        |{\"response\":200,\"alert\":\"OK\"}",
                "201|anna    |{\"response\":200,\"alert\":\"anna\"}",
                "200|        |{\"response\":200,\"alert\":\"OK\"}",
                "202|        |{\"response\":202,\"alert\":\"OK\"}",
                "101|stops   |{\"response\":101,\"alert\":\"stops\"}",
                "404|no user |{\"response\":404,\"error\":\"no user\"}",
            })
    void responses_are_those_that_every_client_accepts(int code, String text, String written) {
        Message.Response response = new Message.Response(0, code, text == null ? "" : text.strip());

        assertThat(written(response)).isEqualTo(written + "\n");
        assertThat(new String(strings().write(JimWriter.bytes(response)), UTF_8))
                .isEqualTo(written.replaceAll("(\\d{3})", "\"$1\"") + "\n");
    }

    private static Dialect strings() {
        return new Compat(Words.TEMPLATE.withStrings(), CLOCK);
    }

    @Test
    void codes_are_of_the_type_that_the_client_has_sent_last() throws JimException {
        Message.Response response = new Message.Response(0, 404, "no");

        read("{\"response\":\"200\"}");
        assertThat(written(response)).startsWith("{\"response\":\"404\"");

        read("{\"response\":200}");
        assertThat(written(response)).startsWith("{\"response\":404");
    }

    @Test
    void a_request_for_a_list_gets_an_empty_one() throws JimException {
        String none = "{\"response\":202,\"alert\":[],\"data_list\":[]}\n";

        assertThat(reply("{\"action\":\"get_contacts\",\"user_login\":\"anna\"}")).isEqualTo(none);
        assertThat(reply("{\"action\":\"get_users\"}")).isEqualTo(none);
        assertThat(reply("{\"action\":\"add_contact\"}")).isEqualTo("none");
        assertThat(reply("{\"action\":\"get_contacts\"")).isEqualTo("none");
        read("{\"response\":\"200\"}");
        assertThat(reply("{\"action\":\"get_contacts\"}")).startsWith("{\"response\":\"202\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"action\":\"msg\",\"action\":\"quit\"}                                  | bad object",
                "{\"action\":\"join\",\"time\":5,\"room\":\"\\ud83d\"}                     | bad object",
                "[]                                                                        | bad object",
                "{\"action\":\"join\",\"time\":5,\"room\":\"tea\"}                         | bad field: room",
                "{\"action\":\"add_contact\",\"time\":5}                                   | bad field: action",
                "{\"action\":\"msg\",\"time\":5,\"to\":\"anna\",\"message\":\"hi\"}        | bad field: from",
                "{\"action\":\"presence\",\"time\":5,\"user\":\"anna\"}                    | bad field: user",
            })
    void a_bad_object_or_field_is_refused_as_always(String json, String why) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(JimException.class).hasMessage(why);
    }

    @Test
    void damaged_objects_cause_messages_refusals_and_nothing_else() throws Exception {
        int read = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] stream = new Mutations(new SplittableRandom(24_000_003L + i)).stream();
            List<byte[]> objects = new ArrayList<>();
            ObjectSplitter splitter = new ObjectSplitter(collector(objects));
            splitter.feed(stream, stream.length);
            splitter.end();
            for (byte[] object : objects) {
                dialect.reply(object);
                try {
                    dialect.write(JimWriter.bytes(dialect.read(object)));
                    read++;
                } catch (JimException | IllegalArgumentException e) {
                    // it is refused when it is read, or when it would be forwarded
                }
            }
        }
        assertThat(read).isGreaterThan(1_000);
    }

    private static ObjectSink collector(List<byte[]> objects) {
        return new ObjectSink() {
            @Override
            public void object(byte[] json) {
                objects.add(json);
            }

            @Override
            public void broken() {}
        };
    }

    @Test
    void the_templates_quit_says_whose_it_is() {
        Dialect template = new Compat(Words.TEMPLATE, CLOCK);
        template.write(JimWriter.bytes(new Message.Presence(5, "anna", "here")));

        assertThat(new String(template.write(JimWriter.bytes(new Message.Quit(6))), UTF_8))
                .isEqualTo("{\"action\":\"exit\",\"time\":6,\"account_name\":\"anna\"}\n");
        assertThat(new String(template.write(JimWriter.bytes(HI)), UTF_8))
                .contains("\"action\":\"message\"", "\"mess_text\":\"hi\"");
    }

    @Test
    void a_client_that_has_logged_in_is_in_the_room_of_everybody_until_it_leaves()
            throws Exception {
        MemoryAccounts accounts = new MemoryAccounts(new Hasher(new BCryptPasswordEncoder(4)));
        OnlineUsers users = new OnlineUsers();
        Rooms rooms = new Rooms();
        ChatRouter router = new ChatRouter(accounts, users, rooms);
        List<String> mail = new ArrayList<>();
        Mailbox mailbox = dialect.mailbox(message -> mail.add(new String(message, UTF_8)));
        ChatSession anna = new ChatSession(accounts, users, router, mailbox, false);

        anna.answer(new Message.Presence(5, "anna", ""));
        dialect.welcome(anna);

        assertThat(rooms.members("#all")).containsExactly("anna");
        read("{\"action\":\"message\",\"time\":5,\"to\":\"#\",\"from\":\"anna\",\"message\":\"\"}");
        users.mailbox("anna").offer(JimWriter.bytes(new Message.Msg(5, "#all", "b", "ascii", "")));
        assertThat(mail.get(0)).contains("\"action\":\"message\"", "\"to\":\"#\"");
        anna.leave();
        assertThat(rooms.members("#all")).isEmpty();
    }

    @Test
    void the_handbooks_own_dialect_changes_nothing() {
        byte[] hi = JimWriter.bytes(HI);

        assertThat(Dialect.HANDBOOK.write(hi)).isSameAs(hi);
        assertThat(Dialect.HANDBOOK.reply("{\"action\":\"get_contacts\"}".getBytes(UTF_8)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"action\":\"dance\\u001b[2J\",\"time\":5} | an object with an unknown action: dance·[2J",
                "{\"room\":\"#tea\"}                         | an object without an action",
                "{\"action\":\"join\",\"time\":5}            | join with a bad field: room",
                "{\"action\":                                | something that is not an object of JIM",
            })
    void the_client_says_what_an_odd_object_is(String json, String line) {
        JimException fault = null;
        try {
            read(json);
        } catch (JimException e) {
            fault = e;
        }

        assertThat(OddObject.line(json.getBytes(UTF_8), fault))
                .isEqualTo("the server has sent " + line);
    }

    @Test
    void the_client_says_why_a_room_cannot_be_called_so() {
        assertThat(RoomName.fault("#")).startsWith("# alone is not a room");
        assertThat(RoomName.fault("tea")).startsWith("tea does not begin with #");
        assertThat(RoomName.fault("#" + "x".repeat(25))).contains("at most 25 characters");
        assertThat(RoomName.fault("")).startsWith("Which room?");
    }
}
