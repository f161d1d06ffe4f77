package lesson14_message_boundaries;

import java.io.IOException;

/**
 * Thrown if a framing cannot carry a text, or cannot accept a frame. The message says why. Given.
 */
public class BadFrame extends IOException {

    public static final String TOO_LONG = "too long";
    public static final String PADDING_AT_THE_END = "the text ends with padding";
    public static final String BAD_ESCAPE = "bad escape";
    public static final String NEGATIVE = "negative length";

    /**
     * @param why one of the four constants
     */
    public BadFrame(String why) {
        super(why);
    }
}
