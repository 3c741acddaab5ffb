package jubatus.jubaload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import jubatus.common.cli.Console;
import jubatus.common.client.EstimateResult;
import jubatus.common.process.Terminal;
import jubatus.core.JubatusException;
import jubatus.jubaload.figures.Figures;
import jubatus.jubaload.input.Batch;
import jubatus.jubaload.input.Batches;
import jubatus.jubaload.input.Samples;
import jubatus.jubaload.input.Source;
import jubatus.jubaload.picture.CurvePicture;
import jubatus.jubaload.picture.MatrixPicture;
import jubatus.jubaload.picture.Picture;
import jubatus.jubaload.progress.ProgressLine;
import jubatus.jubaload.progress.Screen;
import jubatus.jubaload.progress.Tally;
import jubatus.jubaload.send.Ledger;
import jubatus.jubaload.send.Outcomes;
import jubatus.jubaload.send.ResumeFile;
import jubatus.jubaload.send.SendFailure;
import jubatus.jubaload.send.Sender;

/**
 * One run that sends samples: the calling thread reads and sends, threads of the client are told of answers, and one shows the progress.
 * Ctrl-C or SIGTERM stops the sending; the run then ends with its summary as soon as what is under way is answered, by the thread of the
 * signal, since the one that reads may wait for standard input for ever.
 */
final class Loading implements Outcomes {
    /** Of bad lines told one by one. */
    private static final int MOST_TOLD = 20;

    private final LoadOptions options;
    private final Console console;
    private final Screen screen;
    private final Tally tally = new Tally();
    private final Figures figures = new Figures();
    private final Ledger ledger;
    private final Samples samples;
    private final Sender sender;
    private final ProgressLine progress;
    private volatile boolean interrupted;
    private volatile boolean repeatingTold;
    /** Guarded by this. */
    private boolean finished;

    Loading(LoadOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.screen = new Screen(
                console.err(), LoadCommandLine.PROGRAM, options.showing().quiet());
        this.samples = new Samples(options.sources(), options.reading(), this::badLine, screen::remark);
        List<String> names = options.sources().stream().map(Source::name).toList();
        this.ledger = new Ledger(options.sending()
                .resume()
                .map(path -> ResumeFile.open(path, names))
                .orElse(ResumeFile.NONE));
        this.sender = new Sender(
                options.target().connect(options.sending().connections()),
                options.task().exchange(),
                this,
                options.sending().flow());
        var view = new ProgressLine.View(
                tally,
                samples::done,
                samples.total(),
                options.task().compares() ? figures::accuracy : () -> Double.NaN);
        this.progress = new ProgressLine(screen, view, Terminal.isStandardError());
    }

