package workbook.demo.clock;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Starts one of a lesson's programs. The tool stops the program's clock, and lets it go on, by a
 * byte on standard input. The program itself sees an empty standard input. If the tool ends, so
 * does the program.
 */
public final class ProgramMain {

    public static final int STOP = 's';
    public static final int GO = 'g';

    private ProgramMain() {}

    /**
     * Runs a program.
     *
     * @param arguments its class, and what it is given
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
        main.invokeExact(rest); // by a handle, so that an exception is not wrapped
    }

    private static void obey(InputStream tool) {
        try {
            int order;
            while ((order = tool.read()) != -1) { // blocks until the tool has something to say
                if (order == STOP) {
                    Timed.CLOCK.stop();
                } else if (order == GO) {
                    Timed.CLOCK.go();
                }
            }
        } catch (IOException e) {
            // the same as its end
        }
        Runtime.getRuntime().halt(1);
    }
}
