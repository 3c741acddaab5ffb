package jubatus.examples.shogun;

import java.io.PrintStream;
import java.util.List;
import jubatus.common.cli.Arguments;
import jubatus.common.cli.CommandLine;
import jubatus.common.cli.Console;
import jubatus.common.cli.Option;
import jubatus.common.cli.Program;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;

/** Teaches a running classifier 44 names and asks it for the family of three others. Exit status 1 if a guess is wrong. */
public final class Shogun {
    private static final CommandLine COMMAND_LINE = new CommandLine(
            "shogun",
            List.of(
                    Option.text('H', "host", "127.0.0.1", "where the server runs"),
                    Option.integer('p', "port", 9199, "its port").within(1, 65535),
                    Option.text('n', "name", "", "name of the cluster; a standalone server needs none")));

    private final PrintStream out;

    private Shogun(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        System.exit(new Program(COMMAND_LINE, console).run(arguments, new Shogun(console.out())::run));
    }

    private int run(Arguments arguments) {
        try (ClassifierClient client =
                ClassifierClient.connect(arguments.text("host"), arguments.integer("port"), arguments.text("name"))) {
            List<LabeledDatum> names = Names.labeled();
            client.train(names);
            out.printf("trained %d names%n", names.size());
            List<List<EstimateResult>> answers = client.classify(
                    Question.ALL.stream().map(q -> Names.datum(q.name())).toList());
            boolean right = true;
            for (int i = 0; i < answers.size(); i++) {
                Question question = Question.ALL.get(i);
                out.println(question.tell(answers.get(i)));
                right &= question.isAnsweredBy(answers.get(i));
            }
            return right ? 0 : 1;
        }
    }
}
