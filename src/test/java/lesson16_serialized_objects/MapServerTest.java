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

/** Tests the server, which is given and uses the learner's methods. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MapServerTest {

    private static final Likely[] CAUSES = {
        when(
                seen -> seen.threw(RuntimeException.class),
                "an exception that is not an IOException ends the service for all clients. Throw an IOException for bytes that are not a map."),
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
        @Tag("6.5")
        void gets_its_map_back_as_JSON_whether_it_sends_it_serialized_or_as_JSON()
                throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(message(Objects.map(1, "hi")));
            assertThat(client).receives("10        {\"1\":\"hi\"}");
            client.send("10        {\"2\":\"hi\"}");

            assertThat(client).receives("10        {\"2\":\"hi\"}").receivesNothing();
        }

        @Test
        @Tag("6.5")
        void may_send_its_map_in_pieces() throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.sendCutAt(message(Objects.map(1, "goodtea")), 4, 12, 60, 170);

            assertThat(client).receives("15        {\"1\":\"goodtea\"}").receivesNothing();
        }

        @Test
        @Tag("6.5")
        void may_send_several_maps_at_once() {
            ScriptedPeer client = wire.connect(serving().port());

            client.send("10        {\"1\":\"hi\"}2         {}10        {\"2\":\"hi\"}");

            assertThat(client)
                    .receives("10        {\"1\":\"hi\"}2         {}10        {\"2\":\"hi\"}");
        }

        @Test
        @Tag("7.6")
        void whose_map_is_rejected_gets_the_reply_refused_and_may_send_another()
                throws IOException {
            ScriptedPeer client = wire.connect(serving().port());

            client.send(message(Objects.bytes(new Stowaway())));
            assertThat(client).receives("7         refused");
            client.send(message("{\"01\":\"hi\"}".getBytes(UTF_8)));
            assertThat(client).receives("7         refused");
            client.send("10        {\"1\":\"hi\"}");

            assertThat(client).receives("10        {\"1\":\"hi\"}");
        }

        @Test
        @Tag("6.5")
        void that_resets_the_connection_does_not_stop_the_server() throws IOException {
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
