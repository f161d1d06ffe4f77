package lesson24_jim_chat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;
import workbook.jim.session.Code;
import workbook.jim.session.Heartbeat;

/** Given: hears each object that a client says, and sees that it is answered. */
final class Ear implements ObjectSink {

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final ChatSession session;
    private final Outbox outbox;
    private final Heartbeat heartbeat;
    private final String address;
    private volatile boolean deaf;

    /** The address is for the log. */
    Ear(ChatSession session, Outbox outbox, Heartbeat heartbeat, String address) {
        this.session = session;
        this.outbox = outbox;
        this.heartbeat = heartbeat;
        this.address = address;
    }

    /** Hears the client until it quits or ends its stream, or is listened to no more. */
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
    public void object(byte[] json) {
        if (deaf) {
            return;
        }
        try {
            Message message = reader.read(json);
            if (message instanceof Message.Quit) {
                deaf = true;
            }
            hear(message);
        } catch (JimException e) {
            outbox.put(JimWriter.bytes(Code.BAD.response(e.getMessage())));
        }
    }

    private void hear(Message message) {
        boolean nobody = session.name() == null;
        Optional<Message.Response> answer = session.answer(message);
        if (nobody && session.name() != null) {
            Log.info(address + " is " + session.name());
        }
        boolean presence = message instanceof Message.Presence;
        heartbeat.heard(presence && answer.isPresent() && answer.get().code() < 300);
        answer.ifPresent(it -> outbox.put(JimWriter.bytes(it)));
    }

    @Override
    public void broken() {
        if (!deaf) {
            outbox.put(JimWriter.bytes(Code.BAD.response()));
        }
    }

    /** From now on, what comes is not looked at; any thread may say so. */
    void stopListening() {
        deaf = true;
    }
}
