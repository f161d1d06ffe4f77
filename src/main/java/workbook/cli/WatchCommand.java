package workbook.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(name = "watch", description = "Grades a lesson whenever you save; the same as no command.")
final class WatchCommand implements Callable<Integer> {

    @ParentCommand Workbook workbook;
    @Mixin Workbook.Help help;

    @Parameters(
            arity = "0..1",
            paramLabel = "NN",
            description = {
                "Begin with this lesson. Otherwise it begins with the one last open or, if that is solved, with the first unsolved one after it."
            })
    String number;

    @Override
    public Integer call() {
        Context context = workbook.context;
        return new Watch(context)
                .run(number == null ? context.current() : context.catalogue().findRunnable(number));
    }
}
