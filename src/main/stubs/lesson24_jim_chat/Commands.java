package lesson24_jim_chat;

import java.time.Clock;

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

    /** The commands of one person. */
    public Commands(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** The room or person to whom plain text is said now; empty if there is none. */
    public String chosen() {
        // TODO 4: tell who was chosen last.
        throw new UnsupportedOperationException("TODO 4: tell who is chosen");
    }

    /** What follows from a line; the page says which line means what. */
    public Typed understand(String line) {
        // TODO 4: what does the line mean? Can that be sent? Then choose.
        throw new UnsupportedOperationException("TODO 4: understand a line");
    }
}
