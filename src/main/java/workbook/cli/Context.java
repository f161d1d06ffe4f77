package workbook.cli;

import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Build;

/** What every command works with. */
final class Context {

    private final Home home = Home.find();
    private final Terminal terminal = Terminal.standard();
    private Catalogue catalogue;
    private Progress progress;

    Home home() {
        return home;
    }

    Build build() {
        return new Build(home);
    }

    Terminal terminal() {
        return terminal;
    }

    Catalogue catalogue() {
        if (catalogue == null) {
            catalogue = Catalogue.of(home);
        }
        return catalogue;
    }

    Progress progress() {
        if (progress == null) {
            progress = Progress.load(home.state());
        }
        return progress;
    }

    /** The first lesson that is not solved, or the last one if all are. */
    Lesson current() {
        return catalogue().lessons().stream()
                .filter(lesson -> !progress().solved(lesson))
                .findFirst()
                .orElse(catalogue().lessons().get(catalogue().lessons().size() - 1));
    }
}
