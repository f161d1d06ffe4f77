package workbook.conform;

import java.util.List;

/**
 * One case: what some clients send, and what they must receive.
 *
 * @param name the name of its file, without the ending
 * @param group where its rule comes from
 * @param title what the case shows
 * @param steps the steps, in the order in which they are played
 */
public record Script(String name, Group group, String title, List<Step> steps) {

    /** Where the rule of a case comes from. */
    public enum Group {
        /** The handbook, JSON or TCP demands it. */
        PROTOCOL,
        /** The handbook does not say, and this workbook has decided it; see docs/jim.md. */
        OURS
    }
}
