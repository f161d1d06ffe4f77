package lesson24_jim_chat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import workbook.jim.JimException;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;
import workbook.jim.session.Code;
import workbook.jim.session.Heartbeat;

/** Given: reads the objects that a client sends, and sends the responses. */
final class RequestReader implements ObjectSink {

    private final ChatSession session;
    private final WriterThread writer;
    private final Dialect dialect;
    private final Heartbeat heartbeat;
    private final String address;
    private volatile boolean deaf;

    /** Makes the reader of one client; the address is for the log. */
    RequestReader(
            ChatSession session,
            WriterThread writer,
            Dialect dialect,
            Heartbeat heartbeat,
            String address) {
        this.session = session;
        this.writer = writer;
        this.dialect = dialect;
        this.heartbeat = heartbeat;
        this.address = address;
    }

    /** Reads until the client quits or ends its stream, or {@link #stopListening} is called. */
    void listenTo(InputStream in) throws IOException {
        ObjectSplitter splitter = new ObjectSplitter(this);
        byte[] piece = new byte[1024];
        int n;
        while (!deaf && (n = in.read(piece)) != -1) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    @Override
    public void object(byte[] json) throws IOException {
        if (deaf) {
            return;
        }
        Optional<byte[]> reply = dialect.reply(json);
        if (reply.isPresent()) { // no message, so the session need not know
            heartbeat.heard(false);
            writer.respond(reply.get());
            return;
        }
        try {
            Message message = dialect.read(json);
            if (message instanceof Message.Quit) {
                deaf = true;
            }
            hear(message);
        } catch (JimException e) {
            respond(Code.BAD.response(e.getMessage()));
        }
    }

    private void hear(Message message) throws IOException {
        boolean nobody = session.name() == null;
        Optional<Message.Response> answer = session.answer(message);
        if (nobody && session.name() != null) {
            Log.info(address + " is " + session.name());
            dialect.welcome(session);
        }
        boolean presence = message instanceof Message.Presence;
        heartbeat.heard(presence && answer.isPresent() && answer.get().code() < 300);
        if (answer.isPresent()) {
            respond(answer.get());
        }
    }

    @Override
    public void broken() throws IOException {
        if (!deaf) {
            respond(Code.BAD.response());
        }
    }

    private void respond(Message.Response response) throws IOException {
        writer.respond(dialect.write(JimWriter.bytes(response)));
    }

    /** Ignores everything that arrives from now on. Safe to call from any thread. */
    void stopListening() {
        deaf = true;
    }
}
