package workbook.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.process.ServerProgram;

/**
 * Measures what idle clients cost the echo servers of the lessons 11 (a thread for each client), 12
 * (a selector) and 13 (virtual threads; only on JDK 21 or newer). Each server runs as a program of
 * its own. First it serves one client for some time, so that its code is compiled. Then the idle
 * clients connect, and one more client sends 64 bytes again and again and waits for the reply.
 *
 * <pre>
 * java -cp "target/classes:target/test-classes:target/lib/*" workbook.load.IdleClients 1 100 5000
 * </pre>
 *
 * The arguments are numbers of idle clients. Memory and threads are read in {@code /proc}, so they
 * are unknown on other systems than Linux.
 */
public final class IdleClients {

    private static final List<String> SERVERS =
            List.of(
                    "lesson11_thread_per_client.ThreadServer",
                    "lesson12_selector_loop.SelectServer",
                    "lesson13_virtual_threads.VirtualServer");
    private static final int WARM_UP = 20_000; // requests
    private static final int REQUESTS = 10_000;
    private static final int SIZE = 64; // bytes of a request
    private static final Pattern THREADS = Pattern.compile("(?m)^Threads:\\s+(\\d+)$");

    private IdleClients() {}

    public static void main(String[] args) throws IOException {
        System.out.println(
                "server              idle  kB each  threads  latency: median      99th (µs)");
        for (String server : SERVERS) {
            boolean compiled =
                    Files.exists(Path.of("target/classes", server.replace('.', '/') + ".class"));
            for (String number : args) {
                if (compiled) {
                    measure(server, Integer.parseInt(number));
                } else {
                    System.out.println(server + " needs a newer JDK");
                }
            }
        }
    }

    private static void measure(String server, int count) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String name = server.substring(server.indexOf('.') + 1);
        List<Socket> idle = new ArrayList<>();
        List<String> command =
                List.of(java, "-cp", "target" + File.separator + "classes", server, "0");
        try (ServerProgram process = ServerProgram.printingItsPort(command)) {
            ProcessFigures figures = new ProcessFigures(process.pid());
            int port = process.address().getPort();
            latencies(port, WARM_UP);
            OptionalLong before = figures.resident();
            for (int i = 0; i < count; i++) {
                idle.add(connected(port));
            }
            OptionalLong after = figures.resident();
            String threads = threads(process.pid());
            long[] nanos = latencies(port, REQUESTS);
            String each =
                    before.isPresent() && after.isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    "%.1f",
                                    (after.getAsLong() - before.getAsLong()) / 1024.0 / count)
                            : "unknown";
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %5d  %7s  %7s  %15.0f  %8.0f%n",
                    name,
                    count,
                    each,
                    threads,
                    nanos[nanos.length / 2] / 1e3,
                    nanos[nanos.length * 99 / 100] / 1e3);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** A client that the server has accepted: it has had a reply. */
    private static Socket connected(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write('x');
        if (socket.getInputStream().read() != 'x') {
            socket.close();
            throw new IOException("The server did not answer.");
        }
        return socket;
    }

    /** The times of requests, one after another, in nanoseconds and sorted. */
    private static long[] latencies(int port, int count) throws IOException {
        long[] nanos = new long[count];
        byte[] bytes = new byte[SIZE];
        try (Socket socket = connected(port)) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < count; i++) {
                long begun = System.nanoTime();
                socket.getOutputStream().write(bytes);
                in.readFully(bytes);
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static String threads(long pid) {
        try {
            Path status = Path.of("/proc", String.valueOf(pid), "status");
            Matcher line = THREADS.matcher(Files.readString(status, UTF_8));
            return line.find() ? line.group(1) : "unknown";
        } catch (IOException e) {
            return "unknown";
        }
    }
}
