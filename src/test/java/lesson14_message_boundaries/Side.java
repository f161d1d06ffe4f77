package lesson14_message_boundaries;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import kit.Call;
import kit.ScriptedListener;
import kit.ScriptedPeer;
import kit.Wire;

/** The learner's side of a connection: a framing. The test plays the other side. */
final class Side implements Closeable {

    /** Makes a framing on two streams. */
    interface Maker {
        Framing on(InputStream in, OutputStream out);
    }

    /** Writes or reads a text. The result equals the text if the framing did that correctly. */
    private interface Way {
        String of(String text) throws IOException;
    }

    final ScriptedPeer peer;

    private final Wire wire;
    private final Socket socket;
    private final Framing framing;

    Side(Wire wire, Maker maker) {
        this.wire = wire;
        ScriptedListener listener = wire.listen();
        try {
            socket = new Socket(listener.host(), listener.port());
            peer = listener.accept();
            framing = maker.on(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Call<Void> write(String text) {
        return wire.call(
                "write()",
                () -> {
                    framing.write(text);
                    return null;
                });
    }

    Call<String> read() {
        return wire.call("read()", framing::read);
    }

    Framing framing() {
        return framing;
    }

    /** Returns the texts that {@code write()} writes as the right frames. */
    static Call<List<String>> written(
            Wire wire, Maker maker, List<String> texts, UnaryOperator<String> frame) {
        return wire.call(
                "the texts that write() wrote correctly",
                () ->
                        right(
                                texts,
                                text ->
                                        bytesOf(maker, text).equals(frame.apply(text))
                                                ? text
                                                : null));
    }

    private static String bytesOf(Maker maker, String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        maker.on(InputStream.nullInputStream(), out).write(text);
        return out.toString(UTF_8);
    }

    private static List<String> right(List<String> texts, Way way) throws IOException {
        List<String> right = new ArrayList<>();
        for (String text : texts) {
            if (text.equals(way.of(text))) {
                right.add(text);
            }
        }
        return right;
    }

    /** Returns the texts that {@code read()} reads correctly from their frames. */
    static Call<List<String>> read(
            Wire wire, Maker maker, List<String> texts, Function<String, byte[]> frame) {
        return wire.call(
                "the texts that read() returned correctly",
                () ->
                        right(
                                texts,
                                text ->
                                        maker.on(
                                                        new CutStream(frame.apply(text)),
                                                        OutputStream.nullOutputStream())
                                                .read()));
    }

    /**
     * Reads three messages from a stream that is cut into three pieces, in every possible way.
     * Returns the messages if they are always the same, otherwise the first ones that differ.
     */
    static Call<String> readCutEverywhere(Wire wire, Maker maker, byte[] bytes) {
        return wire.call(
                "read() of three pieces",
                () -> {
                    String whole = readThree(maker, bytes);
                    for (int i = 1; i < bytes.length; i++) {
                        for (int j = i; j < bytes.length; j++) {
                            String messages = readThree(maker, bytes, i, j);
                            if (!messages.equals(whole)) {
                                return messages + " (cut after " + i + " and " + j + " bytes)";
                            }
                        }
                    }
                    return whole;
                });
    }

    private static String readThree(Maker maker, byte[] bytes, int... cuts) throws IOException {
        Framing framing = maker.on(new CutStream(bytes, cuts), OutputStream.nullOutputStream());
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            messages.add(framing.read());
        }
        return messages.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
