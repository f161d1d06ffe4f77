// style: an enum of states and one switch; the bytes in a ByteArrayOutputStream that is dropped when the object is too long.
package lesson22_jim_messages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

public class ObjectSplitter {

    private enum State {
        BETWEEN,
        REPORTED,
        VALUE,
        TEXT,
        ESCAPE
    }

    private final ObjectSink sink;
    private State state = State.BETWEEN;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(); // null: too long, and reported
    private int open;
    private int last;

    public ObjectSplitter(ObjectSink sink) {
        this.sink = sink;
    }

    public void feed(byte[] piece, int n) throws IOException {
        for (int i = 0; i < n; i++) {
            take(piece[i] & 0xff);
        }
    }

    public void end() throws IOException {
        if (state != State.BETWEEN && state != State.REPORTED && kept != null) {
            sink.broken();
        }
        state = State.BETWEEN;
    }

    private void take(int b) throws IOException {
        boolean blank = b == ' ' || b == '\t' || b == '\r' || b == '\n';
        switch (state) {
            case BETWEEN:
            case REPORTED:
                if (b == '{') {
                    kept = new ByteArrayOutputStream();
                    open = 0;
                    last = ':';
                    state = State.VALUE;
                    take(b);
                } else if (state == State.BETWEEN
                        && !blank
                        && b != 0xef
                        && b != 0xbb
                        && b != 0xbf) {
                    state = State.REPORTED;
                    sink.broken();
                }
                break;
            case VALUE:
                if (b == '{' && last != ':' && last != ',' && last != '[') {
                    leave();
                    take(b);
                    break;
                }
                save(b);
                if (b == '"') {
                    state = State.TEXT;
                }
                if (!blank) {
                    last = b;
                }
                if (b == '{') {
                    open++;
                }
                if (b == '}' && --open == 0) {
                    state = State.BETWEEN;
                    if (kept != null) {
                        sink.object(kept.toByteArray());
                    }
                }
                break;
            case TEXT:
            case ESCAPE:
                if (b == '\n') {
                    leave();
                    break;
                }
                save(b);
                if (state == State.ESCAPE) {
                    state = State.TEXT;
                } else if (b == '\\') {
                    state = State.ESCAPE;
                } else if (b == '"') {
                    state = State.VALUE;
                }
                break;
        }
    }

    private void save(int b) throws IOException {
        if (kept == null) {
            return;
        }
        if (kept.size() == Limits.BYTES) {
            kept = null;
            sink.broken();
            return;
        }
        kept.write(b);
    }

    private void leave() throws IOException {
        state = State.REPORTED;
        if (kept != null) {
            sink.broken();
        }
    }
}
