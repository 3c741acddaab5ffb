package jubatus.dist;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import jubatus.common.manual.BashCompletion;
import jubatus.common.manual.Manual;
import jubatus.common.manual.ManualPage;
import jubatus.common.manual.ZshCompletion;

/** Writes the manual pages and completion scripts of all programs, where a system keeps them below {@code share}. */
final class ManualFiles {
    private ManualFiles() {}

    /** Takes two folders: {@code share} of the distribution, and that of a package, which wants its pages compressed. */
    public static void main(String[] folders) throws IOException {
        Path share = Path.of(folders[0]);
        Path packaged = Path.of(folders[1]);
        for (Manual manual : Manuals.ALL) {
            var page = new ManualPage(manual, Manuals.ALL);
            write(share.resolve("man").resolve(page.file()), page.render());
            writeCompressed(packaged.resolve("man").resolve(page.file() + ".gz"), page.render());
            for (Path folder : new Path[] {share, packaged}) {
                write(
                        folder.resolve("bash-completion/completions").resolve(manual.program()),
                        BashCompletion.render(manual.commandLine()));
                write(
                        folder.resolve("zsh/site-functions").resolve("_" + manual.program()),
                        ZshCompletion.render(manual.commandLine()));
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void writeCompressed(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = new BestCompression(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As {@code gzip -9n}: no name and no time, so that the same text is the same file. */
    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
