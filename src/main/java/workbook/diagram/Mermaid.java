package workbook.diagram;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import workbook.tap.Crossing;
import workbook.wire.Event;
import workbook.wire.Event.Kind;

/** Writes a sequence diagram in the language Mermaid, which many Markdown viewers can draw. */
public final class Mermaid {

    private static final int WIDTH = 44; // columns of a note
    private static final int LONGEST = 45_000; // characters; viewers do not draw more than 50,000
    private static final String PLAIN = " .,()!?/+*=_'-"; // signs without a meaning in Mermaid

    private Mermaid() {}

    /**
     * Returns a Markdown document that contains one diagram.
     *
     * @param title the heading above the diagram; empty for none
     */
    public static String markdown(String title, List<Crossing> crossings) {
        String heading = title.isEmpty() ? "" : "# " + Readable.text(title) + "\n\n";
        return heading + "```mermaid\n" + String.join("\n", lines(crossings)) + "\n```\n";
    }

    /**
     * Returns the lines of the diagram without Markdown around it. If it is too long for the
     * viewers, it is cut, and a note gives the number of events that are missing.
     */
    public static List<String> lines(List<Crossing> crossings) {
        Parties parties = Parties.of(crossings);
        List<String> everybody = parties.all();
        Set<String> drawn = new HashSet<>();
        List<String> events = new ArrayList<>();
        int length = 0;
        for (Crossing crossing : crossings) {
            Event event = crossing.event();
            String line = "    " + line(parties, everybody, event);
            length += line.length() + 1;
            for (String party : List.of(event.from(), event.to())) {
                boolean isNew = !party.isEmpty() && drawn.add(party);
                length += isNew ? participant(parties, party).length() + 1 : 0;
            }
            if (length > LONGEST) {
                return beginning(crossings, events.size());
            }
            events.add(line);
        }
        List<String> lines = new ArrayList<>(List.of("sequenceDiagram"));
        everybody.forEach(party -> lines.add(participant(parties, party)));
        lines.addAll(events);
        return lines;
    }

    /**
     * Returns a diagram of the first {@code count} events, with only the parties of these events.
     */
    private static List<String> beginning(List<Crossing> crossings, int count) {
        List<Crossing> first = crossings.subList(0, count);
        Parties parties = Parties.of(first);
        String left = "… " + (crossings.size() - count) + " more events";
        List<String> lines = new ArrayList<>(lines(first));
        lines.add("    Note over " + everybody(parties, parties.all()) + ": " + escape(left));
        return lines;
    }

    private static String participant(Parties parties, String party) {
        return "    participant " + id(parties, party) + " as " + escape(party);
    }

    private static String line(Parties parties, List<String> all, Event event) {
        if (event.kind() == Kind.NOTE) {
            return "Note over " + everybody(parties, all) + ": " + wrap(event.bytes(), "");
        }
        String from = id(parties, event.from());
        if (event.kind() == Kind.PRINT) {
            String side = all.indexOf(event.from()) < all.size() - 1 ? "left" : "right";
            return "Note " + side + " of " + from + ": " + wrap(event.bytes(), "prints ");
        }
        String to = event.to().isEmpty() ? from : id(parties, event.to());
        return from + arrow(event.kind()) + to + ": " + escape(Readable.label(event));
    }

    private static String everybody(Parties parties, List<String> all) {
        if (all.isEmpty()) {
            return "nobody"; // Mermaid shows it as a participant
        }
        String first = id(parties, all.get(0));
        return all.size() == 1 ? first : first + "," + id(parties, all.get(all.size() - 1));
    }

    private static String arrow(Kind kind) {
        return switch (kind) {
            case END -> "--)";
            case LOST, RESET -> "-x";
            case REFUSED -> "--x";
            default -> "->>";
        };
    }

    private static String id(Parties parties, String party) {
        return "p" + (parties.number(party) + 1);
    }

    private static String wrap(byte[] text, String before) {
        List<String> parts = new ArrayList<>();
        for (String line : Readable.lines(text)) {
            String whole = parts.isEmpty() ? before + line : line;
            Columns.wrap(whole, WIDTH).forEach(part -> parts.add(escape(part)));
        }
        return parts.isEmpty() ? escape(before + "\"\"") : String.join("<br/>", parts);
    }

    /**
     * Escapes a text: every character except letters, digits and a few signs becomes its number.
     * Mermaid would draw two spaces as one, so the second of them becomes a no-break space.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        Readable.text(text)
                .replace("  ", " \u00a0")
                .codePoints()
                .forEach(
                        c -> {
                            if (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0) {
                                escaped.appendCodePoint(c);
                            } else {
                                escaped.append('#').append(c).append(';');
                            }
                        });
        return escaped.toString();
    }
}
