package jubatus.examples.shogun;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import jubatus.common.client.ClassifierClient;
import jubatus.common.client.EstimateResult;
import jubatus.common.client.LabeledDatum;
import jubatus.core.JubatusException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Teaches a running classifier 44 names and asks it for the family of three others. Exit status 1 if a guess is wrong. */
@Command(
        name = "shogun",
        mixinStandardHelpOptions = true,
        description =
                "Teaches a running jubaclassifier 44 names of Japanese history and asks for the family of three others.")
public final class Shogun implements Callable<Integer> {
    @Option(
            names = {"-H", "--host"},
            defaultValue = "127.0.0.1",
            description = "where the server runs (default: ${DEFAULT-VALUE})")
    private String host;

    @Option(
            names = {"-p", "--port"},
            defaultValue = "9199",
            description = "its port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = {"-n", "--name"},
            defaultValue = "",
            description = "name of the cluster; a standalone server needs none")
    private String name;

    private final PrintStream out;

    private Shogun(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.exit(new CommandLine(new Shogun(out))
                .setExecutionExceptionHandler(Shogun::explain)
                .execute(arguments));
    }

    @Override
    public Integer call() {
        try (ClassifierClient client = ClassifierClient.connect(host, port, name)) {
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

    /** A server that is not there is no bug: one sentence, no stack trace. */
    private static int explain(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof JubatusException) {
            System.err.println("shogun: " + e.getMessage());
            return 1;
        }
        throw e;
    }
}
