package kit;

import workbook.worker.RunawayGuard;

/**
 * Reports to a test the exceptions that end virtual threads. These threads cannot be in a group of
 * the kit, which would report them. The exceptions are also printed, as Java does.
 */
final class UncaughtExceptions {

    private static final Thread.UncaughtExceptionHandler HANDLER = UncaughtExceptions::handle;

    private static volatile CodeUnderTest current; // null between two tests

    private UncaughtExceptions() {}

    /**
     * Installs the handler. Call this before each test, because the learner's code may have set
     * another handler.
     */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(HANDLER);
    }

    /** Reports exceptions to this test from now on; null to report them to no test. */
    static void tell(CodeUnderTest codeUnderTest) {
        current = codeUnderTest;
    }

    private static void handle(Thread thread, Throwable thrown) {
        if (RunawayGuard.isDismissed(thread)) {
            return; // its test is over
        }
        CodeUnderTest told = current;
        if (told != null) {
            told.noteUncaught(thread, thrown);
        }
        System.err.print("Exception in thread \"" + thread.getName() + "\" ");
        thrown.printStackTrace();
    }
}
