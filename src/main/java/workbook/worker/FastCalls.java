package workbook.worker;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import workbook.calls.InsteadOf;

/**
 * Replaces the methods of Java's library that return the time or wait for a limited time. The
 * learner's code calls these methods in their place. Each converts the time with {@link FastTime}
 * and calls the method that it replaces.
 */
public final class FastCalls {

    private static final TimeUnit NANOS = TimeUnit.NANOSECONDS;

    /** The time-outs that the learner's code has set while time passed fast, in milliseconds. */
    private static final Map<Object, Integer> TIMEOUTS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private FastCalls() {}

    // ---- reading the time

    @InsteadOf(System.class)
    public static long nanoTime() {
        return FastTime.nanoTime();
    }

    @InsteadOf(System.class)
    public static long currentTimeMillis() {
        return System.currentTimeMillis() + NANOS.toMillis(FastTime.ahead());
    }

    @InsteadOf(Instant.class)
    public static Instant now() {
        return Instant.now().plusNanos(FastTime.ahead());
    }

    @InsteadOf(Clock.class)
    public static Clock systemUTC() {
        return new FastClock(Clock.systemUTC());
    }

    @InsteadOf(Clock.class)
    public static Clock systemDefaultZone() {
        return new FastClock(Clock.systemDefaultZone());
    }

    @InsteadOf(Clock.class)
    public static Clock system(ZoneId zone) {
        return new FastClock(Clock.system(zone));
    }

    private static final class FastClock extends Clock {
        private final Clock real;

        FastClock(Clock real) {
            this.real = real;
        }

        @Override
        public ZoneId getZone() {
            return real.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new FastClock(real.withZone(zone));
        }

        @Override
        public Instant instant() {
            return real.instant().plusNanos(FastTime.ahead());
        }
    }

    // ---- sockets

    public static void setSoTimeout(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(FastTime.millis(millis)); // throws if the socket is closed
        note(socket, millis);
    }

    public static void setSoTimeout(ServerSocket listener, int millis) throws IOException {
        listener.setSoTimeout(FastTime.millis(millis));
        note(listener, millis);
    }

    public static void setSoTimeout(DatagramSocket socket, int millis) throws IOException {
        socket.setSoTimeout(FastTime.millis(millis));
        note(socket, millis);
    }

    private static void note(Object socket, int millis) {
        if (FastTime.isFast()) {
            TIMEOUTS.put(socket, millis);
        } else {
            TIMEOUTS.remove(socket);
        }
    }

    public static int getSoTimeout(Socket socket) throws IOException {
        return TIMEOUTS.getOrDefault(socket, socket.getSoTimeout());
    }

    public static int getSoTimeout(ServerSocket listener) throws IOException {
        return TIMEOUTS.getOrDefault(listener, listener.getSoTimeout());
    }

    public static int getSoTimeout(DatagramSocket socket) throws IOException {
        return TIMEOUTS.getOrDefault(socket, socket.getSoTimeout());
    }

    public static void connect(Socket socket, SocketAddress address, int millis)
            throws IOException {
        socket.connect(address, FastTime.millis(millis));
    }

    public static int select(Selector selector, long millis) throws IOException {
        return selector.select(FastTime.millis(millis));
    }

    public static int select(Selector selector, Consumer<SelectionKey> action, long millis)
            throws IOException {
        return selector.select(action, FastTime.millis(millis));
    }

    // ---- threads

    @InsteadOf(Thread.class)
    public static void sleep(long millis) throws InterruptedException {
        Thread.sleep(FastTime.millis(millis));
    }

