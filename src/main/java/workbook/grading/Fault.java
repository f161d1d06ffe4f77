package workbook.grading;

import java.util.List;

/**
 * Why a file of a submission cannot be graded.
 *
 * @param file its name, {@code UppercaseServer.java}; empty if no file is to blame
 * @param text what is wrong and what to do
 */
record Fault(String file, Kind kind, String text) {

    enum Kind {
        /** It is missing, cannot be read, or has the wrong name or package. */
        FILE,
        /** Its bytes are not UTF-8 text. */
        TEXT,
        /** javac refuses it. */
        COMPILE,
        /** A class or a method that the grader calls is missing or has changed. */
        CONTRACT
    }

    private static final int SHOWN = 5; // errors of javac; the first usually causes the others

    /**
     * Returns why tests that need the file are not run. The error that the replacing stub throws
     * says the same.
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

    /** What a verdict with these faults is. */
    static Verdict.Outcome outcome(List<Fault> faults) {
        boolean compiles =
                faults.stream().noneMatch(f -> f.kind == Kind.COMPILE || f.kind == Kind.TEXT);
        return compiles ? Verdict.Outcome.CONTRACT_BROKEN : Verdict.Outcome.DOES_NOT_COMPILE;
    }

    /** All of them in words; of javac's errors only the first. */
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
