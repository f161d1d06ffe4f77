package workbook.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.catalogue.UsageError;

/**
 * A server that runs as a program of its own on this computer. It ends, with all programs that it
 * has started, when it is closed or when this program ends.
 */
public final class ServerProgram implements Closeable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");
    private static final int PATIENCE = 30; // s until it listens, and until its port is free again
    private static final int CONNECTING = 1000; // ms that one try takes at most
    private static final long AGAIN = 10; // ms until the next try
    private static final int LAST_WORDS = 1000; // ms until what it printed at its end is read
    private static final int KEPT = 2000; // characters of what it printed

    private final ProcessTree processes;
    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> printed = new CompletableFuture<>(); // its port, or 0
    private final StringBuffer output = new StringBuffer(); // the beginning
    private InetSocketAddress address;

    private ServerProgram(List<String> command) throws IOException {
        processes = new ProcessTree(command);
        processes.builder().redirectErrorStream(true);
        process = processes.start();
        process.getOutputStream().close();
        reader = new Thread(this::read, "server prints");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a program that chooses its port, and prints {@code port N} when it listens there. The
     * caller closes it.
     *
     * @throws UsageError if it ends, or does not print its port within 30 s
     */
    public static ServerProgram printingItsPort(List<String> command) throws IOException {
        ServerProgram server = new ServerProgram(command);
        int port = server.printedPort();
        if (port == 0) {
            server.close();
            throw new UsageError("The server did not start." + server.printed());
        }
        server.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return server;
    }

    /**
     * Starts a command of the user's, and waits until it accepts connections. The caller closes it.
     *
     * @param command for the system's shell
     * @throws UsageError if somebody listens there already, or nobody does within 30 s
     */
    public static ServerProgram listeningAt(InetSocketAddress address, String command) {
        String where = "%s:%d".formatted(address.getHostString(), address.getPort());
        if (accepts(address)) {
            throw new UsageError(
                    "Somebody listens at %s already. End that program first.".formatted(where));
        }
        boolean windows = File.separatorChar == '\\';
        try {
            ServerProgram server =
                    new ServerProgram(
                            windows ? List.of("cmd", "/c", command) : List.of("sh", "-c", command));
            server.address = address;
            server.awaitListener(where, command);
            return server;
        } catch (IOException e) {
            throw new UsageError("%s cannot be started: %s".formatted(command, e.getMessage()));
        }
    }

    /** Reads all that it prints, so that it never waits for us. */
    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (output.length() < KEPT) {
                    output.append(line).append('\n');
                }
                Matcher port = PORT.matcher(line);
                if (!printed.isDone() && port.find()) {
                    printed.complete(Integer.parseInt(port.group(1)));
                }
            }
        } catch (IOException e) {
            // it was ended
        }
        printed.complete(0);
    }

    private int printedPort() {
        try {
            return printed.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // the caller reports it
        }
        return 0;
    }

    private void awaitListener(String where, String command) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (!accepts(address)) {
            boolean failed = !process.isAlive() && process.exitValue() != 0; // 0: goes on behind
            if (failed || System.nanoTime() > end || !paused()) {
                close();
                throw new UsageError(
                        failed
                                ? "The server ended before it listened at %s, with status %d: %s%s"
                                        .formatted(where, process.exitValue(), command, printed())
                                : "The server does not listen at %s after %d s: %s%s"
                                        .formatted(where, PATIENCE, command, printed()));
            }
        }
    }

    private static boolean accepts(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, CONNECTING);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(AGAIN);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What it printed until it ended. */
    private String printed() {
        try {
            reader.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = output.toString().strip();
        return text.isEmpty() ? "" : "\nIt printed: " + text;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** The number of its process: of the shell, if it was started by a command of the user's. */
    public long pid() {
        return process.pid();
    }

    /** Ends it; returns when it has ended and nobody listens at its address any more. */
    @Override
    public void close() {
        processes.end();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (address != null && accepts(address) && System.nanoTime() < end && paused()) {}
    }
}
