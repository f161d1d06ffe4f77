// style: a thread that reads, and a queue that is polled; each byte of the reply as a future.
package lesson09_timeouts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends one message and waits for the reply, but not forever.
 *
 * <p>On the wire: the client sends {@code "hello\n"}, and the server sends one line back.
 *
 * <p>Watch out: {@code new Socket(host, port)} connects at once, before you can set a time-out.
 */
public class ImpatientClient {

    /** Reports that the server did not take the connection in time. */
    public static class ConnectTimeout extends SocketTimeoutException {
        public ConnectTimeout(int millis) {
            super("no connection within " + millis + " ms");
        }
    }

    /** Prints the reply to one message. Arguments: host and port; without them, localhost 9009. */
    public static void main(String[] args) throws IOException {
        String host = args.length > 0 ? args[0] : "localhost";
        int port = args.length > 1 ? Integer.parseInt(args[1]) : 9009;
        System.out.println(ask(host, port, "hello", 5000, 5000));
    }

    /**
     * Connects, sends the message and {@code \n}, reads one line, and closes the connection.
     *
     * @param connectTimeout how long to wait for the connection, in milliseconds, more than 0
     * @param readTimeout how long each read may wait, in milliseconds, more than 0
     * @return the reply without its {@code \n}
     * @throws ConnectTimeout if connecting takes longer
     * @throws java.net.ConnectException if the server refuses the connection
     * @throws MessageReader.ReadTimeout if a read waits longer
     * @throws EOFException if the stream ends before a byte has arrived
     */
    public static String ask(
            String host, int port, String message, int connectTimeout, int readTimeout)
            throws IOException {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Socket server = new Socket()) {
            try {
                server.connect(new InetSocketAddress(host, port), connectTimeout);
            } catch (SocketTimeoutException e) {
                throw new ConnectTimeout(connectTimeout);
            }
            PrintStream out = new PrintStream(server.getOutputStream(), true, UTF_8);
            out.print(message + "\n");
            out.flush();
            InputStream in = server.getInputStream();
            ByteArrayOutputStream reply = new ByteArrayOutputStream();
            Callable<Integer> read = in::read;
            int b = executor.submit(read).get(readTimeout, TimeUnit.MILLISECONDS);
            if (b == -1) {
                throw new EOFException("nothing");
            }
            while (b != '\n' && b != -1) {
                reply.write(b);
                b = executor.submit(read).get(readTimeout, TimeUnit.MILLISECONDS);
            }
            return reply.toString(UTF_8);
        } catch (TimeoutException e) {
            throw new MessageReader.ReadTimeout(readTimeout);
        } catch (InterruptedException e) {
            throw new IOException(e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
