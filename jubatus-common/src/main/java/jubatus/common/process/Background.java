package jubatus.common.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import jubatus.core.JubatusException;

/**
 * Starts a program again as a process of its own session, with {@code /} as its folder and {@code /dev/null} as its standard
 * streams ({@code --daemon}). A JVM cannot fork, so this stands in for daemon(3).
 *
 * <p>Unlike daemon(3) it waits until the new process says by {@link Readiness} that it has started.
 */
public final class Background {
    /** The launcher script says here where it lies. */
    private static final String LAUNCHER = "JUBATUS_LAUNCHER";
    // Descriptor 3 is the pipe to this process; it stays open as long as the new process lives.
    private static final String DETACH = "exec \"$@\" 3>&1 </dev/null >/dev/null 2>&1";

    private static final String CHANNEL = "/dev/fd/3";

    private Background() {}

    /**
     * Starts {@code mainClass} with {@code arguments} and returns when it runs.
     *
     * @throws JubatusException with the new process's own sentence if its start failed
     */
    public static void start(Class<?> mainClass, List<String> arguments) {
        var command = new ArrayList<>(List.of("setsid", "sh", "-c", DETACH, "sh"));
        command.addAll(ownCommand(mainClass));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).directory(new File("/")).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(Readiness.VARIABLE, CHANNEL);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            await(process.getInputStream());
        } catch (IOException e) {
            throw failed("cannot start in the background: " + e.getMessage(), e);
        }
    }

    /** Whether this process was started by {@link #start}, so that its standard streams lead nowhere. */
    public static boolean isWhereThisRuns() {
        return System.getenv(Readiness.VARIABLE) != null;
    }

    private static void await(InputStream channel) throws IOException {
        int outcome = channel.read();
        if (outcome == Readiness.READY) {
            return;
        }
        String sentence = new String(channel.readAllBytes(), StandardCharsets.UTF_8);
        throw failed(
                outcome == Readiness.FAILED
                        ? sentence
                        : "the process in the background ended before it was ready; start it without --daemon to see why",
                null);
    }

    private static List<String> ownCommand(Class<?> mainClass) {
        String launcher = System.getenv(LAUNCHER);
        if (launcher != null && !launcher.isEmpty()) {
            return List.of(launcher);
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-cp");
        command.add(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass.getName());
        return command;
    }

    private static JubatusException failed(String sentence, IOException cause) {
        return new JubatusException(JubatusException.Code.FAILED, sentence, cause);
    }
}
