package workbook.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import workbook.catalogue.Lesson;
import workbook.catalogue.UsageError;

@Command(name = "read", description = "Shows a lesson's page; in the watch, t does the same.")
final class ReadCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            arity = "0..1",
            paramLabel = "NN",
            description = "The lesson's number, such as 01; otherwise the one last open.")
    String number;

    @Option(
            names = "--open",
            description =
                    "Opens what is folded away, such as answers; at a keyboard o does the same.")
    boolean open;

    @Override
    public Integer call() throws IOException {
        Context context = workbook.context;
        Lesson lesson = number == null ? context.current() : context.catalogue().find(number);
        if (!Files.isRegularFile(page(lesson))) {
            throw new UsageError(missing(lesson));
        }
        context.progress().rememberOpen(lesson);
        try (Keyboard keyboard = Keyboard.open()) {
            if (keyboard == null) {
                printed(context.terminal(), lesson, open).forEach(context.terminal()::line);
            } else {
                context.terminal().measureBy(keyboard::columns);
                Pager pager = pager(context.terminal(), keyboard, lesson);
                if (open) {
                    pager.unfold();
                }
                pager.show(0);
                context.terminal().clear();
            }
        }
        return Workbook.PASSED;
    }

    /**
     * Returns a page for output without a keyboard. The reader cannot open a fold there, so the
     * last lines say how to open all of them.
     */
    static List<String> printed(Terminal terminal, Lesson lesson, boolean open) throws IOException {
        List<String> lines = new ArrayList<>(lines(terminal, lesson, open));
        if (!open && lines.stream().anyMatch(line -> line.startsWith(PageText.FOLDED))) {
            String command = Text.whole("./workbook read " + lesson.id() + " --open");
            lines.add("");
            lines.addAll(
                    terminal.text()
                            .paragraph(
                                    "Each ▸ stands for text that is folded away. To see it: "
                                            + command));
        }
        return lines;
    }

    /** Returns a pager that shows a page and reads the keyboard. */
    static Pager pager(Terminal terminal, Keyboard keyboard, Lesson lesson) throws IOException {
        return new Pager(
                terminal,
                keyboard,
                lesson.page().title(),
                lines(terminal, lesson, false),
                lines(terminal, lesson, true));
    }

    static List<String> lines(Terminal terminal, Lesson lesson, boolean unfolded)
            throws IOException {
        String markdown = new String(Files.readAllBytes(page(lesson)), StandardCharsets.UTF_8);
        return PageText.lines(markdown, terminal.text(), PageText.Marks.of(terminal), unfolded);
    }

    static Path page(Lesson lesson) {
        return lesson.folder().resolve("README.md");
    }

    /** Returns a sentence that says how to restore a missing page. */
    static String missing(Lesson lesson) {
        String command = "git checkout -- lessons/" + lesson.name() + "/README.md";
        return "The page is missing or damaged. To restore it: " + Text.whole(command);
    }
}
