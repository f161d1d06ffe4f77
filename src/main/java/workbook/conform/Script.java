package workbook.conform;

import java.util.List;

/**
 * One case: what some clients send, and what they must get.
 *
 * @param name the name of its file, without the ending
 * @param group whose rule it is
 * @param title what it shows
 * @param steps in the order in which they are taken, one after another
 */
public record Script(String name, Group group, String title, List<Step> steps) {

    /** Whose rule a case shows. */
    public enum Group {
        /** The handbook demands it, or JSON or TCP does, and nothing but these. */
        PROTOCOL,
        /** This workbook decided it where the handbook is silent; see docs/jim.md. */
        OURS
    }
}
