package lesson13_virtual_threads;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** What the servers of a test do with their clients, and listeners that are out of the ordinary. */
final class Conversations {

    /** What an earlier conversation in the same thread has left. */
    private static final ThreadLocal<String> LEFT = ThreadLocal.withInitial(() -> "a new thread\n");

    private Conversations() {}

    /** Sends the name of the thread and {@code "\n"}, then echoes; throws when it reads "!". */
    static void naming(Socket client) throws IOException {
        send(client, Thread.currentThread().getName() + "\n");
        picky(client);
    }

    /** Sends what kind of thread this is, then echoes. */
    static void kind(Socket client) throws IOException {
        send(
                client,
                Thread.currentThread().isVirtual() ? "a virtual thread\n" : "a platform thread\n");
        picky(client);
    }

    /** Sends whether an earlier conversation has left something in this thread, then echoes. */
    static void remembering(Socket client) throws IOException {
        send(client, LEFT.get());
        LEFT.set("the thread of an earlier client\n");
        picky(client);
    }

    /** Says hello, then echoes; throws when it reads "!". */
    static void greeting(Socket client) throws IOException {
        send(client, "hello\n");
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
    static void broken(Socket client) throws IOException {
        throw new SocketException("the cable is out, 100% of it");
    }

    /** Throws a checked exception that the compiler does not know of. */
    static void surprising(Socket client) {
        Conversations.<RuntimeException>hidden(new Exception("nobody has expected this"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void hidden(Exception e) throws E {
        throw (E) e; // E is known to the compiler only
    }

    /** Says goodbye and returns, whatever the client does. */
    static void brief(Socket client) throws IOException {
        send(client, "bye\n");
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

    /** Keeps its thread for the test, then has a conversation. */
    static Conversation keepingThreadIn(Collection<Thread> threads, Conversation conversation) {
        return client -> {
            threads.add(Thread.currentThread());
            conversation.talk(client);
        };
    }

    /** Echoes, and keeps the highest number of such conversations that there were at once. */
    static Conversation countingAtOnce(AtomicInteger most) {
        AtomicInteger now = new AtomicInteger();
        return client -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Conversation.echo(client);
            } finally {
                now.decrementAndGet();
            }
        };
    }

    /** Counts that it has begun, then echoes. */
    static Conversation countingIn(AtomicInteger begun) {
        return client -> {
            begun.incrementAndGet();
            Conversation.echo(client);
        };
    }

    /**
     * Counts that it has begun, and ends when its thread is interrupted. The thread that interrupts
     * it goes on when the test lets it.
     */
    static Conversation holdingWhoInterrupts(AtomicInteger begun, CountDownLatch told) {
        return client -> {
            begun.incrementAndGet();
            new Interruption(told).await();
        };
    }

    /** Has the interrupting thread run a method of its own, as Java does to close a channel. */
    private static final class Interruption extends AbstractInterruptibleChannel {
        private final Thread waiting = Thread.currentThread();
        private final CountDownLatch told;
        private volatile boolean come;

        Interruption(CountDownLatch told) {
            this.told = told;
        }

        /** Returns without {@code end()}, which could wait for the interrupting thread. */
        void await() {
            begin();
            while (!come) {
                LockSupport.park(this);
            }
        }

        @Override
        protected void implCloseChannel() {
            come = true;
            LockSupport.unpark(waiting);
            awaitInAnyCase(told);
        }
    }

    /** When its client has gone, goes on until the test lets it return; no interrupt ends it. */
    static Conversation lingering(CountDownLatch over) {
        return client -> {
            try {
                Conversation.echo(client);
            } finally {
                awaitInAnyCase(over);
            }
        };
    }

    /** Waits for something that never comes, and that is not its client. */
    static void sleeping(Socket client) throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Sends without end: to a client that does not read it soon waits in a write. */
    static void endless(Socket client) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] piece = new byte[8192];
        while (true) {
            out.write(piece);
        }
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static void awaitInAnyCase(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
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

    /** A listener that counts how often the sockets of its clients are closed. */
    static ServerSocket countingCloses(AtomicInteger closes) throws IOException {
        return new ServerSocket(0) {
            @Override
            public Socket accept() throws IOException {
                Socket client =
                        new Socket() {
                            @Override
                            public void close() throws IOException {
                                closes.incrementAndGet();
                                super.close();
                            }
                        };
                implAccept(client);
                return client;
            }
        };
    }

    /** A listener whose {@code accept()} reports only when the test lets it that it was closed. */
    static ServerSocket slowToThrow(CountDownLatch told) throws IOException {
        return new ServerSocket(0) {
            @Override
            public Socket accept() throws IOException {
                try {
                    return super.accept();
                } catch (SocketException e) {
                    awaitInAnyCase(told);
                    throw e;
                }
            }
        };
    }
}
