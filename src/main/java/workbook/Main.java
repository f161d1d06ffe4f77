package workbook;

import java.util.Locale;
import workbook.cli.Workbook;

/** Starts the workbook. */
public final class Main {

    private Main() {}

    /**
     * Runs the command line. Exits with 0 (passed), 1 (failed), 2 (used wrongly) or 75 (the tool
     * must be rebuilt first). A launcher may set another status in place of 1, because a JVM that
     * cannot start or, on Windows, is killed also exits with 1.
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH); // in Arabic, Java would write other digits
        int status = Workbook.run(args);
        System.exit(status == 1 ? Integer.getInteger("workbook.failed", 1) : status);
    }
}
