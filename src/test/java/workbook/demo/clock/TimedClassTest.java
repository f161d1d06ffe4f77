package workbook.demo.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.Selector;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimedClassTest {

    /** What a learner may write; each method waits for a millisecond, for what does not come. */
    public static class Learner {

        public static void sleep() throws Exception {
            Thread.sleep(1);
        }

        public static void latch() throws Exception {
            new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
        }

        public static void queue() throws Exception {
            new LinkedBlockingQueue<String>().poll(1, TimeUnit.MILLISECONDS);
        }

        public static void semaphore() throws Exception {
            new Semaphore(0).tryAcquire(1, TimeUnit.MILLISECONDS);
        }

        public static void condition() throws Exception {
            ReentrantLock lock = new ReentrantLock();
            Condition condition = lock.newCondition();
            lock.lock();
            condition.await(1, TimeUnit.MILLISECONDS);
        }

        public static void future() throws Exception {
            try {
                new CompletableFuture<String>().get(1, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // as it should be
            }
        }

        public static void monitor() throws Exception {
            Object monitor = new Object();
            synchronized (monitor) {
                monitor.wait(1);
            }
        }

        public static void park() {
            LockSupport.parkNanos(1_000_000);
        }

        public static void selector() throws Exception {
            try (Selector selector = Selector.open()) {
                selector.select(1);
            }
        }

        public static void accept() throws Exception {
            try (ServerSocket listener = new ServerSocket(0)) {
                listener.setSoTimeout(1);
                listener.accept();
            } catch (SocketTimeoutException e) {
                // as it should be
            }
        }

        public static void receive() throws Exception {
            try (DatagramSocket socket = new DatagramSocket(0)) {
                socket.setSoTimeout(1);
                socket.receive(new DatagramPacket(new byte[1], 1));
            } catch (SocketTimeoutException e) {
                // as it should be
            }
        }

        /** A packet that is used again still has room for a longer datagram. */
        public static void receiveIntoOnePacket() throws Exception {
            try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
                socket.setSoTimeout(60_000);
                DatagramPacket packet = new DatagramPacket(new byte[9], 9);
                for (String text : List.of("short", "longer")) {
                    byte[] bytes = text.getBytes();
                    socket.send(
                            new DatagramPacket(
                                    bytes, bytes.length, socket.getLocalSocketAddress()));
                    socket.receive(packet);
                    assertThat(packet.getLength()).isEqualTo(bytes.length);
                }
            }
        }

        public static void read() throws Exception {
            InetAddress here = InetAddress.getLoopbackAddress();
            try (ServerSocket listener = new ServerSocket(0, 1, here);
                    Socket socket = new Socket(here, listener.getLocalPort())) {
                socket.setSoTimeout(1);
                InputStream in = socket.getInputStream();
                try {
                    in.read();
                } catch (SocketTimeoutException e) {
                    assertThat(socket.getSoTimeout()).isEqualTo(1);
                }
            }
        }

        public static long time() {
            LongSupplier nanos = System::nanoTime;
            return nanos.getAsLong() + System.nanoTime();
        }

        public static long date() {
            return Clock.systemUTC().millis();
        }
    }

    @AfterEach
    void go() {
        Timed.CLOCK.go();
    }

    @Test
    void a_packet_that_is_used_again_has_room_for_a_longer_datagram() throws Exception {
        timed("receiveIntoOnePacket").call();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep",
                "latch",
                "queue",
                "semaphore",
                "condition",
                "future",
                "monitor",
                "park",
                "selector",
                "accept",
                "receive",
                "read"
            })
    void no_wait_is_over_while_the_clock_stands_still(String method) throws Exception {
        Callable<Object> wait = timed(method);
        Timed.CLOCK.stop();
        FutureTask<Object> task = new FutureTask<>(wait);
        Thread thread = new Thread(task);
        thread.start();

        long start = System.nanoTime();
        while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(60)) {
            Thread.onSpinWait();
        }
        assertThat(task.isDone()).isFalse();

        Timed.CLOCK.go();
        task.get(60, TimeUnit.SECONDS);
    }

    @Test
    void the_time_stands_still_in_calls_and_in_method_references() throws Exception {
        Timed.CLOCK.stop();

        assertThat(timed("time").call()).isEqualTo(timed("time").call());
    }

    @Test
    void the_date_lags_by_the_time_for_which_the_clock_stood_still() throws Exception {
        Timed.CLOCK.stop();
        Thread.sleep(20);

        assertThat((long) timed("date").call()).isLessThan(System.currentTimeMillis() - 19);
    }

    /** The learner's method, of a class that has been changed. */
    private static Callable<Object> timed(String method) throws Exception {
        String name = Learner.class.getName();
        byte[] bytes;
        try (InputStream in = Learner.class.getResourceAsStream("TimedClassTest$Learner.class")) {
            bytes = TimedClass.of(in.readAllBytes(), Map.of());
        }
        Class<?> changed =
                new ClassLoader(TimedClassTest.class.getClassLoader()) {
                    Class<?> define() {
                        return defineClass(name, bytes, 0, bytes.length);
                    }
                }.define();
        return () -> {
            try {
                return changed.getMethod(method).invoke(null);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw new ExecutionException(e.getCause());
            }
        };
    }
}
