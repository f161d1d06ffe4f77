// mistake: what makes no sense is ignored.
// wire: nothing happens, and nobody knows why.
// fails: goes nowhere if nobody is chosen
// says: does not know why nothing happens
package lesson24_jim_chat;

import java.time.Clock;
import workbook.jim.JimWriter;
import workbook.jim.Message;

/**
 * Understands what a person types: commands, which begin with {@code /}, and all else, which is
 * said to the room or person that was chosen last.
 *
 * <p>On the wire: {@code /join #tea} is <code>{"action":"join","time":…,"room":"#tea"}</code>.
 *
 * <p>Watch out: what does not fit into an object must be told to the person, and not sent.
 */
public final class Commands {

    /** What {@code /help} shows. */
    public static final String HELP =
            "/join #ROOM, /leave [#ROOM], /msg NAME TEXT, /who [#ROOM] (joins it too),\n/quit, /help; all else is said to whom you chose last";

    private final String name;
    private final Clock clock;
    private String chosen = ""; // a room or a person; empty: nobody

    /** The commands of one person. */
    public Commands(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** The room or person to whom plain text is said now; empty if there is none. */
    public String chosen() {
        return chosen;
    }

    /** What follows from a line; the page says which line means what. */
    public Typed understand(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return new Typed.Show("");
        }
        if (!text.startsWith("/")) {
            return chosen.isEmpty()
                    ? new Typed.Show("")
                    : send(msg(chosen, text), chosen);
        }
        String[] words = text.split("\\s+", 2);
        return command(words[0], words.length > 1 ? words[1] : "");
    }

    private Typed command(String command, String rest) {
        return switch (command) {
            case "/help" -> new Typed.Show(HELP);
            case "/join" -> send(new Message.Join(now(), rest), rest);
            case "/leave" -> leave(rest.isEmpty() ? chosen : rest);
            case "/who" -> send(new Message.Join(now(), rest.isEmpty() ? chosen : rest), chosen);
            case "/msg" -> msgTo(rest.split("\\s+", 2));
            case "/quit" -> send(new Message.Quit(now()), chosen);
            default -> new Typed.Show("No such command: " + command + ". Try /help");
        };
    }

    private Typed leave(String room) {
        return send(new Message.Leave(now(), room), room.equals(chosen) ? "" : chosen);
    }

    private Typed msgTo(String[] words) {
        return words.length < 2
                ? new Typed.Show("/msg NAME TEXT")
                : send(msg(words[0], words[1]), words[0]);
    }

    private Message msg(String to, String text) {
        return new Message.Msg(now(), to, name, "utf-8", text);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** Sends it and chooses, if it is an object that one can send. */
    private Typed send(Message message, String choice) {
        try {
            JimWriter.bytes(message);
        } catch (IllegalArgumentException e) {
            return new Typed.Show("Not sent: too long, or no room (they begin with #). Try /help");
        }
        chosen = choice;
        return new Typed.Send(message);
    }
}
