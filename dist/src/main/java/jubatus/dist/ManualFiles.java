package jubatus.dist;

import java.io.ByteArrayOutputStream;
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
    // RFC 1952 lets a file say how it was compressed, which Java does not, and Debian's checks ask for.
    private static final int EXTRA_FLAGS = 8;
    private static final byte SLOWEST = 2;

    private ManualFiles() {}

    /**
     * Takes two folders: {@code share} of the distribution, and that of a package, which wants its pages compressed; and the package's
     * changelog, which is compressed too.
     */
    public static void main(String[] arguments) throws IOException {
        Path share = Path.of(arguments[0]);
        Path packaged = Path.of(arguments[1]);
        writeCompressed(packaged.resolve("changelog.gz"), Files.readString(Path.of(arguments[2])));
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
        Files.write(file, compressed(text));
    }

    /** As {@code gzip -9n}: no name and no time, so that the same text is the same file. */
    private static byte[] compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new BestCompression(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        byte[] file = bytes.toByteArray();
        file[EXTRA_FLAGS] = SLOWEST;
        return file;
    }

    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
