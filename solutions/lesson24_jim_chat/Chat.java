package lesson24_jim_chat;

import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** Given: the client's side of a chat. */
final class Chat implements ObjectSink {

    private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
    private final Clock clock = Clock.systemUTC();
    private final Screen screen;
    private final Socket server;
    private final String name;
    private final Commands commands;
    private volatile boolean over;
    private boolean here; // the server has let us in

    Chat(Screen screen, Socket server, String name) {
        this.screen = screen;
        this.server = server;
        this.name = name;
        this.commands = new Commands(name, clock);
    }

    /** Shows what comes, while another thread sends what is typed. */
    void talk(String password) throws IOException {
        if (!password.isEmpty()) {
            send(new Message.Authenticate(now(), name, password));
        }
        send(new Message.Presence(now(), name, ""));
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
        LoginDialog.letGo(keyboard);
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
            Message sent = null;
            while (!over && !(sent instanceof Message.Quit)) {
                String line = screen.ask(LoginDialog.prompt(commands.chosen()));
                sent = obey(line == null ? "/quit" : line);
            }
            server.shutdownOutput(); // the server ends its stream then
        } catch (IOException e) {
            // listen() tells
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
        server.getOutputStream().write(JimWriter.bytes(message));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void object(byte[] json) throws IOException {
        try {
            Message message = reader.read(json);
            if (message instanceof Message.Probe) {
                send(new Message.Presence(now(), name, ""));
            }
            screen.show(Display.line(message));
            if (!here && message instanceof Message.Response first && first.code() >= 200) {
                here = LoginDialog.isIn(first.code(), name, screen, server);
                over |= !here;
            }
        } catch (JimException e) {
            broken();
        }
    }

    @Override
    public void broken() {
        screen.note("the server has sent something that is no object");
    }
}
