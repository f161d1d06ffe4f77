package workbook.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import workbook.catalogue.UsageError;

/**
 * The steps of a lesson's demonstration, scene by scene, as its page declares them:
 *
 * <pre>
 * scene Two pieces, two answers   begins a scene; the programs of the previous one end
 * server UppercaseServer          starts the program behind a tap
 * udp ReplyServer                 the same for a server that takes datagrams
 * client UppercaseClient          runs the program until it ends, with exit status 0
 * prints world!                   waits until the server prints a line that contains this
 * connect                         connects a client that the demonstration itself plays
 * send "hello, "                  sends this; \n and \xNN as in a diagram
 * expect "HELLO, "                waits until this has arrived
 * expect end                      waits for the end of the stream, or for a reset
 * end                             ends the client's stream
 * reset                           resets the connection
 * split 5                         lets pieces of at most 5 bytes pass the tap
 * delay 300                       delays each piece by 300 ms
 * lose 1                          drops the first datagram of a udp server
 * late 2                          delays the first two replies of a udp server: each arrives when
 *                                 the client has sent its next datagram
 * say What to look at             shows this note when everything on its way has passed
 * </pre>
 *
 * <p>A scene ends when its last step is done and everything on its way has passed. If a step fails,
 * a note tells the audience why, and the rest of the scene is left out, so that no note explains
 * something that did not happen.
 */
public record Story(List<Scene> scenes) {

    /** The kinds of steps in a scene. */
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

    /** A part of the story that starts its own programs. */
    record Scene(String title, List<Step> steps) {}

    /**
     * Reads a story.
     *
     * @param lines the lines of the story; blank ones are ignored
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
