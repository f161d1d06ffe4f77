package lesson16_serialized_objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kit.Likely.when;
import static kit.WireAssertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import kit.Likely;
import kit.ScriptedPeer;
import kit.Served;
import kit.Wire;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server is given; here the learner's forms meet the wire. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Tag("task-3")
class MapServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(RuntimeException.class),
                "an exception of one client ends the whole service. What is no map is told with an IOException."),
    };

    @RegisterExtension final Wire wire = new Wire(CAUSES);

    private Served<MapServer> serving() {
        return wire.bind(
                        "new MapServer(0, …)",
                        () -> new MapServer(0, MapServer::read),
                        MapServer::port)
                .serve(MapServer::serve);
    }

    private static byte[] message(byte[] body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        Messages.write(message, body);
        return message.toByteArray();
    }

    @Nested
    class A_client {

        @Test
        void gets_its_map_back_as_JSON_whether_serialized_or_not() throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(message(Objects.map(1, "hi")));
            assertThat(client).receives("10        {\"1\":\"hi\"}");
            client.send("10        {\"2\":\"hi\"}");

            assertThat(client).receives("10        {\"2\":\"hi\"}").receivesNothing();
        }

        @Test
        void may_send_its_map_in_pieces() throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt(message(Objects.map(1, "привет")), 4, 12, 60, 170);

            assertThat(client).receives("20        {\"1\":\"привет\"}").receivesNothing();
        }

        @Test
        void may_send_several_maps_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("10        {\"1\":\"hi\"}2         {}10        {\"2\":\"hi\"}");

            assertThat(client)
                    .receives("10        {\"1\":\"hi\"}2         {}10        {\"2\":\"hi\"}");
        }

        @Test
        void is_told_what_is_refused_and_may_go_on() throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(message(Objects.bytes(new Stowaway())));
            assertThat(client).receives("7         refused");
            client.send(message("{\"01\":\"hi\"}".getBytes(UTF_8)));
            assertThat(client).receives("7         refused");
            client.send("10        {\"1\":\"hi\"}");

            assertThat(client).receives("10        {\"1\":\"hi\"}");
        }

        @Test
        void that_resets_lets_the_next_one_be_served() throws IOException {
            Served<MapServer> server = serving();
            ScriptedPeer first = wire.connect(server.port());
            first.send(message(Objects.map(1, "hi")));
            assertThat(first).receives("10        {\"1\":\"hi\"}");
            first.reset();

            ScriptedPeer second = wire.connect(server.port());
            second.send("10        {\"2\":\"hi\"}");
            second.end();

            assertThat(second).receives("10        {\"2\":\"hi\"}").receivesEnd();
        }
    }
}
