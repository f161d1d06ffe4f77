package lesson24_jim_chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import workbook.jim.JimException;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** Given: the client's side of a chat. */
final class Chat implements ObjectSink {

    private static final int FIRST_RESPONSE = 10; // seconds in which the server lets us in
    private static final int GOODBYE = 2; // seconds in which the server ends its stream

    private final Clock clock = Clock.systemUTC();
    private final Dialect reader = new Compat(Compat.Words.HANDBOOK, Set.of("#"), clock);
    private final Dialect writer; // never reads, so it never changes its words
    private final Screen screen;
    private final Socket server;
    private final String name;
    private final String status;
    private final Commands commands;
    private final CountDownLatch answered = new CountDownLatch(1); // the server has let us in
    private final CountDownLatch ended = new CountDownLatch(1); // the server sends nothing more
    private volatile boolean over;
    private boolean greeted; // the presence is sent
    private boolean here; // the server has let us in

    Chat(Screen screen, Socket server, String name, String status, Compat.Words words) {
        this.screen = screen;
        this.server = server;
        this.name = name;
        this.status = status;
        this.writer = new Compat(words, clock);
        this.commands = new Commands(name, clock);
    }

    /** Shows what comes, while another thread sends what is typed. */
    void talk(String password) throws IOException {
        if (password.isEmpty()) {
            greet();
        } else { // one request at a time: some servers read both as one object
            send(new Message.Authenticate(now(), name, password));
        }
        Thread keyboard = new Thread(this::type, "keyboard");
        keyboard.setDaemon(true); // nothing can wake it where plain lines are read
        keyboard.start();
        try {
            listen();
            screen.note(over ? "" : "the server has closed the connection");
        } catch (IOException e) {
            if (!over) { // else it is we who have closed it
                screen.note("the connection is lost: " + e.getMessage());
            }
        }
        over = true;
        ended.countDown();
        LoginDialog.letGo(keyboard);
    }

    private void greet() throws IOException {
        greeted = true;
        send(new Message.Presence(now(), name, status));
    }

    private void listen() throws IOException {
        ObjectSplitter splitter = new ObjectSplitter(this);
        byte[] piece = new byte[1024];
        for (int n = 0; n != -1; n = server.getInputStream().read(piece)) {
            splitter.feed(piece, n);
        }
        splitter.end();
    }

    private void type() {
        try {
            if (!answered.await(FIRST_RESPONSE, SECONDS)) {
                screen.note("the server has not answered yet; what you type is sent all the same");
            }
            Message sent = null;
            while (!over && !(sent instanceof Message.Quit)) {
                String line = screen.ask(LoginDialog.prompt(commands.chosen()));
                sent = obey(line == null ? "/quit" : line);
            }
            server.shutdownOutput(); // most servers end their stream then
            if (!ended.await(GOODBYE, SECONDS)) {
                server.close(); // this one waits for us to close first
            }
        } catch (IOException e) {
            // listen() tells
        } catch (InterruptedException e) {
            // the server has ended first
        }
    }

    private Message obey(String line) throws IOException {
        CommandResult typed = commands.understand(line);
        if (typed instanceof CommandResult.Send command) {
            over |= command.message() instanceof Message.Quit;
            send(command.message());
            return command.message();
        }
        screen.note(((CommandResult.Show) typed).text());
        return null;
    }

    /** Both threads send: each object whole. */
    private synchronized void send(Message message) throws IOException {
        server.getOutputStream().write(writer.write(JimWriter.bytes(message)));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void object(byte[] json) throws IOException {
        try {
            Message message = reader.read(json);
            if (message instanceof Message.Probe) {
                greet();
            }
            screen.show(Display.line(message));
            if (!here && message instanceof Message.Response first && first.code() >= 200) {
                logIn(first.code());
            }
        } catch (JimException e) {
            screen.note(OddObject.line(json, e));
        }
    }

    private void logIn(int code) throws IOException {
        if (code < 400 && !greeted) {
            greet(); // that was the response to authenticate
            return;
        }
        here = LoginDialog.isIn(code, name, screen, server);
        over |= !here;
        answered.countDown();
    }

    @Override
    public void broken() {
        screen.note("the server has sent something that is not an object");
    }
}