    /** Returns the exit status. */
    int run() throws InterruptedException, IOException {
        try (samples;
                sender;
                ledger) {
            settleUnclear();
            var hook = new Thread(this::interrupt, "interrupt");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                sender.check(this::waiting);
                if (!options.showing().quiet()) {
                    progress.start();
                }
                return finish(sendAll());
            } finally {
                forget(hook);
            }
        }
    }

    private void waiting(Duration most) {
        Target target = options.target();
        screen.remark("nobody listens on " + target.host() + ":" + target.port() + " yet; trying for "
                + most.toSeconds() + " s, since a server may be starting there");
    }

    private void settleUnclear() {
        List<String> unclear = ledger.unclear();
        boolean again = options.sending().flow().patience().unclearToo();
        if (!unclear.isEmpty() && !again && !options.sending().skipUnclear()) {
            throw new JubatusException(
                    JubatusException.Code.FAILED,
                    "an earlier run left unclear whether the server learned " + String.join(", ", unclear)
                            + "; send them again with --retry-unclear (they may count twice), or leave them out with"
                            + " --skip-unclear (they may be missing)");
        }
        ledger.settle(again);
        samples.skipTo(ledger.acknowledged());
    }

    /** Whether everything was sent and acknowledged. */
    private boolean sendAll() throws InterruptedException {
        var sending = options.sending();
        var batches = new Batches(samples, sending.batch(), ledger::wants, sending.limit());
        boolean read = true;
        try {
            Batch batch = batches.next();
            while (batch != null && sender.send(batch)) {
                batch = batches.next();
            }
            read = batch == null;
        } catch (JubatusException e) {
            read = false;
            screen.complain(e.getMessage());
        }
        return sender.drain() && read;
    }

    private void interrupt() {
        try {
            interrupted = true;
            sender.stop();
            sender.awaitAnswers();
            finish(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It runs already, and the process ends with the status of its signal.
        }
    }

    /** Says how it ended, once; returns the exit status. */
    private synchronized int finish(boolean complete) {
        boolean well = complete && !interrupted;
        if (!finished) {
            finished = true;
            progress.close();
            sender.failure().ifPresent(this::explain);
            Optional<Figures> compared = options.task().compares() ? Optional.of(figures) : Optional.empty();
            var summary = new Summary(options.task(), tally, well, ledger.unclear(), compared.map(Figures::matrix));
            console.out().print(options.showing().json() ? summary.json() + "\n" : summary.text());
            console.out().flush();
            well &= draw();
        }
        return interrupted ? 130 : well ? 0 : 1;
    }

    private void explain(SendFailure failure) {
        var text = new StringBuilder(failure.getMessage());
        List<String> unclear = ledger.unclear();
        if (!unclear.isEmpty() && options.task().learns()) {
            text.append("; whether the server learned ")
                    .append(String.join(", ", unclear))
                    .append(" is unclear");
            text.append(
                    options.sending().resume().isPresent()
                            ? ": go on with the same command and --retry-unclear (they may count twice) or"
                                    + " --skip-unclear (they may be missing)"
                            : ", and they are not sent again unless you wish so by --retry-unclear");
        }
        screen.complain(text.toString());
    }

    private boolean draw() {
        boolean drawn = options.showing()
                .confusion()
                .map(file -> write(file.path(), () -> MatrixPicture.of(figures.matrix(), file.format())))
                .orElse(true);
        return options.showing()
                        .curve()
                        .map(file -> write(
                                file.path(),
                                () -> CurvePicture.of(figures.curve().points(), figures.accuracy(), file.format())))
                        .orElse(true)
                && drawn;
    }

    private boolean write(Path path, Supplier<Picture> drawing) {
        try {
            return write(path, drawing.get());
        } catch (LinkageError e) {
            screen.complain("cannot draw the picture " + path + ", for this Java lacks a library (" + e.getMessage()
                    + "); name a file that ends in .svg");
            return false;
        }
    }

    private boolean write(Path path, Picture picture) {
        if (!picture.unwritten().isEmpty()) {
            int others = picture.unwritten().size() - 1;
            screen.remark(
                    "no font here has all characters of " + picture.unwritten().first()
                            + (others == 0 ? "" : " and of " + others + " more labels") + ", so " + path
                            + " shows code points; install one (Debian: fonts-ipafont-gothic for Japanese), or name a file"
                            + " that ends in .svg");
        }
        try {
            Files.write(path, picture.bytes());
            return true;
        } catch (IOException e) {
            screen.complain("cannot write the picture " + path + ": " + e.getMessage());
            return false;
        }
    }

    private void badLine(String sentence) {
        if (!options.showing().skipBad()) {
            tally.badLine();
            throw new JubatusException(
                    JubatusException.Code.FAILED, sentence + " (--skip-bad leaves such lines out and goes on)");
        }
        long count = tally.badLine();
        if (count <= MOST_TOLD) {
            screen.complain(sentence + (count == MOST_TOLD ? "; further bad lines are only counted" : ""));
        }
    }

    @Override
    public void sending(Batch batch) {
        ledger.sending(batch);
    }

    @Override
    public void acknowledged(Batch batch, List<List<EstimateResult>> scores) {
        ledger.acknowledged(batch);
        if (options.task().compares()) {
            figures.add(batch.data(), scores);
        }
        tally.acknowledged(batch.size());
    }

    @Override
    public void failed(Batch batch, SendFailure failure) {
        ledger.failed(batch, failure.mayHaveLearned());
        tally.givenUp(batch.size());
    }

    @Override
    public void repeating(Batch batch, SendFailure failure) {
        ledger.failed(batch, failure.mayHaveLearned());
        if (!repeatingTold) {
            repeatingTold = true;
            screen.remark(failure.getMessage() + "; trying again for "
                    + options.sending().flow().patience().total().toSeconds() + " s");
        }
    }
}
