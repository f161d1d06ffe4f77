package lesson15_length_headers;

import java.io.IOException;

/** Thrown if a header does not contain a length that is allowed. The message says why. Given. */
public class BadHeader extends IOException {

    public static final String NOT_A_NUMBER = "not a number";
    public static final String NEGATIVE = "negative";
    public static final String TOO_LONG = "too long";

    /**
     * @param why one of the three constants
     */
    public BadHeader(String why) {
        super(why);
    }
}
