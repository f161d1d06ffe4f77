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

/** What the servers of a test do with their clients, and listeners that are out of the ordinary. */
final class Conversations {

    private Conversations() {}

    /** Sends the name of the thread and {@code "\n"}, then echoes; throws when it reads "!". */
    static void naming(Socket client) throws IOException {
        send(client, Thread.currentThread().getName() + "\n");
        picky(client);
    }

    /** Echoes each piece; throws an exception of no peer's making when it reads "!". */
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

    /** Throws an exception such as the network makes. */
    static void interrupted(Socket client) throws IOException {
        throw new IOException("the cable is out, 100% of it");
    }

    /** Says goodbye and returns, whatever the client does. */
    static void brief(Socket client) throws IOException {
        send(client, "bye\n");
    }

    /** Throws an exception such as a client that has gone makes. */
    static void broken(Socket client) throws IOException {
        throw new SocketException("the cable is out, 100% of it");
    }

    /** Throws a checked exception that its method does not declare, as other languages can. */
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

    /** Keeps the socket for the test, then has a conversation. */
    static Conversation keepingIn(Collection<Socket> sockets, Conversation conversation) {
        return client -> {
            sockets.add(client);
            conversation.talk(client);
        };
    }

    /** Counts that it has begun, then echoes. */
    static Conversation countingIn(AtomicInteger begun) {
        return client -> {
            begun.incrementAndGet();
            Conversation.echo(client);
        };
    }

    /** Closes its socket, and goes on until the test lets it return. */
    static Conversation lingering(CountDownLatch over) {
        return client -> {
            client.close();
            awaitOf(over);
        };
    }

    /** Waits for a byte, then closes its own server, and notes that this has returned. */
    static Conversation closing(AtomicReference<? extends Closeable> server, AtomicBoolean back) {
        return client -> {
            client.getInputStream().read();
            server.get().close();
            back.set(true);
        };
    }

    /** Waits for a byte, and for another such conversation; then both close the server at once. */
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

    /** Tells whether another conversation is running in a thread of the same name, then echoes. */
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

    /** Sends without end: to a client that does not read it soon waits in a write. */
    static void endless(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[8192];
        while (true) {
            out.write(piece);
        }
    }

    /** Notes the name of the thread, then echoes. */
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

    /** A listener whose first calls of {@code accept()} throw these exceptions. */
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

    /** A listener that counts the clients that were accepted. */
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

    /** A listener whose {@code accept()} tells only when the test lets it that it was closed. */
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
