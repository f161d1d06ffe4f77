package workbook.cli;

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
import workbook.check.Mistake;

@Command(
        name = "mistake",
        description =
                "For authors: writes the complete files of a wrong solution for editing, and turns them back into a patch.",
        sortOptions = false)
final class MistakeCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(index = "0", paramLabel = "NN", description = "The lesson's number, such as 01.")
    String number;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The mistake, or the name of a new one.")
    String name;

    @Option(
            names = "--refresh",
            description =
                    "Make all patches of the lesson apply again after its solution was edited.")
    boolean refresh;

    @Override
    public Integer call() {
        Lesson lesson = workbook.context.catalogue().find(number);
        if (refresh == (name != null)) {
            throw new UsageError(
                    "Name one mistake of lesson %s, or use --refresh for all of them."
                            .formatted(lesson.id()));
        }
        return refresh ? refresh(lesson) : edit(new Mistake(lesson, name));
    }

    private int edit(Mistake mistake) {
        if (mistake.isFolder()) {
            boolean patch = mistake.fold();
            say(
                    patch
                            ? "The mistake is a patch again: " + mistake.where()
                            : "More than half of the program differs, so it stays a folder: "
                                    + mistake.where());
            return Workbook.PASSED;
        }
        boolean isNew = !mistake.isPatch();
        mistake.unfold();
        say(isNew ? "A new mistake. It begins as the solution." : "The complete files are in");
        say("  " + mistake.where());
        say("Edit them and mistake.txt, then run the same command again to make a patch of them.");
        return Workbook.PASSED;
    }

    private int refresh(Lesson lesson) {
        List<String> problems = new ArrayList<>();
        int asTheyWere = 0;
        int moved = 0;
        for (Mistake mistake : Mistake.of(lesson)) {
            if (mistake.isFolder()) {
                continue; // needs no refresh, because it is complete
            }
            try {
                if (mistake.refresh()) {
                    moved++;
                } else {
                    asTheyWere++;
                }
            } catch (UsageError e) {
                problems.add(e.getMessage());
            }
        }
        say(
                "Lesson %s: %d patches applied already, %d were carried over, %d could not be."
                        .formatted(lesson.id(), asTheyWere, moved, problems.size()));
        problems.forEach(problem -> say("✘ " + problem));
        return problems.isEmpty() ? Workbook.PASSED : Workbook.FAILED;
    }

    private void say(String line) {
        workbook.context.terminal().line(line);
    }
}
