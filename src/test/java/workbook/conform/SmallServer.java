package workbook.conform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import workbook.jim.JimException;
import workbook.jim.JimReader;
import workbook.jim.JimWriter;
import workbook.jim.Message;
import workbook.jim.ObjectSink;
import workbook.jim.ObjectSplitter;

/** A JIM server that is right, but for one fault, if it is given one. */
public final class SmallServer implements Closeable {

    /** What it does wrongly. */
    public enum Fault {
        NONE,
        ONE_READ_IS_ONE_OBJECT,
        CLOSES_ON_BAD_JSON,
        ECHOES,
        ANSWERS_200_TO_ALL,
        NEVER_ANSWERS,
        NEVER_READS,
        FLOODS_WITH_PROBES,
        FLOODS_WITH_BYTES,
        SENDS_GARBAGE,
        RESETS_AT_ONCE,
        ONE_AT_A_TIME,
        DECODES_EACH_PIECE,
        COUNTS_BYTES,
        LIMITS_NOTHING,
        TWO_OF_A_NAME,
        STAYS_IN_THE_ROOM,
        PRIVATE_TO_ALL,
        KEEPS_NAMES,
        BELIEVES_FROM,
        FORGETS_WHO_WAS_THERE,
        QUIT_GOES_ON,
        ANSWERS_RESPONSES,
        LOSES_SOME,
        DELIVERS_TWICE,
        LETS_NOBODY_JOIN
    }

    private final Fault fault;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, Session> online = new TreeMap<>();
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Set<Session>> rooms = new HashMap<>();
    private long deliveries;

