package lesson24_jim_chat;

import java.time.Clock;
import workbook.jim.JimWriter;
import workbook.jim.Message;

/**
 * Understands what a user types: commands, which begin with {@code /}, and plain text, which goes
 * to the room or user that was chosen last.
 *
 * <p>On the wire: {@code /join #tea} is <code>{"action":"join","time":…,"room":"#tea"}</code>.
 *
 * <p>Watch out: if a text does not fit into an object, show that to the user, and send nothing.
 */
public final class Commands {

    /** The text that {@code /help} shows. */
    public static final String HELP =
            "/join #ROOM, /leave [#ROOM], /msg NAME TEXT, /who [#ROOM] (joins it too),\n/quit, /help; all else is said to whom you chose last";

    private final String name;
    private final Clock clock;
    private String chosen = ""; // a room or a person; empty: nobody

    /** Makes the commands of the user called {@code name}. */
    public Commands(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** Returns the room or user that plain text goes to now; empty if there is none. */
    public String chosen() {
        return chosen;
    }

    /** Turns a line into a message to send or a text to show; see tasks 7 and 8. */
    public CommandResult understand(String line) {
        String text = line.strip();
        if (text.isEmpty()) {
            return new CommandResult.Show("");
        }
        if (!text.startsWith("/")) {
            return chosen.isEmpty()
                    ? new CommandResult.Show("To whom? Choose first: /join #ROOM or /msg NAME TEXT")
                    : send(msg(chosen, text), chosen);
        }
        String[] words = text.split("\\s+", 2);
        return command(words[0], words.length > 1 ? words[1] : "");
    }

    private CommandResult command(String command, String rest) {
        return switch (command) {
            case "/help" -> new CommandResult.Show(HELP);
            case "/join" -> send(new Message.Join(now(), rest), rest);
            case "/leave" -> leave(rest.isEmpty() ? chosen : rest);
            case "/who" -> send(new Message.Join(now(), rest.isEmpty() ? chosen : rest), chosen);
            case "/msg" -> msgTo(rest.split("\\s+", 2));
            case "/quit" -> send(new Message.Quit(now()), chosen);
            default -> new CommandResult.Show("No such command: " + command + ". Try /help");
        };
    }

    private CommandResult leave(String room) {
        return send(new Message.Leave(now(), room), room.equals(chosen) ? "" : chosen);
    }

    private CommandResult msgTo(String[] words) {
        return words.length < 2
                ? new CommandResult.Show("/msg NAME TEXT")
                : send(msg(words[0], words[1]), words[0]);
    }

    private Message msg(String to, String text) {
        return new Message.Msg(now(), to, name, "utf-8", text);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    /** Sends it and chooses, if it is an object that one can send. */
    private CommandResult send(Message message, String choice) {
        try {
            JimWriter.bytes(message);
        } catch (IllegalArgumentException e) {
            return new CommandResult.Show(fault(message));
        }
        chosen = choice;
        return new CommandResult.Send(message);
    }

    private static String fault(Message message) {
        if (message instanceof Message.Join m) {
            return RoomName.fault(m.room());
        }
        return message instanceof Message.Leave m
                ? RoomName.fault(m.room())
                : "Not sent: the name or the text is too long";
    }
}
