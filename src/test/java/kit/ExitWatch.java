package kit;

import java.util.Map;
import workbook.worker.Host;

/** Notices when the learner's code ends the whole program, and reports the line that does it. */
final class ExitWatch {

    private static boolean installed;

    private ExitWatch() {}

    static synchronized void install() {
        if (!installed) {
            installed = true;
            Runtime.getRuntime().addShutdownHook(new Thread(ExitWatch::report, "kit exit watch"));
        }
    }

    /**
     * Reports the line that called {@code exit}. Its thread is still in that call while the
     * shutdown hooks run.
     */
    private static void report() {
        for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
            StackTraceElement[] stack = entry.getValue();
            for (StackTraceElement frame : stack) {
                boolean exits =
                        frame.getClassName().equals("java.lang.Runtime")
                                && frame.getMethodName().equals("exit");
                if (exits) {
                    LearnerCode.in(stack)
                            .ifPresent(
                                    line ->
                                            Host.sayLastWords(
                                                    "your code called System.exit() at "
                                                            + LearnerCode.at(line)));
                    return;
                }
            }
        }
    }
}
