package lesson11_thread_per_client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import kit.Call;
import kit.Served;

/** Conversations that a test's servers have with their clients, and unusual listeners. */
final class Conversations {

    private Conversations() {}

    /** Sends the name of the thread and {@code "\n"}, then echoes; throws when it reads "!". */
    static void naming(Socket client) throws IOException {
        send(client, Thread.currentThread().getName() + "\n");
        picky(client);
    }

    /**
     * Echoes each piece. Throws an exception that does not come from the network when it reads "!".
     */
    static void picky(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[64];
        for (int n = in.read(piece); n != -1; n = in.read(piece)) {
            if (piece[0] == '!') {
                throw new IllegalStateException("no such luck");
            }
            out.write(piece, 0, n);
        }
    }

    /** Throws an IOException like those of a broken network. */
    static void interrupted(Socket client) throws IOException {
        throw new IOException("the cable is out, 100% of it");
    }

    /** Says goodbye and returns, no matter what the client does. */
    static void brief(Socket client) throws IOException {
        send(client, "bye\n");
    }

    /** Throws the exception that Java throws when a client has gone. */
    static void broken(Socket client) throws IOException {
        throw new SocketException("the cable is out, 100% of it");
    }

    /**
     * Throws a checked exception that its method does not declare, as code in other languages can.
     */
    static void undeclared(Socket client) {
        throw Conversations.<RuntimeException>asUnchecked(new Exception("out of paper"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E asUnchecked(Exception checked) throws E {
        throw (E) checked;
    }

    /** Says goodbye, ends its stream and returns. */
    static void farewell(Socket client) throws IOException {
        send(client, "bye\n");
        client.shutdownOutput();
    }

    /** Returns a conversation that first adds its socket to {@code sockets}. */
    static Conversation keepingIn(Collection<Socket> sockets, Conversation conversation) {
        return client -> {
            sockets.add(client);
            conversation.talk(client);
        };
    }

    /** Returns a conversation that first counts itself in {@code begun}, then echoes. */
    static Conversation countingIn(AtomicInteger begun) {
        return client -> {
            begun.incrementAndGet();
            Conversation.echo(client);
        };
    }

    /**
     * Returns a conversation that closes its socket, and then runs until the test lets it return.
     */
    static Conversation lingering(CountDownLatch over) {
        return client -> {
            client.close();
            awaitOf(over);
        };
    }

    /**
     * Returns a conversation that is {@code first} for the first client, {@code then} for others.
     */
    static Conversation firstThen(Conversation first, Conversation then) {
        AtomicInteger begun = new AtomicInteger();
        return client -> (begun.getAndIncrement() == 0 ? first : then).talk(client);
    }

    /** Closes a server; returns how many of these sockets are still open when it returns. */
    static <T extends Closeable> Call<Long> close(Served<T> server, Collection<Socket> sockets) {
        return server.call(
                "the connections that close() has left open",
                it -> {
                    it.close();
                    return sockets.stream().filter(s -> !s.isClosed()).count();
                });
    }

    /**
     * Returns a conversation that waits for a byte, then closes its own server. It sets {@code
     * back} when {@code close()} has returned.
     */
    static Conversation closing(AtomicReference<? extends Closeable> server, AtomicBoolean back) {
        return client -> {
            client.getInputStream().read();
            server.get().close();
            back.set(true);
        };
    }

    /**
     * Returns a conversation that waits for a byte, and then for another such conversation. Then
     * both close the server at the same time.
     */
    static Conversation closingTogether(
            AtomicReference<? extends Closeable> server,
            CountDownLatch together,
            AtomicInteger back) {
        return client -> {
            client.getInputStream().read();
            together.countDown();
            awaitOf(together);
            server.get().close();
            back.incrementAndGet();
        };
    }

    /**
     * Returns a conversation that first sends whether another one is running in a thread of the
     * same name, then echoes.
     */
    static Conversation distinctIn(Set<String> running) {
        return client -> {
            String name = Thread.currentThread().getName();
            boolean alone = running.add(name);
            try {
                send(client, alone ? "alone\n" : name + " twice\n");
                picky(client);
            } finally {
                running.remove(name);
            }
        };
    }

    /** Sends without end. If the client does not read, it soon blocks in a write. */
    static void endless(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[8192];
        while (true) {
            out.write(piece);
        }
    }

    /**
     * Returns a conversation that first adds the name of its thread to {@code names}, then greets
     * and echoes.
     */
    static Conversation notingIn(Set<String> names) {
        return client -> {
            names.add(Thread.currentThread().getName());
            send(client, "hello\n");
            picky(client);
        };
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static void awaitOf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns a listener whose first calls of {@code accept()} throw these exceptions. */
    static ServerSocket failing(IOException... failures) throws IOException {
        return new ServerSocket(0) {
            private int next;

            @Override
            public Socket accept() throws IOException {
                if (next < failures.length) {
                    throw failures[next++];
                }
                return super.accept();
            }
        };
    }

    /** Returns a listener that counts the clients that it has accepted. */
    static ServerSocket counting(AtomicInteger accepted) throws IOException {
        return new ServerSocket(0) {
            @Override
            public Socket accept() throws IOException {
                Socket client = super.accept();
                accepted.incrementAndGet();
                return client;
            }
        };
    }

    /**
     * Returns a listener whose {@code accept()}, when the listener is closed, waits for {@code
     * told} before it throws.
     */
    static ServerSocket slowToThrow(CountDownLatch told) throws IOException {
        return new ServerSocket(0) {
            @Override
            public Socket accept() throws IOException {
                try {
                    return super.accept();
                } catch (SocketException e) {
                    awaitOf(told);
                    throw e;
                }
            }
        };
    }
}
