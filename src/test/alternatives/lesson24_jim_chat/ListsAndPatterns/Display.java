package lesson24_jim_chat;

import workbook.jim.Message;

public final class Display {

    private Display() {}

    public static String line(Message message) {
        StringBuilder line = new StringBuilder();
        if (message instanceof Message.Msg m) {
            if (m.to().charAt(0) == '#') {
                line.append(m.to()).append(' ');
            }
            line.append(m.from()).append(": ").append(m.message());
        } else if (message instanceof Message.Response r) {
            if (r.code() > 399) {
                line.append("! ").append(r.code()).append(' ').append(r.text());
            } else if (!r.text().isEmpty()) {
                line.append("* ").append(r.text());
            }
        }
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '·');
            }
        }
        return line.toString();
    }
}
