// mistake: everyone is everyone.
// wire: always: she who joins or talks hears of it herself.
// fails: Who joins is welcomed
// says: hears of herself
package lesson19_xor_chat;

import java.util.HashMap;
import java.util.Map;

/**
 * Who is in the chat. Everyone is told at once: that takes no time, for each {@link Member} has a
 * queue.
 *
 * <p>Watch out: the threads of all clients use the map; only one at a time may, so each method is
 * synchronized.
 */
final class Room {

    private static final int NICKNAME = 24; // code points

    private final Map<String, Member> members = new HashMap<>(); // by nickname; guarded by this

    /** Lets a member in and tells everyone; returns why not, or nothing if it is in. */
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

    /** Lets a member go and tells the others. */
    synchronized void leave(String nickname) {
        members.remove(nickname).stop();
        tellOthers(nickname, "* " + nickname + " has left");
    }

    /** Tells everyone but the one of this nickname. */
    synchronized void tellOthers(String nickname, String text) {
        for (Map.Entry<String, Member> entry : members.entrySet()) {
            entry.getValue().tell(text);
        }
    }
}
