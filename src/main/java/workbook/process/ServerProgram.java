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
 * A server that runs as a separate process on this computer. {@link #close()} ends it with all
 * programs that it has started. If this program ends first, the server is ended, too.
 */
public final class ServerProgram implements Closeable {

    private static final Pattern PORT = Pattern.compile("\\bport (\\d{1,5})\\b");
    private static final int PATIENCE = 30; // s until it listens, and until its port is free again
    private static final int CONNECTING = 1000; // ms of one try, at most
    private static final long AGAIN = 10; // ms until the next try
    private static final int LAST_WORDS = 1000; // ms for reading its last output
    private static final int KEPT = 2000; // characters of its output

    private final ProcessTree processes;
    private final Process process;
    private final Thread reader;
    private final CompletableFuture<Integer> printed = new CompletableFuture<>(); // the port, or 0
    private final StringBuffer output = new StringBuffer(); // its beginning
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
     * Starts a program that chooses its port, and prints {@code port N} when it is listening. The
     * caller closes the result.
     *
     * @throws UsageError if the program ends or does not print its port within 30 s
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
     * Starts a command of the user, and waits until it accepts connections. The caller closes the
     * result.
     *
     * @param command a command for the system's shell
     * @throws UsageError if another program already listens at this address, or the server does not
     *     listen within 30 s
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

    /** Reads everything that the server prints, so that it never blocks while printing. */
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
            // the server was ended
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
            boolean failed = !process.isAlive() && process.exitValue() != 0; // 0: in the background
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

    /** Returns what the server has printed, for an error message. */
    private String printed() {
        try {
            reader.join(LAST_WORDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String text = output.toString().strip();
        return text.isEmpty() ? "" : "\nIt printed: " + text;
    }

    /** Returns the address at which the server listens. */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * Returns the process ID of the server. If the user's command started it, this is the ID of the
     * shell.
     */
    public long pid() {
        return process.pid();
    }

    /** Ends the server. Waits until nothing listens at its address any more, at most 30 s. */
    @Override
    public void close() {
        processes.end();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE);
        while (address != null && accepts(address) && System.nanoTime() < end && paused()) {}
    }
}
