package workbook;

import workbook.cli.Workbook;

/** Starts the workbook. */
public final class Main {

    private Main() {}

    /** Exits with 0 (passed), 1 (failed), 2 (used wrongly) or 75 (to be built anew first). */
    public static void main(String[] args) {
        System.exit(Workbook.run(args));
    }
}
