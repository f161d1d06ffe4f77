package lesson24_jim_chat;

/**
 * Given: who came, became whom, and left, and why; with the time, on standard error. What clients
 * say to each other, and passwords, are nobody's business.
 */
final class Log {

    static {
        String format = "java.util.logging.SimpleFormatter.format";
        if (System.getProperty(format) == null) {
            System.setProperty(format, "%1$tF %1$tT %5$s%n"); // one line each
        }
    }

    private static final System.Logger LOG = System.getLogger("jim.chat");

    private Log() {}

    static void info(String line) {
        LOG.log(System.Logger.Level.INFO, harmless(line));
    }

    static void error(String line) {
        LOG.log(System.Logger.Level.ERROR, harmless(line));
    }

    /** A name may hold line ends, which would make lines of their own. */
    private static String harmless(String line) {
        return line.replaceAll("\\p{Cc}", "·");
    }
}