    @InsteadOf(Thread.class)
    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (FastTime.isFast()) {
            Thread.sleep(FastTime.millis(millis));
        } else {
            Thread.sleep(millis, nanos);
        }
    }

    @InsteadOf(Thread.class) // since Java 19
    public static void sleep(Duration duration) throws InterruptedException {
        sleep(NANOS, NANOS.convert(duration));
    }

    public static void sleep(TimeUnit unit, long time) throws InterruptedException {
        NANOS.sleep(FastTime.nanos(unit.toNanos(time)));
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        thread.join(FastTime.millis(millis));
    }

    public static void wait(Object monitor, long millis) throws InterruptedException {
        monitor.wait(FastTime.millis(millis));
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(long nanos) {
        LockSupport.parkNanos(FastTime.nanos(nanos));
    }

    @InsteadOf(LockSupport.class)
    public static void parkNanos(Object blocker, long nanos) {
        LockSupport.parkNanos(blocker, FastTime.nanos(nanos));
    }

    // ---- java.util.concurrent

    private static long nanos(long time, TimeUnit unit) {
        return FastTime.nanos(unit.toNanos(time));
    }

    public static boolean await(Condition condition, long time, TimeUnit unit)
            throws InterruptedException {
        return condition.await(nanos(time, unit), NANOS);
    }

    public static long awaitNanos(Condition condition, long time) throws InterruptedException {
        long end = FastTime.nanoTime() + time;
        long left = condition.awaitNanos(FastTime.nanos(time));
        return left <= 0 ? left : Math.max(1, end - FastTime.nanoTime());
    }

    public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
            throws InterruptedException {
        return latch.await(nanos(time, unit), NANOS);
    }

    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
            throws InterruptedException {
        return semaphore.tryAcquire(nanos(time, unit), NANOS);
    }

    public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit)
            throws InterruptedException {
        return semaphore.tryAcquire(permits, nanos(time, unit), NANOS);
    }

    public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
        return lock.tryLock(nanos(time, unit), NANOS);
    }

    public static <T> T poll(BlockingQueue<T> queue, long time, TimeUnit unit)
            throws InterruptedException {
        return queue.poll(nanos(time, unit), NANOS);
    }

    public static <T> boolean offer(BlockingQueue<T> queue, T element, long time, TimeUnit unit)
            throws InterruptedException {
        return queue.offer(element, nanos(time, unit), NANOS);
    }

    /**
     * Allows the time-out, and shortens the idle time, because the constructor got the original
     * one.
     */
    public static void allowCoreThreadTimeOut(ThreadPoolExecutor threads, boolean allowed) {
        threads.setKeepAliveTime(FastTime.nanos(threads.getKeepAliveTime(NANOS)), NANOS);
        threads.allowCoreThreadTimeOut(allowed);
    }

    public static void setKeepAliveTime(ThreadPoolExecutor threads, long time, TimeUnit unit) {
        threads.setKeepAliveTime(nanos(time, unit), NANOS);
    }

    public static boolean awaitTermination(ExecutorService threads, long time, TimeUnit unit)
            throws InterruptedException {
        return threads.awaitTermination(nanos(time, unit), NANOS);
    }

    public static <T> T get(Future<T> future, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(nanos(time, unit), NANOS);
    }

    public static <T> CompletableFuture<T> orTimeout(
            CompletableFuture<T> future, long time, TimeUnit unit) {
        return future.orTimeout(nanos(time, unit), NANOS);
    }

    public static <T> CompletableFuture<T> completeOnTimeout(
            CompletableFuture<T> future, T value, long time, TimeUnit unit) {
        return future.completeOnTimeout(value, nanos(time, unit), NANOS);
    }

    public static ScheduledFuture<?> schedule(
            ScheduledExecutorService threads, Runnable task, long delay, TimeUnit unit) {
        return threads.schedule(task, nanos(delay, unit), NANOS);
    }

    public static <T> ScheduledFuture<T> schedule(
            ScheduledExecutorService threads, Callable<T> task, long delay, TimeUnit unit) {
        return threads.schedule(task, nanos(delay, unit), NANOS);
    }

    public static ScheduledFuture<?> scheduleAtFixedRate(
            ScheduledExecutorService threads, Runnable task, long first, long each, TimeUnit unit) {
        return threads.scheduleAtFixedRate(task, nanos(first, unit), nanos(each, unit), NANOS);
    }

    public static ScheduledFuture<?> scheduleWithFixedDelay(
            ScheduledExecutorService threads, Runnable task, long first, long each, TimeUnit unit) {
        return threads.scheduleWithFixedDelay(task, nanos(first, unit), nanos(each, unit), NANOS);
    }
}
