package jubatus.jubaload;

import java.io.IOException;
import jubatus.common.cli.Console;
import jubatus.core.JubatusException;
import jubatus.jubaload.input.Sample;
import jubatus.jubaload.input.Samples;
import jubatus.jubaload.progress.Screen;
import jubatus.jubaload.suggest.Profile;
import jubatus.jubaload.suggest.Suggestion;

/** Reads samples without sending them, and prints a configuration for them; what it is based on goes to standard error. */
final class Suggesting {
    private final LoadOptions options;
    private final Console console;
    private final Screen screen;

    Suggesting(LoadOptions options, Console console) {
        this.options = options;
        this.console = console;
        this.screen = new Screen(
                console.err(), LoadCommandLine.PROGRAM, options.showing().quiet());
    }

    /** Returns the exit status. */
    int run() throws IOException {
        var profile = new Profile();
        try (var samples = new Samples(options.sources(), options.reading(), this::badLine, screen::remark)) {
            Sample sample = samples.next();
            for (long n = 0; sample != null && n < options.sending().limit(); n++) {
                profile.add(sample.datum());
                sample = samples.next();
            }
        }
        Suggestion suggestion = Suggestion.of(profile);
        suggestion.reasons().forEach(screen::remark);
        console.out().print(suggestion.config());
        console.out().flush();
        return 0;
    }

    private void badLine(String sentence) {
        if (!options.showing().skipBad()) {
            throw new JubatusException(
                    JubatusException.Code.FAILED, sentence + " (--skip-bad leaves such lines out and goes on)");
        }
        screen.complain(sentence);
    }
}
