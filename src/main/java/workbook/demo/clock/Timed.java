package workbook.demo.clock;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import workbook.calls.InsteadOf;

/**
 * Replaces the methods of Java's library that return the time or wait for a limited time. A
 * lesson's program calls these methods in their place. Each has the name of the method that it
 * replaces, and the object of the call as its first parameter. {@link InsteadOf} marks those that
 * replace a static method.
 */
public final class Timed {

    static final StoppableClock CLOCK = new StoppableClock();

    /** How long a polling program pauses after each poll while the clock stands still. */
    private static final long REST = 5; // ms

    private Timed() {}

    // ---- reading the time

    @InsteadOf(System.class)
    public static long nanoTime() {
        return CLOCK.nanoTime();
    }

    @InsteadOf(System.class)
    public static long currentTimeMillis() {
        return System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(CLOCK.stood());
    }

    @InsteadOf(Instant.class)
    public static Instant now() {
        return Instant.now().minusNanos(CLOCK.stood());
    }

    @InsteadOf(Clock.class)
    public static Clock systemUTC() {
        return new ProgramTime(Clock.systemUTC());
    }

    @InsteadOf(Clock.class)
    public static Clock systemDefaultZone() {
        return new ProgramTime(Clock.systemDefaultZone());
    }

    @InsteadOf(Clock.class)
    public static Clock system(ZoneId zone) {
        return new ProgramTime(Clock.system(zone));
    }

    private static final class ProgramTime extends Clock {
        private final Clock real;

        ProgramTime(Clock real) {
            this.real = real;
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new ProgramTime(real.withZone(zone));
        }

        @Override
        public Instant instant() {
            return real.instant().minusNanos(CLOCK.stood());
        }
    }

    // ---- sockets

    interface Call<T> {
        T run() throws IOException;
    }

    interface TimeoutSetter {
        void set(int millis) throws SocketException;
    }

    /**
     * Runs a call with a time-out. If it times out, but the clock has stood still meanwhile, runs
     * it again for the rest of the time.
     */
    static <T> T withTimeout(int millis, TimeoutSetter setter, Call<T> call) throws IOException {
        Limit limit = Limit.millis(CLOCK, millis);
        boolean changed = false;
        try {
            while (true) {
                try {
                    return call.run();
                } catch (SocketTimeoutException e) {
                    if (limit.isOver()) {
                        throw e;
                    }
                    setter.set((int) limit.leftMillis());
                    changed = true;
                }
            }
        } finally {
            if (changed) {
                restore(setter, millis);
            }
        }
    }

    private static void restore(TimeoutSetter setter, int millis) {
        try {
            setter.set(millis);
        } catch (SocketException e) {
            // the socket was closed meanwhile
        }
    }

    public static InputStream getInputStream(Socket socket) throws IOException {
        return new TimedInput(socket);
    }

    public static Socket accept(ServerSocket listener) throws IOException {
        return withTimeout(listener.getSoTimeout(), listener::setSoTimeout, listener::accept);
    }

    public static void receive(DatagramSocket socket, DatagramPacket packet) throws IOException {
        withTimeout(
                socket.getSoTimeout(),
                socket::setSoTimeout,
                () -> {
                    socket.receive(packet); // a time-out leaves the packet as it was
                    return null;
                });
    }

    public static int select(Selector selector, long millis) throws IOException {
        Limit limit = Limit.millis(CLOCK, millis);
        while (true) {
            long start = System.nanoTime();
            long left = millis <= 0 ? millis : limit.leftMillis();
            int count = selector.select(left);
            if (count > 0 || millis <= 0 || limit.isOver() || returnedEarly(start, left)) {
                return count;
            }
        }
    }

    public static int select(Selector selector, Consumer<SelectionKey> action, long millis)
            throws IOException {
        Limit limit = Limit.millis(CLOCK, millis);
        while (true) {
            long start = System.nanoTime();
            long left = millis <= 0 ? millis : limit.leftMillis();
            int count = selector.select(action, left);
            if (count > 0 || millis <= 0 || limit.isOver() || returnedEarly(start, left)) {
                return count;
            }
        }
    }

    /** Returns whether a wait ended before its time was up. */
    private static boolean returnedEarly(long start, long millis) {
        return System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(millis - 1);
    }

    public static int selectNow(Selector selector) throws IOException {
        int count = selector.selectNow();
        restIfStopped(count == 0);
        return count;
    }

    public static int read(SocketChannel channel, ByteBuffer bytes) throws IOException {
        int count = channel.read(bytes);
        restIfStopped(count == 0);
        return count;
    }

