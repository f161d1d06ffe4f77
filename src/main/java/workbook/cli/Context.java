package workbook.cli;

import java.util.ArrayList;
import java.util.List;
import workbook.catalogue.Catalogue;
import workbook.catalogue.Home;
import workbook.catalogue.Lesson;
import workbook.grading.Build;

/** The objects that every command uses. */
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

    /**
     * Returns the lesson that was last open. If it is solved, returns the first unsolved lesson
     * after it, or, if there is none, the first unsolved lesson of all.
     */
    Lesson current() {
        List<Lesson> all = catalogue().lessons();
        int last = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(progress().lastOpen())) {
                last = i;
            }
        }
        List<Lesson> fromThere = new ArrayList<>(all.subList(last, all.size()));
        fromThere.addAll(all.subList(0, last));
        return fromThere.stream()
                .filter(lesson -> !progress().solved(lesson))
                .findFirst()
                .orElse(all.get(last));
    }
}
