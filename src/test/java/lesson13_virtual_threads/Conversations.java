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

/** Conversations that a test's servers have with their clients, and unusual listeners. */
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

    /** Throws an exception like those of a broken network. */
    static void broken(Socket client) throws IOException {
        throw new SocketException("the cable is out, 100% of it");
    }

    /** Throws a checked exception that its method does not declare. */
    static void surprising(Socket client) {
        Conversations.<RuntimeException>hidden(new Exception("nobody has expected this"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void hidden(Exception e) throws E {
        throw (E) e; // the cast is unchecked: it does nothing when the program runs
    }

    /** Says goodbye and returns, no matter what the client does. */
    static void brief(Socket client) throws IOException {
        send(client, "bye\n");
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

    /** Returns a conversation that first adds its thread to {@code threads}. */
    static Conversation keepingThreadIn(Collection<Thread> threads, Conversation conversation) {
        return client -> {
            threads.add(Thread.currentThread());
            conversation.talk(client);
        };
    }

    /**
     * Returns a conversation that echoes. It records in {@code most} how many such conversations
     * ran at the same time.
     */
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

    /** Returns a conversation that first counts itself in {@code begun}, then echoes. */
    static Conversation countingIn(AtomicInteger begun) {
        return client -> {
            begun.incrementAndGet();
            Conversation.echo(client);
        };
    }

    /**
     * Returns a conversation that counts itself in {@code begun} and ends when its thread is
     * interrupted. The thread that interrupts it is held until the test counts {@code told} down.
     */
    static Conversation holdingWhoInterrupts(AtomicInteger begun, CountDownLatch told) {
        return client -> {
            begun.incrementAndGet();
            new Interruption(told).await();
        };
    }

    /**
     * Makes {@code interrupt()} call {@code implCloseChannel()} on the interrupting thread, as Java
     * does to close a channel.
     */
    private static final class Interruption extends AbstractInterruptibleChannel {
        private final Thread waiting = Thread.currentThread();
        private final CountDownLatch told;
        private volatile boolean come;

        Interruption(CountDownLatch told) {
            this.told = told;
        }

        /**
         * Waits for the interrupt. Does not call {@code end()}, which could wait for the
         * interrupting thread.
         */
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

    /**
     * Returns a conversation that echoes. When its client has gone, it waits until the test lets it
     * return; no interrupt ends that wait.
     */
    static Conversation lingering(CountDownLatch over) {
        return client -> {
            try {
                Conversation.echo(client);
            } finally {
                awaitInAnyCase(over);
            }
        };
    }

    /** Waits, until it is interrupted, for something other than its client. */
    static void sleeping(Socket client) throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
    }

    /** Sends without end. If the client does not read, it soon blocks in a write. */
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

    /** Returns a listener that counts how often the sockets of its clients are closed. */
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
                    awaitInAnyCase(told);
                    throw e;
                }
            }
        };
    }
}
