package workbook.demo.clock;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Starts one of a lesson's programs. The tool sends single bytes to standard input to stop and
 * restart the program's clock. The program itself sees an empty standard input. If the tool ends,
 * the program ends, too.
 */
public final class ProgramMain {

    public static final int STOP = 's';
    public static final int GO = 'g';

    private ProgramMain() {}

    /**
     * Runs a program.
     *
     * @param arguments the name of its class, then the program's arguments
     */
    public static void main(String[] arguments) throws Throwable {
        InputStream tool = System.in;
        System.setIn(InputStream.nullInputStream());
        Thread reader = new Thread(() -> obey(tool), "clock");
        reader.setDaemon(true);
        reader.start();
        Method method = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        method.setAccessible(true);
        MethodHandle main = MethodHandles.lookup().unreflect(method);
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        main.invokeExact(rest); // a method handle does not wrap exceptions
    }

    private static void obey(InputStream tool) {
        try {
            int order;
            while ((order = tool.read()) != -1) { // blocks until the tool sends an order
                if (order == STOP) {
                    Timed.CLOCK.stop();
                } else if (order == GO) {
                    Timed.CLOCK.go();
                }
            }
        } catch (IOException e) {
            // same as the end of the stream
        }
        Runtime.getRuntime().halt(1);
    }
}
