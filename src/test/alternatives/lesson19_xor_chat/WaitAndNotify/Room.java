package lesson19_xor_chat;

import java.util.ArrayList;
import java.util.List;

final class Room {

    private record Entry(String nickname, Member member) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized String join(String nickname, Member member) {
        if (nickname.strip().isEmpty()) {
            return "nickname empty";
        }
        if (nickname.codePoints().count() >= 25) {
            return "nickname too long";
        }
        if (entries.stream().anyMatch(entry -> entry.nickname().equals(nickname))) {
            return "nickname taken";
        }
        tellOthers(nickname, "* " + nickname + " has joined");
        entries.add(new Entry(nickname, member));
        member.tell("* welcome, " + nickname);
        member.start();
        return "";
    }

    synchronized void leave(String nickname) {
        entries.stream()
                .filter(entry -> entry.nickname().equals(nickname))
                .forEach(entry -> entry.member().halt());
        entries.removeIf(entry -> entry.nickname().equals(nickname));
        tellOthers(nickname, "* " + nickname + " has left");
    }

    synchronized void tellOthers(String nickname, String text) {
        entries.stream()
                .filter(entry -> !entry.nickname().equals(nickname))
                .map(Entry::member)
                .forEach(member -> member.tell(text));
    }
}