    private static void restIfStopped(boolean nothing) {
        if (nothing && CLOCK.isStopped()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(REST));
        }
    }

    // ---- threads

    @InsteadOf(Thread.class)
    public static void sleep(long millis) throws InterruptedException {
        sleepFor(TimeUnit.MILLISECONDS, millis);
    }

    @InsteadOf(Thread.class)
    public static void sleep(long millis, int nanos) throws InterruptedException {
        sleepFor(TimeUnit.NANOSECONDS, TimeUnit.MILLISECONDS.toNanos(millis) + nanos);
    }

    @InsteadOf(Thread.class) // since Java 19
    public static void sleep(Duration duration) throws InterruptedException {
        sleepFor(TimeUnit.NANOSECONDS, TimeUnit.NANOSECONDS.convert(duration));
    }

    public static void sleep(TimeUnit unit, long time) throws InterruptedException {
        sleepFor(unit, Math.max(0, time));
    }

    private static void sleepFor(TimeUnit unit, long time) throws InterruptedException {
        if (time <= 0) {
            Thread.sleep(time); // returns at once, or throws if the time is negative
            return;
        }
        Limit limit = new Limit(CLOCK, unit.toNanos(time));
        while (!limit.isOver()) {
            TimeUnit.NANOSECONDS.sleep(limit.left());
        }
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        Limit limit = Limit.millis(CLOCK, millis);
        do {
            thread.join(millis <= 0 ? millis : limit.leftMillis());
        } while (thread.isAlive() && !limit.isOver());
    }

    public static void wait(Object monitor, long millis) throws InterruptedException {
        Limit limit = Limit.millis(CLOCK, millis);
        long start;
        long left;
        do {
            start = System.nanoTime();
            left = millis <= 0 ? millis : limit.leftMillis();
            monitor.wait(left);
        } while (millis > 0 && !limit.isOver() && !returnedEarly(start, left));
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(long nanos) {
        parkNanos(null, nanos);
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(Object blocker, long nanos) {
        Limit limit = new Limit(CLOCK, nanos);
        long start;
        long left;
        do {
            start = System.nanoTime();
            left = limit.left();
            LockSupport.parkNanos(blocker, left);
        } while (!limit.isOver() && System.nanoTime() - start >= left);
    }

    // ---- java.util.concurrent

    interface Try<T> {
        T forNanos(long nanos) throws InterruptedException;
    }

    /**
     * Runs a call that waits. If its time is up, but the clock has stood still meanwhile, runs it
     * again for the rest of the time.
     */
    private static <T> T wait(long time, TimeUnit unit, T notDone, Try<T> call)
            throws InterruptedException {
        Limit limit = new Limit(CLOCK, unit.toNanos(time));
        while (true) {
            T result = call.forNanos(limit.left());
            if (result != notDone || limit.isOver()) {
                return result;
            }
        }
    }

    public static boolean await(Condition condition, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(time, unit, false, nanos -> condition.awaitNanos(nanos) > 0);
    }

    public static long awaitNanos(Condition condition, long time) throws InterruptedException {
        Limit limit = new Limit(CLOCK, time);
        long left;
        do {
            left = condition.awaitNanos(limit.left());
        } while (left <= 0 && !limit.isOver());
        return left;
    }

    public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(time, unit, false, nanos -> latch.await(nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(time, unit, false, nanos -> semaphore.tryAcquire(nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
        return wait(time, unit, false, nanos -> lock.tryLock(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> T poll(BlockingQueue<T> queue, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(time, unit, null, nanos -> queue.poll(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> boolean offer(BlockingQueue<T> queue, T element, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(time, unit, false, nanos -> queue.offer(element, nanos, TimeUnit.NANOSECONDS));
    }

    public static boolean awaitTermination(ExecutorService threads, long time, TimeUnit unit)
            throws InterruptedException {
        return wait(
                time, unit, false, nanos -> threads.awaitTermination(nanos, TimeUnit.NANOSECONDS));
    }

    public static <T> T get(Future<T> future, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Limit limit = new Limit(CLOCK, unit.toNanos(time));
        while (true) {
            try {
                return future.get(limit.left(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (limit.isOver() || future.isDone()) { // done: the task itself threw it
                    throw e;
                }
            }
        }
    }

    public static ScheduledFuture<?> schedule(
            ScheduledExecutorService threads, Runnable task, long delay, TimeUnit unit) {
        return schedule(
                threads,
                () -> {
                    task.run();
                    return null;
                },
                delay,
                unit);
    }

    /**
     * Schedules a task. If the clock stands still meanwhile, the task occupies one of the
     * executor's threads for the rest of the time.
     */
    public static <T> ScheduledFuture<T> schedule(
            ScheduledExecutorService threads, Callable<T> task, long delay, TimeUnit unit) {
        Limit limit = new Limit(CLOCK, unit.toNanos(delay));
        return threads.schedule(
                () -> {
                    while (!limit.isOver()) {
                        TimeUnit.NANOSECONDS.sleep(limit.left());
                    }
                    return task.call();
                },
                delay,
                unit);
    }

    public static ScheduledFuture<?> scheduleAtFixedRate(
            ScheduledExecutorService threads, Runnable task, long first, long each, TimeUnit unit) {
        return threads.scheduleAtFixedRate(unlessStopped(task), first, each, unit);
    }

    public static ScheduledFuture<?> scheduleWithFixedDelay(
            ScheduledExecutorService threads, Runnable task, long first, long each, TimeUnit unit) {
        return threads.scheduleWithFixedDelay(unlessStopped(task), first, each, unit);
    }

    private static Runnable unlessStopped(Runnable task) {
        return () -> {
            if (!CLOCK.isStopped()) {
                task.run();
            }
        };
    }
}
