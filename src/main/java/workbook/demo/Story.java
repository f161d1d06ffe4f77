package workbook.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.UsageError;

/**
 * What a lesson's demonstration does, scene by scene, as its page declares it:
 *
 * <pre>
 * scene Two pieces, two answers   a new scene; programs of the last one are ended
 * server UppercaseServer          starts the program, the tap before it
 * udp ReplyServer                 the same for a server that takes datagrams
 * client UppercaseClient          runs the program until it ends, with exit status 0
 * prints world!                   waits until the server prints a line with this in it
 * connect                         the demonstration itself is the client
 * send "hello, "                  it sends this; \n and \xNN as in a diagram
 * expect "HELLO, "                it waits until this has come
 * expect end                      it waits for the end of the stream, or for a reset
 * end                             it ends its own stream
 * reset                           it resets the connection
 * split 5                         pieces of at most 5 bytes pass the tap
 * delay 300                       each piece takes 300 ms
 * lose 1                          the first datagram of a udp server is lost
 * late 2                          the first two replies of a udp server arrive late: each when the
 *                                 client has sent its next datagram
 * say What to look at             is shown when everything that is on its way has passed
 * </pre>
 *
 * <p>A scene ends when its last step is done and everything that is on its way has passed. If a
 * step cannot be done, the audience is told why, and the rest of the scene is left out, so that no
 * note explains something that nobody saw.
 */
public record Story(List<Scene> scenes) {

    /** What can be done in a scene. */
    enum Verb {
        SERVER,
        UDP,
        CLIENT,
        PRINTS,
        CONNECT,
        SEND,
        EXPECT,
        END,
        RESET,
        SPLIT,
        DELAY,
        LOSE,
        LATE,
        SAY
    }

    /** One line of a scene. */
    record Step(Verb verb, String argument) {}

    /** A part of the story with programs of its own. */
    record Scene(String title, List<Step> steps) {}

    /**
     * Reads a story.
     *
     * @param lines blank ones are left out
     * @throws UsageError if a line does not belong in a story; the message contains the line
     */
    public static Story parse(List<String> lines) {
        List<Scene> scenes = new ArrayList<>();
        for (String line : lines) {
            if (line.isBlank()) {
                continue;
            }
            String[] parts = line.strip().split(" ", 2);
            String argument = parts.length > 1 ? parts[1].strip() : "";
            if (parts[0].equals("scene")) {
                scenes.add(new Scene(argument, new ArrayList<>()));
            } else if (scenes.isEmpty()) {
                throw new UsageError("A demonstration begins with a scene, not with: " + line);
            } else {
                scenes.get(scenes.size() - 1).steps().add(new Step(verb(parts[0], line), argument));
            }
        }
        return new Story(List.copyOf(scenes));
    }

    private static Verb verb(String word, String line) {
        try {
            return Verb.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UsageError("A demonstration cannot do this: " + line);
        }
    }
}
