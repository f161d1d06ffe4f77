package lesson24_jim_chat;

import java.io.IOException;
import java.net.Socket;

/** Given: how a client begins and ends for its user. */
final class LoginDialog {

    private LoginDialog() {}

    /** What stands before the line that is typed. */
    static String prompt(String chosen) {
        return chosen.isEmpty() ? "> " : "to " + chosen + "> ";
    }

    /**
     * Says what the first answer means, and closes the socket if one is not let in.
     *
     * @return whether one is
     */
    static boolean isIn(int code, String name, Screen screen, Socket server) throws IOException {
        if (code < 400) {
            screen.note("you are " + name);
            return true;
        }
        screen.note(
                switch (code) {
                    case 401 -> "this server wants a password: --password -";
                    case 409 -> "another client has this name: take another, --name NAME";
                    default -> "you are not let in";
                });
        server.close();
        return false;
    }

    /** Waits, for a moment, until the thread that reads the keyboard has ended. */
    static void letGo(Thread keyboard) {
        keyboard.interrupt();
        try {
            keyboard.join(500); // it restores the terminal
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
