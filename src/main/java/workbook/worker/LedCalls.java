package workbook.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import workbook.calls.InsteadOf;

/**
 * What the learner's code calls in place of those methods of Java's library that wait for a limited
 * time or return the time: the same by {@link LedTime}. Each calls the one that it replaces. If the
 * time is up earlier than the computer thinks, that call is interrupted, and what the same call
 * returns without waiting is the result.
 */
public final class LedCalls {

    private LedCalls() {}

    // ---- what tells the time

    @InsteadOf(System.class)
    public static long nanoTime() {
        return LedTime.nanoTime();
    }

    @InsteadOf(System.class)
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + TimeUnit.NANOSECONDS.toMillis(LedTime.ahead());
    }

    @InsteadOf(Instant.class)
    public static Instant now() {
        return Instant.now().plusNanos(LedTime.ahead());
    }

    @InsteadOf(Clock.class)
    public static Clock systemUTC() {
        return new LedClock(Clock.systemUTC());
    }

    @InsteadOf(Clock.class)
    public static Clock systemDefaultZone() {
        return new LedClock(Clock.systemDefaultZone());
    }

    @InsteadOf(Clock.class)
    public static Clock system(ZoneId zone) {
        return new LedClock(Clock.system(zone));
    }

    private static final class LedClock extends Clock {
        private final Clock real;

        LedClock(Clock real) {
            this.real = real;
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new LedClock(real.withZone(zone));
        }

        @Override
        public Instant instant() {
            return real.instant().plusNanos(LedTime.ahead());
        }
    }

    // ---- sockets

    public static void setSoTimeout(Socket socket, int millis) throws IOException {
        SoTimeout.of(socket).set(millis, socket::setSoTimeout);
    }

    public static void setSoTimeout(ServerSocket listener, int millis) throws IOException {
        SoTimeout.of(listener).set(millis, listener::setSoTimeout);
    }

    public static void setSoTimeout(DatagramSocket socket, int millis) throws IOException {
        SoTimeout.of(socket).set(millis, socket::setSoTimeout);
    }

    public static int getSoTimeout(Socket socket) throws IOException {
        return SoTimeout.of(socket).get(socket::getSoTimeout);
    }

    public static int getSoTimeout(ServerSocket listener) throws IOException {
        return SoTimeout.of(listener).get(listener::getSoTimeout);
    }

    public static int getSoTimeout(DatagramSocket socket) throws IOException {
        return SoTimeout.of(socket).get(socket::getSoTimeout);
    }

    /** A time-out may end a handshake of TLS, so there it stays as it is. */
    public static InputStream getInputStream(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return socket instanceof SSLSocket ? in : new LedInput(socket, in);
    }

    public static Socket accept(ServerSocket listener) throws IOException {
        return SoTimeout.of(listener).run(listener::setSoTimeout, listener::accept);
    }

    public static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
        SoTimeout.of(socket)
                .run(
                        socket::setSoTimeout,
                        () -> {
                            socket.receive(packet); // a time-out leaves the packet as it was
                            return null;
                        });
    }

    /** A time-out closes the socket, here as in Java's own. */
    public static void connect(Socket socket, SocketAddress address, int millis)
            throws IOException {
        if (millis <= 0) {
            socket.connect(address, millis);
            return;
        }
        LedWait wait = LedTime.begin(TimeUnit.MILLISECONDS.toNanos(millis), () -> close(socket));
        try {
            socket.connect(address, millis);
        } catch (IOException e) {
            if (!wait.end()) {
                throw e;
            }
        } finally {
            wait.end();
        }
        if (wait.end()) {
            throw new SocketTimeoutException("Connect timed out");
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // then it is closed
        }
    }

    public static int select(Selector selector, long millis) throws IOException {
        return select(millis, selector::select);
    }

    public static int select(Selector selector, Consumer<SelectionKey> action, long millis)
            throws IOException {
        return select(millis, left -> selector.select(action, left));
    }

    private interface Selection {
        int forMillis(long millis) throws IOException;
    }

    private static int select(long millis, Selection selection) throws IOException {
        if (millis <= 0) {
            return selection.forMillis(millis);
        }
        LedWait wait = begin(TimeUnit.MILLISECONDS.toNanos(millis));
        try {
            return selection.forMillis(Math.max(1, wait.leftMillis()));
        } finally {
            if (wait.end()) {
                Thread.interrupted();
            }
        }
    }

    // ---- threads

    private static LedWait begin(long nanos) {
        return LedTime.begin(nanos, Thread.currentThread()::interrupt);
    }

    private interface Wait<T> {
        T forNanos(long nanos) throws InterruptedException;
    }

    private static <T> T within(long nanos, Wait<T> call) throws InterruptedException {
        if (nanos <= 0) {
            return call.forNanos(nanos);
        }
        LedWait wait = begin(nanos);
        boolean interrupted = false;
        try {
            return call.forNanos(wait.left());
        } catch (InterruptedException e) {
            interrupted = true;
            if (!wait.end()) {
                throw e;
            }
            return call.forNanos(0);
        } finally {
            if (wait.end() && !interrupted) {
                Thread.interrupted(); // it was woken when it had just ended by itself
            }
        }
    }

    @InsteadOf(Thread.class)
    public static void sleep(long millis) throws InterruptedException {
        if (millis <= 0) {
            Thread.sleep(millis); // returns at once, or throws if the time is negative
        } else {
            sleep(TimeUnit.MILLISECONDS, millis);
        }
    }

    @InsteadOf(Thread.class)
    public static void sleep(long millis, int nanos) throws InterruptedException {
        sleep(TimeUnit.NANOSECONDS, TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    @InsteadOf(Thread.class) // from Java 19 on
    public static void sleep(Duration duration) throws InterruptedException {
        sleep(TimeUnit.NANOSECONDS, TimeUnit.NANOSECONDS.convert(duration));
    }

    public static void sleep(TimeUnit unit, long time) throws InterruptedException {
        within(
                unit.toNanos(time),
                nanos -> {
                    TimeUnit.NANOSECONDS.sleep(nanos);
                    return null;
                });
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        if (millis <= 0) {
            thread.join(millis);
            return;
        }
        within(
                TimeUnit.MILLISECONDS.toNanos(millis),
                nanos -> {
                    TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
                    return null;
                });
    }

    public static void wait(Object monitor, long millis) throws InterruptedException {
        if (millis <= 0) {
            monitor.wait(millis);
            return;
        }
        within(
                TimeUnit.MILLISECONDS.toNanos(millis),
                nanos -> {
                    TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
                    return null;
                });
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(long nanos) {
        parkNanos(null, nanos);
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(Object blocker, long nanos) {
        LedWait wait = begin(nanos);
        try {
            LockSupport.parkNanos(blocker, wait.left());
        } finally {
            if (wait.end()) {
                Thread.interrupted();
            }
        }
    }

    @InsteadOf(LockSupport.class)
    public static void parkUntil(long millis) {
        parkUntil(null, millis);
    }

    @InsteadOf(LockSupport.class)
    public static void parkUntil(Object blocker, long millis) {
        parkNanos(blocker, TimeUnit.MILLISECONDS.toNanos(millis - currentTimeMillis()));
    }

    // ---- java.util.concurrent

    public static boolean await(Condition condition, long time, TimeUnit unit)
            throws InterruptedException {
        return within(unit.toNanos(time), nanos -> condition.await(nanos, TimeUnit.NANOSECONDS));
    }

    public static long awaitNanos(Condition condition, long time) throws InterruptedException {
        long end = LedTime.nanoTime() + time;
        long left = within(time, condition::awaitNanos);
        return left <= 0 ? left : end - LedTime.nanoTime();
    }

    public static boolean awaitUntil(Condition condition, Date date) throws InterruptedException {
        return await(condition, date.getTime() - currentTimeMillis(), TimeUnit.MILLISECONDS);
    }

    public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
            throws InterruptedException {
        return within(unit.toNanos(time), nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
            throws InterruptedException {
        return within(
                unit.toNanos(time), nanos -> semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit)
            throws InterruptedException {
        return within(
                unit.toNanos(time),
                nanos -> semaphore.tryAcquire(permits, nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
        return within(unit.toNanos(time), nanos -> lock.tryLock(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> T poll(BlockingQueue<T> queue, long time, TimeUnit unit)
            throws InterruptedException {
        return within(unit.toNanos(time), nanos -> queue.poll(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> boolean offer(BlockingQueue<T> queue, T element, long time, TimeUnit unit)
            throws InterruptedException {
        return within(
                unit.toNanos(time), nanos -> queue.offer(element, nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean awaitTermination(ExecutorService threads, long time, TimeUnit unit)
            throws InterruptedException {
        return within(
                unit.toNanos(time), nanos -> threads.awaitTermination(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> T get(Future<T> future, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        within(
                unit.toNanos(time),
                nanos -> {
                    try {
                        return future.get(nanos, TimeUnit.NANOSECONDS);
                    } catch (ExecutionException | TimeoutException e) {
                        return null; // the same again, below
                    }
                });
        return future.get(0, TimeUnit.NANOSECONDS);
    }
}
