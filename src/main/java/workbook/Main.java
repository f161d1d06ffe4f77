package workbook;

import java.util.Locale;
import workbook.cli.Workbook;

/** Starts the workbook. */
public final class Main {

    private Main() {}

    /**
     * Exits with 0 (passed), 1 (failed), 2 (used wrongly) or 75 (to be built anew first). A
     * launcher gives another status for 1, which is also that of a JVM that cannot start or, on
     * Windows, is killed.
     */
    public static void main(String[] args) {
        Locale.setDefault(Locale.ENGLISH); // in Arabic, Java would write 4 as another sign
        int status = Workbook.run(args);
        System.exit(status == 1 ? Integer.getInteger("workbook.failed", 1) : status);
    }
}
