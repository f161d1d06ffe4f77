package lesson19_xor_chat;

import java.util.HashMap;
import java.util.Map;

/**
 * The members of the chat. Telling all of them takes no time, because each {@link Member} has a
 * queue.
 *
 * <p>Watch out: the threads of all clients use the map, and only one at a time may. So each method
 * is synchronized.
 */
final class Room {

    private static final int NICKNAME = 24; // code points

    private final Map<String, Member> members = new HashMap<>(); // by nickname; guarded by this

    /** Adds a member and tells everyone. Returns "", or the reason why the nickname is refused. */
    synchronized String join(String nickname, Member member) {
        if (nickname.isBlank()) {
            return "nickname empty";
        }
        if (nickname.codePointCount(0, nickname.length()) > NICKNAME) {
            return "nickname too long";
        }
        if (members.putIfAbsent(nickname, member) != null) {
            return "nickname taken";
        }
        member.start();
        member.tell("* welcome, " + nickname);
        tellOthers(nickname, "* " + nickname + " has joined");
        return "";
    }

    /** Removes a member that has joined, stops it, and tells the others. */
    synchronized void leave(String nickname) {
        members.remove(nickname).stop();
        tellOthers(nickname, "* " + nickname + " has left");
    }

    /** Tells every member except the one with exactly this nickname. */
    synchronized void tellOthers(String nickname, String text) {
        // TODO 5: tell every member except one. Compare the whole nickname.
        throw new UnsupportedOperationException("TODO 5: tell the others");
    }
}
