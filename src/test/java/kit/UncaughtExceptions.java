package kit;

import workbook.worker.RunawayGuard;

/**
 * Tells a test of the exceptions that end virtual threads, which cannot be in a group of the kit's.
 * They are printed as well, as Java does.
 */
final class UncaughtExceptions {

    private static final Thread.UncaughtExceptionHandler HANDLER = UncaughtExceptions::handle;

    private static volatile CodeUnderTest current; // null between two tests

    private UncaughtExceptions() {}

    /** Before each test: the learner's code may have set another handler. */
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(HANDLER);
    }

    /** From now on this test is told; null for none. */
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
