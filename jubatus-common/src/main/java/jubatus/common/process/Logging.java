package jubatus.common.process;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.model.Model;
import ch.qos.logback.core.model.ModelUtil;
import ch.qos.logback.core.status.Status;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import jubatus.common.cli.LogFormat;
import jubatus.core.JubatusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a process: to standard output from INFO on, or as a Logback file says.
 *
 * <p>A file may use properties that tell processes apart, as in {@code ${JUBATUS_PORT}}. Call {@link #start} once, before anything
 * else of the process logs. {@link #reload} may be called from any thread.
 */
public final class Logging implements AutoCloseable {
    static {
        System.setProperty("slf4j.provider", LogProvider.class.getName());
        // Else SLF4J says on standard error that it obeys.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    private static final Logger LOG = LoggerFactory.getLogger(Logging.class);

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Optional<Path> file;
    private final Map<String, String> properties;
    private final LogFormat format;
    /** The last configuration that worked; guarded by this. */
    private Model working;
    /** The appender of {@link #startIn}, else null; set before the log is shared. */
    private FileAppender<ILoggingEvent> ownFile;

    private Logging(Optional<Path> file, Map<String, String> properties, LogFormat format) {
        this.file = file;
        this.properties = Map.copyOf(properties);
        this.format = format;
    }

    /** Chooses the library behind the log; for programs that start threads before they know how to log. */
    public static void prepare() {
        // The class has done it by now.
    }

    /**
     * Configures the log of this process.
     *
     * @param file a Logback file, or empty for standard output
     * @param properties what the file may use besides the environment, and what a record in JSON tells of the process
     * @param format of what goes to standard output
     * @throws JubatusException if the file is no log configuration or does not lead to an appender
     */
    public static Logging start(Optional<Path> file, Map<String, String> properties, LogFormat format) {
        var logging = new Logging(file, properties, format);
        if (file.isPresent()) {
            logging.startFrom(file.get());
        } else {
            logging.context.reset();
            logging.logToStandardOutput();
        }
        return logging;
    }

    /**
     * Logs to the end of {@code target} as to standard output otherwise: for a process whose standard output leads nowhere. {@link #reload}
     * opens the file anew, so that it may have been moved away.
     *
     * @throws JubatusException if the file cannot be written
     */
    public static Logging startIn(Path target, Map<String, String> properties, LogFormat format) {
        var logging = new Logging(Optional.empty(), properties, format);
        logging.context.reset();
        var appender = new FileAppender<ILoggingEvent>();
        appender.setFile(target.toString());
        logging.logTo(appender);
        if (!appender.isStarted()) {
            throw new JubatusException(JubatusException.Code.FAILED, "cannot write the log to " + target);
        }
        logging.ownFile = appender;
        return logging;
    }

    /** Throws what {@link #start} would throw about the file's form, but changes nothing. */
    public static void check(Path file) {
        LogFile.check(file);
    }

    /** Reads the configuration again, if there is one. If it has become bad, logging goes on as it was. */
    public synchronized void reload() {
        if (ownFile != null) {
            ownFile.stop();
            ownFile.start();
        }
        if (file.isEmpty()) {
            return;
        }
        LOG.info("reloading log configuration: {}", file.get());
        try {
            LogFile.check(file.get());
            reload(file.get());
        } catch (JubatusException e) {
            LOG.error("{}; reload aborted: {}", LogFile.INVALID, e.getMessage());
        }
    }

    private void reload(Path path) {
        try {
            working = apply(path);
        } catch (JubatusException e) {
            restore();
            throw e;
        }
    }

    /** Writes out what is buffered and closes the log. */
    @Override
    public void close() {
        context.stop();
    }

    private synchronized void startFrom(Path path) {
        LogFile.check(path);
        try {
            working = apply(path);
        } catch (JubatusException e) {
            context.reset();
            throw e;
        }
    }

    private Model apply(Path path) {
        JoranConfigurator joran = clearedConfigurator();
        try {
            joran.doConfigure(path.toFile());
        } catch (JoranException e) {
            throw LogFile.invalid(path + ": " + e.getMessage());
        }
        firstError().ifPresent(status -> {
            throw LogFile.invalid(path + ": " + status.getMessage());
        });
        if (context.getLoggerList().stream()
                .noneMatch(l -> l.iteratorForAppenders().hasNext())) {
            throw new JubatusException(
                    JubatusException.Code.BAD_CONFIG, "failed to configure logger: " + path + " attaches no appender");
        }
        return joran.recallSafeConfiguration();
    }

    private void restore() {
        JoranConfigurator joran = clearedConfigurator();
        ModelUtil.resetForReuse(working);
        joran.processModel(working);
    }

    private JoranConfigurator clearedConfigurator() {
        context.reset();
        context.getStatusManager().clear();
        properties.forEach(context::putProperty);
        var joran = new JoranConfigurator();
        joran.setContext(context);
        return joran;
    }

    private Optional<Status> firstError() {
        return context.getStatusManager().getCopyOfStatusList().stream()
                .filter(status -> status.getEffectiveLevel() >= Status.ERROR)
                .findFirst();
    }

    private void logToStandardOutput() {
        logTo(new ConsoleAppender<>());
    }

    private void logTo(OutputStreamAppender<ILoggingEvent> appender) {
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        // ZooKeeper and Curator tell at length, with stack traces, what our own records say in a line.
        context.getLogger("org.apache").setLevel(Level.ERROR);
        var layout = format == LogFormat.JSON ? new JsonLogLine(properties) : new LogLine();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(layout);
        encoder.start();
        appender.setContext(context);
        appender.setName("output");
        appender.setEncoder(encoder);
        appender.start();
        root.addAppender(appender);
    }
}
