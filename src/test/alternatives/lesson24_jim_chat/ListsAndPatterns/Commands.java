// style: one regular expression for each command; the screen line built character by character.
package lesson24_jim_chat;

import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import workbook.jim.JimWriter;
import workbook.jim.Message;

public final class Commands {

    public static final String HELP =
            "/join #ROOM, /leave [#ROOM], /msg NAME TEXT, /who [#ROOM] (joins it too),\n/quit, /help; all else is said to whom you chose last";

    private static final Pattern JOIN = Pattern.compile("/join\\s+(\\S.*)");
    private static final Pattern LEAVE = Pattern.compile("/leave(?:\\s+(\\S.*))?");
    private static final Pattern WHO = Pattern.compile("/who(?:\\s+(\\S.*))?");
    private static final Pattern MSG = Pattern.compile("/msg\\s+(\\S+)\\s+(\\S.*)");

    private final String name;
    private final Clock clock;
    private String to;

    public Commands(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    public String chosen() {
        return to == null ? "" : to;
    }

    public CommandResult understand(String line) {
        line = line.trim();
        long now = clock.millis() / 1000;
        Matcher matcher;
        if (line.isBlank()) {
            return new CommandResult.Show("");
        }
        if (line.equals("/help")) {
            return new CommandResult.Show(HELP);
        }
        if (line.equals("/quit")) {
            return new CommandResult.Send(new Message.Quit(now));
        }
        if ((matcher = JOIN.matcher(line)).matches()) {
            return tried(new Message.Join(now, matcher.group(1)), matcher.group(1));
        }
        if ((matcher = LEAVE.matcher(line)).matches()) {
            String room = matcher.group(1) == null ? chosen() : matcher.group(1);
            return tried(new Message.Leave(now, room), room.equals(to) ? null : to);
        }
        if ((matcher = WHO.matcher(line)).matches()) {
            String room = matcher.group(1) == null ? chosen() : matcher.group(1);
            return tried(new Message.Join(now, room), to);
        }
        if ((matcher = MSG.matcher(line)).matches()) {
            String other = matcher.group(1);
            return tried(new Message.Msg(now, other, name, "utf-8", matcher.group(2)), other);
        }
        if (line.matches("/(join|leave|who)")) {
            return new CommandResult.Show(RoomName.fault(""));
        }
        if (line.charAt(0) == '/' || to == null) {
            return new CommandResult.Show("what?");
        }
        return tried(new Message.Msg(now, to, name, "utf-8", line), to);
    }

    private CommandResult tried(Message message, String next) {
        try {
            JimWriter.bytes(message);
        } catch (IllegalArgumentException e) {
            String room = null;
            if (message instanceof Message.Join join) room = join.room();
            if (message instanceof Message.Leave leave) room = leave.room();
            return new CommandResult.Show(room == null ? "what?" : RoomName.fault(room));
        }
        to = next;
        return new CommandResult.Send(message);
    }
}
