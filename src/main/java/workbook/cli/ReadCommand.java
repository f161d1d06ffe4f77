package workbook.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                lines(context.terminal(), lesson, true).forEach(context.terminal()::line);
            } else {
                context.terminal().measureBy(keyboard::columns);
                pager(context.terminal(), keyboard, lesson).show(0);
                context.terminal().clear();
            }
        }
        return Workbook.PASSED;
    }

    /** Shows a page to be read from the keyboard. */
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

    /** What to do if there is no page. */
    static String missing(Lesson lesson) {
        String command = "git checkout -- lessons/" + lesson.name() + "/README.md";
        return "The page is missing or damaged. To restore it: " + Text.whole(command);
    }
}
