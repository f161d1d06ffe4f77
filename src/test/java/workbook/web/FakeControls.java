package workbook.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import workbook.tap.Controls;

/** Notes what it is asked for. */
final class FakeControls implements Controls {

    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile State state = new State(false, 0, Duration.ZERO, 0, false, false);

    @Override
    public State state() {
        return state;
    }

    @Override
    public void hold() {
        calls.add("hold");
        state = new State(true, 3, state.delay(), state.split(), state.glued(), false);
    }

    @Override
    public boolean step() {
        calls.add("step");
        return true;
    }

    @Override
    public void run() {
        calls.add("run");
        state = new State(false, 0, state.delay(), state.split(), state.glued(), false);
    }

    @Override
    public void delay(Duration delay) {
        calls.add("delay " + delay.toMillis());
    }

    @Override
    public void split(int bytes) {
        calls.add("split " + bytes);
        state =
                new State(
                        state.held(), state.waiting(), state.delay(), bytes, state.glued(), false);
    }

    @Override
    public void glue(boolean together) {
        calls.add("glue " + together);
    }

    @Override
    public void cut(int connection) {
        calls.add("cut " + connection);
    }

    @Override
    public void reset(int connection) {
        if (connection == 99) {
            throw new IllegalArgumentException("There is no connection 99.");
        }
        calls.add("reset " + connection);
    }

    @Override
    public void send(int connection, boolean toServer, byte[] bytes) {
        String to = toServer ? "server" : "client";
        calls.add("send " + connection + " " + to + " " + new String(bytes, UTF_8));
    }
}
