package workbook.grading;

import java.util.List;

/**
 * The reason why a file of a submission cannot be graded.
 *
 * @param file the name of the file, {@code UppercaseServer.java}; empty if the fault belongs to no
 *     file
 * @param text what is wrong and what to do
 */
record Fault(String file, Kind kind, String text) {

    enum Kind {
        /** The file is missing, cannot be read, or has the wrong name or package. */
        FILE,
        /** The file is not UTF-8 text. */
        TEXT,
        /** The file does not compile. */
        COMPILE,
        /** The file lacks a class or a method that the grader calls, or has changed it. */
        CONTRACT
    }

    private static final int SHOWN = 5; // javac's errors; the first usually causes the others

    /**
     * Returns why tests that need the file are not run. The error of the stub that replaces the
     * file contains the same text.
     */
    String reason() {
        return file
                + switch (kind) {
                    case FILE -> " cannot be used";
                    case TEXT -> " is not UTF-8 text";
                    case COMPILE -> " does not compile";
                    case CONTRACT -> " lacks what the grader calls";
                };
    }

    /** Returns the outcome of a verdict with these faults. */
    static Verdict.Outcome outcome(List<Fault> faults) {
        boolean compiles =
                faults.stream().noneMatch(f -> f.kind == Kind.COMPILE || f.kind == Kind.TEXT);
        return compiles ? Verdict.Outcome.CONTRACT_BROKEN : Verdict.Outcome.DOES_NOT_COMPILE;
    }

    /**
     * Returns a description of all faults, but only the first {@value #SHOWN} of javac's errors.
     */
    static String describe(List<Fault> faults) {
        StringBuilder text = new StringBuilder();
        int errors = 0;
        for (Fault fault : faults) {
            if (fault.kind != Kind.COMPILE || ++errors <= SHOWN) {
                text.append(text.isEmpty() ? "" : "\n").append(fault.text);
            }
        }
        if (errors > SHOWN) {
            text.append("\nand ").append(errors - SHOWN).append(" more");
        }
        if (errors > 1) {
            text.append("\n\nFix the first error first; the others may disappear with it.");
        }
        return text.toString();
    }
}
