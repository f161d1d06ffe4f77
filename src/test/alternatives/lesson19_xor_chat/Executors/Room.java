package lesson19_xor_chat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class Room {

    private final Map<String, Member> members = new ConcurrentHashMap<>();

    String join(String nickname, Member member) {
        if (nickname.isBlank()) {
            return "nickname empty";
        }
        if (nickname.codePoints().count() > 24) {
            return "nickname too long";
        }
        synchronized (members) { // the welcome comes first, and nobody is missed
            if (members.putIfAbsent(nickname, member) != null) {
                return "nickname taken";
            }
            member.tell("* welcome, " + nickname);
            tellOthers(nickname, "* " + nickname + " has joined");
        }
        return null;
    }

    void leave(String nickname) {
        synchronized (members) {
            Member member = members.remove(nickname);
            member.stop();
            tellOthers(nickname, "* " + nickname + " has left");
        }
    }

    void tellOthers(String nickname, String text) {
        members.forEach(
                (name, member) -> {
                    if (!name.equals(nickname)) {
                        member.tell(text);
                    }
                });
    }
}
