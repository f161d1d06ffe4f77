package lesson15_length_headers;

import java.io.IOException;

/** A header that tells no length, or none that is taken. The message says why. Given whole. */
public class BadHeader extends IOException {

    public static final String NOT_A_NUMBER = "not a number";
    public static final String NEGATIVE = "negative";
    public static final String TOO_LONG = "too long";

    /**
     * @param why one of the three
     */
    public BadHeader(String why) {
        super(why);
    }
}