    public SmallServer(Fault fault) throws IOException {
        this.fault = fault;
        background(this::serve);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    /** What a thread does that ends with its socket. */
    private interface Work {
        void run() throws IOException;
    }

    private static void background(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException e) {
                                // the connection, or the server, is over
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() throws IOException {
        while (true) {
            Socket socket = listener.accept();
            sockets.add(socket);
            if (fault == Fault.ONE_AT_A_TIME) {
                attend(socket);
            } else {
                background(() -> attend(socket));
            }
        }
    }

    private void attend(Socket socket) throws IOException {
        Session session = new Session(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            switch (fault) {
                case NEVER_READS -> waitForClose();
                case RESETS_AT_ONCE -> socket.setSoLinger(true, 0);
                case FLOODS_WITH_PROBES -> flood(session, "{\"action\":\"probe\",\"time\":5}\n");
                case FLOODS_WITH_BYTES -> flood(session, "{\"x\":\"");
                case SENDS_GARBAGE ->
                        session.send("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                default -> session.converse();
            }
        } finally {
            session.gone();
            sockets.remove(socket);
        }
    }

    private synchronized void waitForClose() {
        try {
            while (!listener.isClosed()) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void flood(Session session, String text) throws IOException {
        while (true) {
            session.send(text.getBytes(UTF_8));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        synchronized (this) {
            notifyAll();
        }
    }

    /** One client. Its state, like all others', is guarded by the server. */
    private final class Session implements ObjectSink {

        private final JimReader reader = new JimReader(JimReader.Dialect.HANDBOOK);
        private final Socket socket;
        private String name;
        private boolean quit;

        Session(Socket socket) {
            this.socket = socket;
        }

        void converse() throws IOException {
            ObjectSplitter splitter = new ObjectSplitter(this);
            byte[] piece = new byte[1024];
            int n;
            while (!quit && (n = socket.getInputStream().read(piece)) != -1) {
                if (fault == Fault.ONE_READ_IS_ONE_OBJECT) {
                    object(Arrays.copyOf(piece, n));
                } else if (fault == Fault.DECODES_EACH_PIECE) {
                    byte[] recoded = new String(piece, 0, n, UTF_8).getBytes(UTF_8);
                    splitter.feed(recoded, recoded.length);
                } else {
                    splitter.feed(piece, n);
                }
            }
            splitter.end();
        }

        @Override
        public void object(byte[] json) throws IOException {
            synchronized (SmallServer.this) {
                if (quit || fault == Fault.NEVER_ANSWERS) {
                    return;
                }
                try {
                    Message message = reader.read(json);
                    tell(fault == Fault.ANSWERS_200_TO_ALL ? 200 : code(message, json.length));
                } catch (JimException e) {
                    if (fault == Fault.LIMITS_NOTHING && e.field().equals("message")) {
                        tell(200);
                    } else {
                        bad();
                    }
                }
            }
        }

        @Override
        public void broken() throws IOException {
            if (!quit && fault != Fault.NEVER_ANSWERS) {
                bad();
            }
        }

        private void bad() throws IOException {
            tell(400);
            quit |= fault == Fault.CLOSES_ON_BAD_JSON;
        }

        private int code(Message message, int bytes) throws IOException {
            if (fault == Fault.COUNTS_BYTES && bytes > 640) {
                return 400;
            }
            if (message instanceof Message.Quit) {
                quit = fault != Fault.QUIT_GOES_ON;
                return 0;
            }
            if (message instanceof Message.Response) {
                return fault == Fault.ANSWERS_RESPONSES ? 400 : 0;
            }
            if (message instanceof Message.Authenticate) {
                return 402;
            }
            if (message instanceof Message.Presence m) {
                return presence(m.account());
            }
            return name == null ? 401 : inside(message);
        }

        private int presence(String account) {
            if (name != null) {
                return name.equals(account) ? 200 : 400;
            }
            if (online.containsKey(account) && fault != Fault.TWO_OF_A_NAME) {
                return 409;
            }
            online.put(account, this);
            name = account;
            return seen.add(account) ? 201 : 200;
        }

        private int inside(Message message) throws IOException {
            if (message instanceof Message.Join m) {
                if (fault == Fault.LETS_NOBODY_JOIN) {
                    return 403;
                }
                boolean known = rooms.containsKey(m.room());
                rooms.computeIfAbsent(m.room(), room -> new HashSet<>()).add(this);
                return known ? 200 : 201;
            }
            if (message instanceof Message.Leave m) {
                boolean was = rooms.getOrDefault(m.room(), Set.of()).contains(this);
                if (was && fault != Fault.STAYS_IN_THE_ROOM) {
                    leave(m.room());
                }
                return was ? 200 : 404;
            }
            return message instanceof Message.Msg m ? msg(m) : 400;
        }

        private int msg(Message.Msg m) throws IOException {
            if (!m.from().equals(name) && fault != Fault.BELIEVES_FROM) {
                return 400;
            }
            Set<Session> room = rooms.get(m.to());
            if (m.to().startsWith("#")) {
                return room != null && room.contains(this) ? deliver(m, room) : 404;
            }
            if (online.containsKey(m.to())) {
                boolean all = fault == Fault.PRIVATE_TO_ALL;
                return deliver(m, all ? Set.copyOf(online.values()) : Set.of(online.get(m.to())));
            }
            return seen.contains(m.to()) && fault != Fault.FORGETS_WHO_WAS_THERE ? 410 : 404;
        }

        private int deliver(Message.Msg m, Set<Session> members) throws IOException {
            for (Session member : members) {
                if (member != this) {
                    deliver(m, member);
                }
            }
            if (fault == Fault.ECHOES) {
                hear(m);
            }
            return 200;
        }

        private void tell(int code) throws IOException {
            if (code != 0) {
                send(JimWriter.bytes(new Message.Response(0, code, "")));
            }
        }

        private void deliver(Message.Msg m, Session member) throws IOException {
            deliveries++;
            if (fault != Fault.LOSES_SOME || deliveries % 10 != 0) {
                member.hear(m);
            }
            if (fault == Fault.DELIVERS_TWICE) {
                member.hear(m);
            }
        }

        /** A client that is gone receives nothing; its own thread does the rest. */
        private void hear(Message.Msg m) throws IOException {
            try {
                send(JimWriter.bytes(m));
            } catch (IOException e) {
                socket.close();
            }
        }

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        private void leave(String room) {
            Set<Session> members = rooms.get(room);
            members.remove(this);
            if (members.isEmpty()) {
                rooms.remove(room);
            }
        }

        void gone() {
            synchronized (SmallServer.this) {
                Set.copyOf(rooms.keySet()).forEach(this::leave);
                if (name != null && fault != Fault.KEEPS_NAMES) {
                    online.remove(name, this);
                }
            }
        }
    }
}
