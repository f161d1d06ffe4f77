package lesson24_jim_chat;

import java.util.List;

/** Given: puts names together in a text that fits into a response. */
final class NameList {

    private static final int LONGEST = 500; // characters; the response around it has 28 more

    private NameList() {}

    /** Returns {@code "anna, boris"}, or {@code "anna, boris and 12 more"} if that is too long. */
    static String call(List<String> names) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (int i = 0; i < names.size(); i++) {
            length += 2 + written(names.get(i));
            if (length > LONGEST) {
                return text + " and " + (names.size() - i) + " more";
            }
            text.append(i == 0 ? "" : ", ").append(names.get(i));
        }
        return text.toString();
    }

    /** Returns how many characters the name has in JSON, or a few more. */
    private static int written(String name) {
        return name.chars().map(c -> c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : 1).sum();
    }
}
